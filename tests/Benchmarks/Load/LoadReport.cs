using System.Globalization;

namespace PmBot.Benchmarks.Load;

/// <summary>Prints what one run saw.</summary>
internal static class LoadReport
{
    public static async Task WriteAsync(TextWriter output, LoadResult result)
    {
        await output.WriteLineAsync(Line($"turns/s   {result.TurnsPerSecond,10:N0}   ({result.Turns:N0} turns in {result.Elapsed.TotalSeconds:N1} s, {result.Errors:N0} errors)"));
        await output.WriteLineAsync(Line($"latency   p50 {Ms(result, 0.5)}  p95 {Ms(result, 0.95)}  p99 {Ms(result, 0.99)}  max {result.Latencies.Max.TotalMilliseconds:N2} ms"));
        await output.WriteLineAsync(Line($"lateness  p99 {result.Lateness.Percentile(0.99).TotalMilliseconds:N2} ms (part of the latency; of the generator or of a busy connection)"));
        if (result is { Server: { } server, ServerCpuPerTurn: { } perTurn })
        {
            await output.WriteLineAsync(Line($"server    {perTurn.TotalMicroseconds:N0} us CPU a turn, {server.Cpu / result.Elapsed:N2} processors, {server.ResidentBytes / 1048576.0:N0} MiB resident"));
        }

        if (result.Stores.ResidentBytes > 0)
        {
            await output.WriteLineAsync(Line($"stores    {result.StoresCpuPerTurn.TotalMicroseconds:N0} us CPU a turn"));
        }

        await output.WriteLineAsync(Line($"generator {result.GeneratorCpuPerTurn.TotalMicroseconds:N0} us CPU a turn; everything else on the machine kept {result.OtherProcessors:N2} processors busy"));
        foreach (var fault in result.Faults) await output.WriteLineAsync("  wrong: " + fault);
    }

    private static string Ms(LoadResult result, double share) => Line($"{result.Latencies.Percentile(share).TotalMilliseconds:N2}");

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
