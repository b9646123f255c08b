using System.Diagnostics;
using System.Globalization;
using PmBot.Benchmarks.Load;

namespace PmBot.Benchmarks.Compare;

/// <summary>PmBot as it is released, on stores of its own, with the people of the run imported.</summary>
internal sealed class PmBotServer : Contestant
{
    private readonly IStores stores;
    private readonly ChildProcess process;

    private PmBotServer(IStores stores, ChildProcess process, int port, TimeSpan startTime)
    {
        this.stores = stores;
        this.process = process;
        Target = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/api/messages"));
        StartTime = startTime;
    }

    public override string Name => $"PmBot, {stores.Name}";

    public override Uri Target { get; }

    public override int Pid => process.Id;

    public override IReadOnlyList<int> Stores => stores.Processes;

    public override TimeSpan StartTime { get; }

    public override Script? ScriptOf(string scenario, Population population) => Scripts.Named(scenario, population);

    /// <summary>Builds the Release configuration.</summary>
    /// <returns>The path of the assembly to start.</returns>
    public static async Task<string> BuildAsync(CancellationToken cancellationToken)
    {
        await ChildProcess.RunAsync(
            Repository.Root, NoSettings, "dotnet", ["build", Path.Combine("src", "Bot"), "-c", "Release", "-v", "q", "--nologo"], cancellationToken);
        return Path.Combine(Repository.Root, "src", "Bot", "bin", "Release", "net10.0", "pmbot.dll");
    }

    /// <summary>Imports the people and starts it; the stores have to outlive it.</summary>
    public static async Task<PmBotServer> StartAsync(string assembly, IStores stores, Population population, CancellationToken cancellationToken)
    {
        using var files = new TemporaryFolder();
        var folder = Path.GetDirectoryName(assembly)!;
        var port = Ports.Free();
        var settings = new Dictionary<string, string>(stores.Settings, StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
        };
        foreach (var file in WorkspaceFiles.Write(files.Path, population))
        {
            await ChildProcess.RunAsync(folder, settings, "dotnet", [assembly, "import", file], cancellationToken);
        }

        var began = Stopwatch.GetTimestamp();
        var started = ChildProcess.Start(folder, settings, "dotnet", [assembly]);
        try
        {
            await WaitUntilReadyAsync(port, started, cancellationToken);
            return new(stores, started, port, Stopwatch.GetElapsedTime(began));
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public override ValueTask DisposeAsync() => process.DisposeAsync();

    private static IReadOnlyDictionary<string, string> NoSettings { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    private static async Task WaitUntilReadyAsync(int port, ChildProcess process, CancellationToken cancellationToken)
    {
        await Ports.WaitAsync(port, process, cancellationToken);
        using var client = new HttpClient();
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/health/ready"));
        while (true)
        {
            using var answer = await client.GetAsync(address, cancellationToken);
            if (answer.IsSuccessStatusCode) return;
            if (process.HasExited) throw new InvalidOperationException("PmBot ended before it was ready: " + process.Printed);
            await Task.Delay(TimeSpan.FromMilliseconds(10), cancellationToken);
        }
    }
}
