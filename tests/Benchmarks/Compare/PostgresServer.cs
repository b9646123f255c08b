using System.Globalization;

namespace PmBot.Benchmarks.Compare;

/// <summary>A private PostgreSQL cluster with the settings that it comes with: every commit is on disk before it counts.</summary>
/// <remarks>PostgreSQL refuses to run as root; under root it runs as the user <c>postgres</c>.</remarks>
internal sealed class PostgresServer : IAsyncDisposable
{
    private static readonly IReadOnlyDictionary<string, string> Unchanged = new Dictionary<string, string>(StringComparer.Ordinal);

    private readonly TemporaryFolder folder;
    private readonly ChildProcess process;

    private PostgresServer(TemporaryFolder folder, ChildProcess process, int port)
    {
        this.folder = folder;
        this.process = process;
        ConnectionString = string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres");
    }

    public string ConnectionString { get; }

    public int Pid => process.Id;

    public static async Task<PostgresServer> StartAsync(CancellationToken cancellationToken)
    {
        var (folder, port) = (new TemporaryFolder(), Ports.Free());
        var data = Path.Combine(folder.Path, "data");
        if (Environment.IsPrivilegedProcess) await ChildProcess.RunAsync(folder.Path, Unchanged, "chown", ["postgres", folder.Path], cancellationToken);
        await ChildProcess.RunAsync(
            folder.Path, Unchanged, Launcher, Command("initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-locale", "-E", "UTF8"), cancellationToken);
        var started = ChildProcess.Start(
            folder.Path, Unchanged, Launcher, Command("postgres", "-D", data, "-p", port.ToString(CultureInfo.InvariantCulture), "-h", "127.0.0.1", "-k", ""));
        var server = new PostgresServer(folder, started, port);
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

    // setpriv becomes what it starts, so the id of the process is PostgreSQL's own and signals reach it.
    private static string Launcher => Environment.IsPrivilegedProcess ? "setpriv" : "env";

    private static IReadOnlyList<string> Command(string program, params IReadOnlyList<string> arguments) =>
        [.. Environment.IsPrivilegedProcess ? ["--reuid=postgres", "--regid=postgres", "--clear-groups"] : Array.Empty<string>(), Find(program), .. arguments];

    // Debian keeps the server's programs out of the path, one folder a version.
    private static string Find(string program)
    {
        const string Versions = "/usr/lib/postgresql";
        return Directory.Exists(Versions)
            ? Directory.EnumerateDirectories(Versions).Order(StringComparer.Ordinal).Select(v => Path.Combine(v, "bin", program)).LastOrDefault(File.Exists) ?? program
            : program;
    }
}
