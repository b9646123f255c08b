using System.Diagnostics;

namespace PmBot.Benchmarks.Load;

/// <summary>Puts a bot under load and measures it.</summary>
internal static class LoadRun
{
    public static async Task<LoadResult> RunAsync(LoadOptions options, CancellationToken cancellationToken)
    {
        if (options.Population.People.Count < options.Connections) throw new ArgumentException("Every connection needs somebody who speaks.", nameof(options));

        var measurement = Measurement.Starting(options.Warmup, options.Duration);
        var run = Guid.NewGuid().ToString("N")[..8];
        var workers = Enumerable.Range(0, options.Connections).Select(i => new Worker(options, measurement, i, run)).ToList();
        var threads = workers.ConvertAll(w => new Thread(w.Run, maxStackSize: 256 * 1024) { IsBackground = true });
        foreach (var thread in threads) thread.Start();

        await Task.Delay(options.Warmup, cancellationToken);
        var (began, before) = (Stopwatch.GetTimestamp(), Usage.Now(options));
        await Task.Delay(options.Duration, cancellationToken);
        var (ended, after) = (Stopwatch.GetTimestamp(), Usage.Now(options));
        foreach (var thread in threads) thread.Join();

        workers.ForEach(w => w.Dispose());
        return Result(workers, measurement, Stopwatch.GetElapsedTime(began, ended), before, after);
    }

    private static LoadResult Result(List<Worker> workers, Measurement measurement, TimeSpan elapsed, Usage before, Usage after)
    {
        var (latencies, lateness) = (new LatencyHistogram(), new LatencyHistogram());
        foreach (var worker in workers)
        {
            latencies.Add(worker.Latencies);
            lateness.Add(worker.Lateness);
        }

        var server = after.Server is { } now && before.Server is { } then ? now with { Cpu = now.Cpu - then.Cpu } : (ProcessUsage?)null;
        var stores = after.Stores with { Cpu = after.Stores.Cpu - before.Stores.Cpu };
        var generator = after.Generator - before.Generator;
        var others = after.Machine - before.Machine - generator - stores.Cpu - (server?.Cpu ?? TimeSpan.Zero);
        return new()
        {
            Elapsed = elapsed,
            Latencies = latencies,
            Lateness = lateness,
            Errors = measurement.Errors,
            Faults = measurement.Faults,
            Server = server,
            Stores = stores,
            GeneratorCpu = generator,
            OthersCpu = others > TimeSpan.Zero ? others : TimeSpan.Zero,
        };
    }

    private sealed record Usage(ProcessUsage? Server, ProcessUsage Stores, TimeSpan Generator, TimeSpan Machine)
    {
        public static Usage Now(LoadOptions options) => new(
            options.Server is { } pid ? ProcessUsage.OfTree(pid) : null,
            options.Stores.Aggregate(default(ProcessUsage), (sum, store) => sum + ProcessUsage.OfTree(store)),
            Environment.CpuUsage.TotalTime,
            ProcessUsage.OfMachine());
    }
}
