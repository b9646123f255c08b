using PmBot.Adapters.Hosting;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Proactive;

/// <summary>Tells what is due. Any number of instances may run it at once: the database gives each delivery to one of them.</summary>
public sealed class DueRunner(
    WeekStore week, Deliveries deliveries, WorkspaceDirectories directories, OutboxDispatcher outbox, IEnumerable<IDeliveryKind> kinds, IEnumerable<IPlanner> planners, TimeProvider clock,
    ILogger<DueRunner> logger)
{
    /// <summary>For how long a delivery that fails is tried.</summary>
    public static readonly TimeSpan GivesUpAfter = TimeSpan.FromDays(7);

    // A claim lasts a minute, and each of a batch may wait two seconds for a channel that does not answer.
    private const int Batch = 20;

    // How exactly it is known until when things were planned.
    private static readonly TimeSpan Note = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, IDeliveryKind> _kinds = kinds.ToDictionary(k => k.Kind, StringComparer.Ordinal);

    /// <summary>Does all that is due now, what comes of it included: for a clock that is moved by hand.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await outbox.DrainAsync(cancellationToken);
        await PlanAsync(cancellationToken);
        await TellAsync(cancellationToken);
    }

    /// <summary>The next moment at which something can be due, or null when nothing is in sight.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken)
    {
        var (due, planned) = (await NextDueAsync(cancellationToken), await NextPlannedAsync(cancellationToken));
        return due is null || planned < due ? planned : due;
    }

    /// <summary>Tells what is due now.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        while (await week.RingAsync(cancellationToken) > 0)
        {
        }

        while (await deliveries.ClaimAsync(Batch, cancellationToken) is { Count: > 0 } claimed)
        {
            // What its kind tells together goes by person; anything else one by one.
            foreach (var together in claimed.GroupBy(d => (d.Kind, d.WorkspaceId, d.UserId, Alone: _kinds.TryGetValue(d.Kind, out var kind) && kind.Gathers ? Guid.Empty : d.Id)))
            {
                await TellAsync([.. together], cancellationToken);
            }
        }
    }

    /// <summary>When the next reminder or delivery is due, or null when there is none.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => Coming(await deliveries.NextAsync(cancellationToken));

    /// <summary>Adds what the clock asks for now.</summary>
    /// <returns>How many deliveries were new.</returns>
    public async Task<int> PlanAsync(CancellationToken cancellationToken)
    {
        var (now, added) = (clock.GetUtcNow(), 0);
        foreach (var workspace in await week.WorkspacesAsync(cancellationToken))
        {
            var before = await week.PlannedAtAsync(workspace, cancellationToken);
            var time = new PlanTime(now, before ?? now);
            var isSound = await EachAsync(workspace, async (planner, directory) => added += await planner.PlanAsync(directory, time, cancellationToken), cancellationToken);
            // Not at each look: what is missed is missed by hours.
            if (isSound && (before is not { } last || now - last >= Note)) await week.KeepPlannedAsync(workspace, now, cancellationToken);
        }

        return added;
    }

    /// <summary>The next moment at which there is something to plan, or null when none is in sight.</summary>
    public async Task<DateTimeOffset?> NextPlannedAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? next = null;
        foreach (var workspace in await week.WorkspacesAsync(cancellationToken))
        {
            await EachAsync(
                workspace,
                async (planner, directory) =>
                {
                    var planned = await planner.NextAsync(directory, now, cancellationToken);
                    next = planned is not null && (next is null || planned < next) ? planned : next;
                },
                cancellationToken);
        }

        return Coming(next);
    }

    /// <summary>Goes through all planners of a workspace; one that fails keeps none of the others from their turn.</summary>
    /// <returns>False where one failed.</returns>
    private async Task<bool> EachAsync(WorkspaceId workspace, Func<IPlanner, WorkspaceDirectory, Task> plan, CancellationToken cancellationToken)
    {
        if (await directories.GetAsync(workspace, cancellationToken) is not { } directory)
        {
            return true;
        }

        var isSound = true;
        foreach (var planner in planners)
        {
            try
            {
                await plan(planner, directory);
            }
#pragma warning disable CA1031 // The job runner: whatever is wrong in one workspace, the others have their stand-ups.
            catch (Exception e) when (e is not (StorageUnavailableException or OperationCanceledException))
#pragma warning restore CA1031
            {
                ProactiveLog.PlanFailed(logger, e, planner.GetType().Name, workspace.Value);
                isSound = false;
            }
        }

        return isSound;
    }

    // What is due already was tried just now.
    private DateTimeOffset? Coming(DateTimeOffset? next) => next is { } at && clock.GetUtcNow() is var now && at <= now ? now + TimeSpan.FromSeconds(1) : next;

    private async Task TellAsync(IReadOnlyList<Delivery> together, CancellationToken cancellationToken)
    {
        try
        {
            var verdict = _kinds.TryGetValue(together[0].Kind, out var kind) ? await kind.TellAsync(together, cancellationToken) : Verdict.Dropped;
            foreach (var delivery in together)
            {
                await (verdict.Outcome is { } outcome
                    ? deliveries.SettleAsync(delivery.Id, outcome, cancellationToken)
                    : deliveries.RetryAsync(delivery, verdict.NotBefore, failure: null, cancellationToken));
            }
        }
        catch (Exception e) when (e is StorageUnavailableException or StateUnavailableException or OperationCanceledException)
        {
            // The claim ends of itself, and whoever is up then takes it.
            throw;
        }
#pragma warning disable CA1031 // The job runner: one delivery that fails, in whatever way, must not stop the others.
        catch (Exception e)
#pragma warning restore CA1031
        {
            foreach (var delivery in together)
            {
                await FailAsync(delivery, e, cancellationToken);
            }
        }
    }

    private async Task FailAsync(Delivery delivery, Exception failure, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (failure is not DeliveryException)
        {
            ProactiveLog.DeliveryFailed(logger, failure, delivery.Kind, delivery.Key);
        }

        var isGone = failure is DeliveryException { IsGone: true };
        if (isGone || now - delivery.MeantAt > GivesUpAfter)
        {
            if (isGone) ProactiveLog.NowhereToTell(logger, delivery.Kind, delivery.Key);
            await deliveries.SettleAsync(delivery.Id, isGone ? "gone" : "given_up", cancellationToken);
            return;
        }

        var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(delivery.Attempts, 20)), LongestPause.TotalSeconds));
        await deliveries.RetryAsync(delivery, now + pause, $"{failure.GetType().Name}: {failure.Message}", cancellationToken);
    }
}
