namespace PmBot.Benchmarks.Load;

/// <summary>What a load run saw.</summary>
internal sealed record LoadResult
{
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Answered rightly, within the measured time.</summary>
    public required LatencyHistogram Latencies { get; init; }

    /// <summary>From when a message was due to when it went out, for the generator's own reasons or because its connection was busy.</summary>
    public required LatencyHistogram Lateness { get; init; }

    public required long Errors { get; init; }

    /// <summary>The first few faults, with what was said and answered.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    public required ProcessUsage? Server { get; init; }

    public required ProcessUsage Stores { get; init; }

    public required TimeSpan GeneratorCpu { get; init; }

    /// <summary>The CPU time of everything else on the machine: what disturbed the run.</summary>
    public required TimeSpan OthersCpu { get; init; }

    public long Turns => Latencies.Count;

    public double TurnsPerSecond => Turns / Elapsed.TotalSeconds;

    public TimeSpan? ServerCpuPerTurn => Server is { } server ? PerTurn(server.Cpu) : null;

    public TimeSpan StoresCpuPerTurn => PerTurn(Stores.Cpu);

    public TimeSpan GeneratorCpuPerTurn => PerTurn(GeneratorCpu);

    /// <summary>Processors that others kept busy, on average.</summary>
    public double OtherProcessors => OthersCpu / Elapsed;

    private TimeSpan PerTurn(TimeSpan cpu) => Turns + Errors == 0 ? TimeSpan.Zero : cpu / (Turns + Errors);
}
