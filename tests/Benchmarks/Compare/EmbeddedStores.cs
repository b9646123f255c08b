namespace PmBot.Benchmarks.Compare;

/// <summary>SQLite files in a folder of their own: what PmBot does when nothing is configured.</summary>
internal sealed class EmbeddedStores : IStores
{
    private readonly TemporaryFolder folder = new();

    public string Name => "SQLite";

    public IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["Storage__Path"] = Path.Combine(folder.Path, "pmbot.db") };

    public IReadOnlyList<int> Processes => [];

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
