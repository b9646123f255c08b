using PmBot.Benchmarks.Load;

namespace PmBot.Benchmarks.Compare;

/// <summary>The bots of a comparison, all running until it is over; an idle one costs the others next to nothing.</summary>
internal sealed class Field(Population population, string? assembly) : IAsyncDisposable
{
    private readonly List<IStores> stores = [];
    private readonly List<Contestant> contestants = [];
    private string? pmbot = assembly;

    public IReadOnlyList<Contestant> Contestants => contestants;

    /// <summary>Starts one of <c>peer</c>, <c>sqlite</c> and <c>servers</c>.</summary>
    public async Task AddAsync(string name, CancellationToken cancellationToken)
    {
        if (name is "peer")
        {
            contestants.Add(await PeerBot.StartAsync(cancellationToken));
            return;
        }

        stores.Add(name is "servers" ? new ServerStores() : new EmbeddedStores());
        await stores[^1].StartAsync(cancellationToken);
        pmbot ??= await PmBotServer.BuildAsync(cancellationToken);
        contestants.Add(await PmBotServer.StartAsync(pmbot, stores[^1], population, cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var contestant in contestants) await contestant.DisposeAsync();
        foreach (var store in stores) await store.DisposeAsync();
    }
}
