namespace PmBot.Benchmarks.Compare;

/// <summary>Where PmBot keeps its data in a comparison.</summary>
internal interface IStores : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Starts the servers; the other members are good from then on.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Settings that lead PmBot there.</summary>
    IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>The servers' processes; none for embedded stores.</summary>
    IReadOnlyList<int> Processes { get; }
}
