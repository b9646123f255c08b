using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using PmBot.Benchmarks.Compare;
using PmBot.Bot.State;

namespace PmBot.Benchmarks.Micro;

/// <summary>What a turn does to the embedded state: load two kilobytes, save them.</summary>
public class StateStoreBenchmarks
{
    private const int AtOnce = 32;

    private readonly byte[] document = new byte[2048];
    private TemporaryFolder? folder;
    private EmbeddedStateStore? store;

    [GlobalSetup]
    public void Start()
    {
        Array.Fill(document, (byte)'x');
        folder = new();
        store = EmbeddedStateStore.Open(Path.Combine(folder.Path, "state.db"), TimeProvider.System, NullLogger<EmbeddedStateStore>.Instance);
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        if (store is not null) await store.DisposeAsync();
        folder?.Dispose();
    }

    [Benchmark]
    public Task One() => TurnAsync(0);

    [Benchmark(OperationsPerInvoke = AtOnce)]
    public Task ManyAtOnce() => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => Task.Run(() => TurnAsync(i))));

    private async Task TurnAsync(int conversation)
    {
        var key = "conversation-" + conversation;
        var loaded = await store!.LoadAsync(key, CancellationToken.None);
        if (!await store.SaveAsync(key, document, loaded?.Version ?? 0, TimeSpan.FromHours(1), CancellationToken.None))
        {
            throw new InvalidOperationException("Nobody else writes here.");
        }
    }
}
