using System.Collections.Concurrent;
using PmBot.ProjectCore.Channels;

namespace PmBot.Bot.Queues;

/// <summary>Works on claimed rows, each lane one row after another, until nothing of it is due; lanes run side by side.</summary>
/// <param name="queue">Where rows are claimed and settled.</param>
/// <param name="adapters">Whose rows this process can work on.</param>
/// <param name="group">What must not take another's place: the adapter of what came in, the channel of what goes out.</param>
/// <param name="work">Works on one row; whatever it throws has the row tried again.</param>
/// <param name="clock">A clock that runs.</param>
/// <param name="logger">Hears of stores that are away and of failures nobody expected.</param>
internal sealed class LaneRunner<TRow>(
    WorkQueue<TRow> queue, IReadOnlyCollection<string> adapters, Func<TRow, string> group, Func<TRow, CancellationToken, Task<Ending>> work, TimeProvider clock, ILogger logger) : IDisposable
    where TRow : QueuedRow
{
    /// <summary>How long a row that nobody was told of can lie before it is found: one that waited to be tried again, or whose process died.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    // Of one group no more are taken up by looking than this, so that those of another always are.
    private const int MostOfAGroup = 50;
    private const int Batch = 100;

    private static readonly TimeSpan Renewal = WorkQueue<TRow>.Claim / 3;
    private static readonly TimeSpan Cleaning = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestStorePause = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> running = new();
    private readonly ConcurrentDictionary<Guid, string> held = new();
    private readonly CancellationTokenSource stopping = new();
    private DateTimeOffset renewed;
    private DateTimeOffset cleaned;

    /// <summary>Begins with a claimed row and goes on with what follows it in its lane.</summary>
    public void Start(TRow claimed)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        held[claimed.Id] = group(claimed);
        running[claimed.Id] = ended;
        _ = Task.Run(() => RunAsync(claimed, ended), CancellationToken.None);
    }

    /// <summary>Does what a row goes through in the store, without a trace.</summary>
    public async Task WarmUpAsync(TRow row, CancellationToken cancellationToken)
    {
        try
        {
            if (adapters.Count > 0) await queue.WarmUpAsync(row, cancellationToken);
        }
#pragma warning disable CA1031 // The job runner's own: a store that is away is for those to tell of who need it.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            DeliveryLog.LookFailed(logger, e);
        }
    }

    /// <summary>Takes up what is due and nobody works on, as long as the service runs.</summary>
    public async Task KeepLookingAsync(CancellationToken cancellationToken)
    {
        if (adapters.Count == 0) return;
        using var timer = new PeriodicTimer(Look, clock);
        do
        {
            try
            {
                await LookAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The job runner's own loop: the store may be away for a while, and the rows wait.
            catch (Exception e)
#pragma warning restore CA1031
            {
                DeliveryLog.LookFailed(logger, e);
            }
        }
        while (await NextTickAsync(timer, cancellationToken));
    }

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - renewed >= Renewal)
        {
            if (!held.IsEmpty) await queue.RenewAsync([.. held.Keys], cancellationToken);
            // Not before it is done: after a store that was away, what is ours would be taken for somebody's who died.
            renewed = now;
        }

        if (now - cleaned >= Cleaning)
        {
            cleaned = now;
            await queue.ForgetAsync(cancellationToken);
        }

        if (!await queue.AnyDueAsync(cancellationToken)) return;
        var full = held.Values.CountBy(g => g, StringComparer.Ordinal).Where(g => g.Value >= MostOfAGroup).Select(g => g.Key).ToArray();
        foreach (var row in await queue.ClaimAsync(Batch, adapters, full, cancellationToken)) Start(row);
    }

    /// <summary>Ends what can be ended within the time given, and hands the rest back.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running.Values.Select(r => r.Task)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => stopping.Dispose();

    private async Task RunAsync(TRow first, TaskCompletionSource ended)
    {
        for (var row = first; row is not null;)
        {
            var id = row.Id;
            held[id] = group(row);
            row = await EndAsync(row, await WorkAsync(row));
            held.TryRemove(id, out _);
        }

        running.TryRemove(first.Id, out _);
        ended.SetResult();
    }

    private async Task<Ending> WorkAsync(TRow row)
    {
        try
        {
            return stopping.IsCancellationRequested ? Ending.Later(TimeSpan.Zero, row.LastError, counts: false) : await work(row, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return Ending.Later(TimeSpan.Zero, row.LastError, counts: false);
        }
#pragma warning disable CA1031 // The job runner: a row that fails, in whatever way, must not stop the others.
        catch (Exception e)
#pragma warning restore CA1031
        {
            DeliveryLog.RowFailed(logger, e, row.Adapter, row.Attempts);
            return row.Attempts >= Retries.MostFailures ? Ending.Dead($"{e.GetType().Name}: {e.Message}") : Ending.Later(Retries.Pause(row.Attempts), $"{e.GetType().Name}: {e.Message}", counts: true);
        }
    }

    /// <summary>Writes down what became of a row. While the store is away nothing else can be done with it: what was delivered would be delivered again.</summary>
    private async Task<TRow?> EndAsync(TRow row, Ending ending)
    {
        for (var pause = TimeSpan.FromMilliseconds(100); ; pause = pause * 2 < LongestStorePause ? pause * 2 : LongestStorePause)
        {
            try
            {
                if (ending.Outcome is { } outcome)
                {
                    var next = await queue.SettleAsync(row, outcome, ending.Result, ending.Error, CancellationToken.None);
                    DeliveryTelemetry<TRow>.Settled(row.Adapter, outcome, clock.GetUtcNow() - row.StoredAt);
                    return next;
                }

                await queue.RetryAsync(row, clock.GetUtcNow() + ending.Pause, ending.Counts ? row.Attempts : row.Attempts - 1, ending.Error, CancellationToken.None);
                DeliveryTelemetry<TRow>.Retried(row.Adapter);
                return null;
            }
            catch (ObjectDisposedException)
            {
                return null;
            }
#pragma warning disable CA1031 // Whatever a store that is away throws.
            catch (Exception e)
#pragma warning restore CA1031
            {
                DeliveryLog.LookFailed(logger, e);
                if (stopping.IsCancellationRequested) return null;
                await Task.Delay(pause, clock, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static async Task<bool> NextTickAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
