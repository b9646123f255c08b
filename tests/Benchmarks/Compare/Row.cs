using PmBot.Benchmarks.Load;

namespace PmBot.Benchmarks.Compare;

/// <summary>A trial with the results of its rounds. Every figure is the median of the rounds, on its own.</summary>
internal sealed record Row(Trial Trial, IReadOnlyList<LoadResult> Results)
{
    public double TurnsPerSecond => Median(r => r.TurnsPerSecond);

    public double ServerMicrosecondsPerTurn => Median(r => r.ServerCpuPerTurn?.TotalMicroseconds ?? 0);

    public double StoresMicrosecondsPerTurn => Median(r => r.StoresCpuPerTurn.TotalMicroseconds);

    public double GeneratorMicrosecondsPerTurn => Median(r => r.GeneratorCpuPerTurn.TotalMicroseconds);

    public double ResidentMebibytes => Results.Max(r => (r.Server?.ResidentBytes ?? 0) / 1048576.0);

    public double OtherProcessors => Median(r => r.OtherProcessors);

    public long Errors => Results.Sum(r => r.Errors);

    public double Milliseconds(double share) => Median(r => r.Latencies.Percentile(share).TotalMilliseconds);

    public double MaxMilliseconds => Results.Max(r => r.Latencies.Max.TotalMilliseconds);

    private double Median(Func<LoadResult, double> figure)
    {
        var sorted = Results.Select(figure).Order().ToList();
        return sorted.Count == 0 ? 0 : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
