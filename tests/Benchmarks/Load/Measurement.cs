using System.Collections.Concurrent;
using System.Diagnostics;

namespace PmBot.Benchmarks.Load;

/// <summary>What the workers of a run share: when to begin and to end, and what went wrong.</summary>
internal sealed class Measurement(long start, long measureFrom, long end)
{
    private const int ShownFaults = 5;

    private readonly ConcurrentQueue<string> faults = new();
    private readonly ConcurrentDictionary<(int Workspace, int Task), byte> tasks = new();
    private long errors;
    private long dialogs;

    /// <summary>Stopwatch time of the first message.</summary>
    public long Start { get; } = start;

    /// <summary>Stopwatch time after which no dialog begins; one that has begun is spoken to its end.</summary>
    public long End { get; } = end;

    public long Errors => Interlocked.Read(ref errors);

    public IReadOnlyList<string> Faults => [.. faults.Take(ShownFaults)];

    /// <summary>The number of the next dialog, from a start that differs between runs.</summary>
    public long NextDialog() => Interlocked.Increment(ref dialogs) + (Start / TimeSpan.TicksPerMillisecond % 10_000_000);

    /// <summary>Whether a message that was due at this moment counts.</summary>
    public bool Counts(long due) => due >= measureFrom && due < End;

    /// <summary>Notes a task; false when another answer already named that number.</summary>
    public bool Created(int workspace, int task) => tasks.TryAdd((workspace, task), 0);

    /// <summary>Notes a fault, whenever it happens: an error while warming up is an error.</summary>
    public void Fail(string fault)
    {
        if (Interlocked.Increment(ref errors) <= ShownFaults) faults.Enqueue(fault);
    }

    public static Measurement Starting(TimeSpan warmup, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        return new(start, start + InTicks(warmup), start + InTicks(warmup + duration));
    }

    public static long InTicks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
