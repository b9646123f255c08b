namespace PmBot.Benchmarks.Compare;

/// <summary>How a comparison is run.</summary>
internal sealed record CompareOptions
{
    public int Rounds { get; init; } = 3;

    public int Connections { get; init; } = 32;

    /// <summary>Before everything, once for each trial.</summary>
    public TimeSpan FirstWarmup { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Before each measured round.</summary>
    public TimeSpan Warmup { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(10);
}
