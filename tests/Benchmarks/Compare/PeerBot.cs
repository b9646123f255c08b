using System.Diagnostics;
using System.Globalization;
using PmBot.Benchmarks.Load;

namespace PmBot.Benchmarks.Compare;

/// <summary>The JavaScript Bot Builder bot in <c>tests/Benchmarks/peer</c>; wants node and, the first time, npm.</summary>
internal sealed class PeerBot : Contestant
{
    private readonly ChildProcess process;

    private PeerBot(ChildProcess process, int port, TimeSpan startTime)
    {
        this.process = process;
        Target = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/api/messages"));
        StartTime = startTime;
    }

    public override string Name => "Bot Builder (JS)";

    public override Uri Target { get; }

    public override int Pid => process.Id;

    public override TimeSpan StartTime { get; }

    public override Script? ScriptOf(string scenario, Population population) => scenario is "two-turn" ? Scripts.Named("peer-two-turn", population) : null;

    public static async Task<PeerBot> StartAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Path.Combine(Repository.Peer, "node_modules")))
        {
            await ChildProcess.RunAsync(Repository.Peer, new Dictionary<string, string>(StringComparer.Ordinal), "npm", ["ci"], cancellationToken);
        }

        var port = Ports.Free();
        var began = Stopwatch.GetTimestamp();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["NODE_ENV"] = "production",
        };
        var started = ChildProcess.Start(Repository.Peer, environment, "node", ["index.js"]);
        try
        {
            await Ports.WaitAsync(port, started, cancellationToken);
            return new(started, port, Stopwatch.GetElapsedTime(began));
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public override ValueTask DisposeAsync() => process.DisposeAsync();
}
