using System.Globalization;

namespace PmBot.Benchmarks.Compare;

/// <summary>A private redis-server that writes its append-only file every second, so that conversations outlive it.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly ChildProcess process;

    private RedisServer(TemporaryFolder folder, ChildProcess process, int port)
    {
        this.folder = folder;
        this.process = process;
        Address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
    }

    public string Address { get; }

    public int Pid => process.Id;

    public static async Task<RedisServer> StartAsync(CancellationToken cancellationToken)
    {
        var (folder, port) = (new TemporaryFolder(), Ports.Free());
        var started = ChildProcess.Start(
            folder.Path,
            new Dictionary<string, string>(StringComparer.Ordinal),
            "redis-server",
            ["--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "yes", "--appendfsync", "everysec"]);
        var server = new RedisServer(folder, started, port);
        try
        {
            await Ports.WaitAsync(port, started, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        folder.Dispose();
    }
}
