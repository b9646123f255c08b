using System.Numerics;

namespace PmBot.Benchmarks.Load;

/// <summary>Counts durations in buckets that are at most 3.2 % wide, from a microsecond to over an hour.</summary>
/// <remarks>Not thread-safe: every worker fills its own, and they are added up at the end.</remarks>
internal sealed class LatencyHistogram
{
    private const int SubBits = 6;
    private const int SubBuckets = 1 << SubBits;

    private readonly long[] counts = new long[SubBuckets * 32];

    public long Count { get; private set; }

    public TimeSpan Max { get; private set; }

    public void Record(TimeSpan duration)
    {
        counts[IndexOf(Microseconds(duration))]++;
        Count++;
        if (duration > Max) Max = duration;
    }

    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < counts.Length; i++) counts[i] += other.counts[i];
        Count += other.Count;
        if (other.Max > Max) Max = other.Max;
    }

    /// <summary>The duration that the given share of the recorded ones does not exceed; zero when there are none.</summary>
    /// <param name="share">0 to 1.</param>
    public TimeSpan Percentile(double share)
    {
        var wanted = Math.Max(1, (long)Math.Ceiling(Count * share));
        long seen = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            seen += counts[i];
            if (seen >= wanted) return TimeSpan.FromMicroseconds(Math.Min(UpperEdge(i), (long)Max.TotalMicroseconds));
        }

        return Max;
    }

    private static long Microseconds(TimeSpan duration) => Math.Max(0, duration.Ticks / TimeSpan.TicksPerMicrosecond);

    private static int IndexOf(long microseconds)
    {
        if (microseconds < SubBuckets) return (int)microseconds;
        var exponent = BitOperations.Log2((ulong)microseconds) - SubBits + 1;
        return Math.Min((exponent * (SubBuckets / 2)) + (int)(microseconds >> exponent), (SubBuckets * 32) - 1);
    }

    private static long UpperEdge(int index)
    {
        if (index < SubBuckets) return index;
        var exponent = (index / (SubBuckets / 2)) - 1;
        return ((long)(index - (exponent * (SubBuckets / 2))) << exponent) + (1L << exponent) - 1;
    }
}
