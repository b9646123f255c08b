using PmBot.Benchmarks.Load;

namespace PmBot.Benchmarks.Compare;

/// <summary>Measures the trials in interleaved rounds, so that what disturbs the machine disturbs all alike.</summary>
internal sealed class Comparison(IReadOnlyList<Trial> trials, Population population, CompareOptions options, TextWriter progress)
{
    public async Task<IReadOnlyList<Row>> RunAsync(CancellationToken cancellationToken)
    {
        var results = trials.ToDictionary(t => t, _ => new List<LoadResult>());
        // The round that does not count lets the just-in-time compilers of both sides finish.
        for (var round = 0; round <= options.Rounds; round++)
        {
            foreach (var trial in trials)
            {
                var result = await MeasureAsync(trial, round == 0, cancellationToken);
                if (round > 0) results[trial].Add(result);
                await progress.WriteLineAsync(FormattableString.Invariant(
                    $"round {round}  {trial.Title,-22} {trial.Contestant.Name,-26} {result.TurnsPerSecond,9:N0} turns/s  p99 {result.Latencies.Percentile(0.99).TotalMilliseconds,7:N2} ms  {result.Errors} errors  others {result.OtherProcessors:N2}"));
                if (result.Faults is [var first, ..]) await progress.WriteLineAsync("  wrong: " + first);
            }
        }

        return [.. trials.Select(t => new Row(t, results[t]))];
    }

    private Task<LoadResult> MeasureAsync(Trial trial, bool warmsUp, CancellationToken cancellationToken) => LoadRun.RunAsync(
        new()
        {
            Target = trial.Contestant.Target,
            Script = trial.Contestant.ScriptOf(trial.Scenario, population)!,
            Population = population,
            Connections = options.Connections,
            // Even warming up is done at the rate: a queue of turns from before must not lengthen the first that count.
            Rate = trial.Rate,
            Warmup = warmsUp ? options.FirstWarmup : options.Warmup,
            Duration = warmsUp ? TimeSpan.FromSeconds(1) : options.Duration,
            Server = trial.Contestant.Pid,
            Stores = trial.Contestant.Stores,
        },
        cancellationToken);
}
