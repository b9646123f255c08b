namespace PmBot.Benchmarks.Load;

/// <summary>One load run.</summary>
internal sealed record LoadOptions
{
    /// <summary>The bot's messaging endpoint.</summary>
    public required Uri Target { get; init; }

    public required Script Script { get; init; }

    public required Population Population { get; init; }

    public int Connections { get; init; } = 32;

    public TimeSpan Warmup { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Turns per second over all connections; null sends the next message as soon as the last one is answered.</summary>
    public double? Rate { get; init; }

    /// <summary>The server's process, whose CPU time and memory are reported.</summary>
    public int? Server { get; init; }

    /// <summary>Processes of the stores that the server uses.</summary>
    public IReadOnlyList<int> Stores { get; init; } = [];
}
