using System.Threading.Channels;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Telemetry;
using PmBot.ProjectCore.Learning;

namespace PmBot.Bot.Learning;

/// <summary>Takes what is to be kept out of the turn and writes it when there is time: a turn never waits for it and never fails by it.</summary>
public sealed class FeedbackQueue(FeedbackStore store, LearningOptions options, TimeProvider clock, ILogger<FeedbackQueue> logger) : LastingService(clock, logger)
{
    /// <summary>For how many days the models' counts are kept.</summary>
    public const int CountedDays = 400;

    private const int MaxWaiting = 256;
    private static readonly TimeSpan WritePause = TimeSpan.FromSeconds(15);

    private readonly Channel<FeedbackPair> pairs = Channel.CreateBounded<FeedbackPair>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly Lock counting = new();
    private Dictionary<string, ModelTally> counts = new(StringComparer.Ordinal);

    /// <summary>Keeps a pair, soon; when far too many wait, it is let go.</summary>
    public void Keep(FeedbackPair pair) => pairs.Writer.TryWrite(pair);

    /// <summary>Counts what became of a model's reading; nothing where no model serves.</summary>
    public void Count(string model, Outcome outcome)
    {
        if (model.Length == 0)
        {
            return;
        }

        var one = new ModelTally(
            model, default, outcome == Outcome.Turn ? 1 : 0, outcome == Outcome.Answered ? 1 : 0, outcome == Outcome.Corrected ? 1 : 0, outcome == Outcome.Unsure ? 1 : 0);
        lock (counting)
        {
            counts[model] = counts.TryGetValue(model, out var before) ? before.Plus(one) : one;
        }
    }

    /// <summary>Writes everything that waits.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            while (pairs.Reader.TryRead(out var pair))
            {
                await WriteAsync(() => store.KeepAsync(pair, new FeedbackBounds(options.MaxPairs, TimeSpan.FromDays(options.KeepDays)), cancellationToken));
            }

            await WriteCountsAsync(cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await FlushAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The time to end is over: what is left is lost, as it is by a kill.
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        writing.Dispose();
        base.Dispose();
    }

    private async Task WriteCountsAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, ModelTally> counted;
        lock (counting)
        {
            (counted, counts) = (counts, new(StringComparer.Ordinal));
        }

        var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        if (counted.Count > 0)
        {
            await WriteAsync(() => store.CountAsync([.. counted.Values.Select(c => c with { Day = today })], today.AddDays(-CountedDays), cancellationToken));
        }
    }

    /// <inheritdoc/>
    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        // What waits at the end is written by StopAsync.
        using var pause = new PeriodicTimer(WritePause, Clock);
        while (await pause.WaitForNextTickAsync(stoppingToken))
        {
            await FlushAsync(stoppingToken);
        }
    }

    private async Task WriteAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (OperationCanceledException)
        {
            throw;
        }
#pragma warning disable CA1031 // What cannot be kept is lost; the bot goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.LearningFailed(Logger, e);
        }
    }
}

/// <summary>What became of a message, as far as a model has to do with it.</summary>
public enum Outcome
{
    /// <summary>It came.</summary>
    Turn,

    /// <summary>The model read it as a request.</summary>
    Answered,

    /// <summary>What the model read was wrong.</summary>
    Corrected,

    /// <summary>Nothing was sure enough.</summary>
    Unsure,
}
