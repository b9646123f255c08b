using PmBot.Adapters.Hosting;
using Quartz;

namespace PmBot.Bot.Jobs;

/// <summary>Runs the scheduler beside the service, and sets it to the next moment at which something is due.</summary>
/// <remarks>
/// It is made once the service takes messages, so that no start waits for it. A trigger fires on one node of a cluster; that what it
/// tells is told once is the database's business, which gives each delivery to one claimant.
/// </remarks>
internal sealed class Clockwork(ISchedulerFactory factory, IHostApplicationLifetime lifetime, DueBell bell, TimeProvider clock, ILogger<Clockwork> logger) : LastingService(clock, logger)
{
    private IScheduler? _scheduler;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_scheduler is { } running)
        {
            // What is being told is told to its end, within the time given: broken off, it would be told again. The scheduler itself would wait for it without an end.
            await running.Shutdown(waitForJobsToComplete: true, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (lifetime.ApplicationStarted.Register(started.SetResult))
        {
            // A service that never came up ends here without a word: its reason is told elsewhere.
            await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        stoppingToken.ThrowIfCancellationRequested();
        // Known from the start: one that is wound up half-way when the service ends must be shut down too, or its threads keep the process from ending.
        _scheduler ??= await factory.GetScheduler(stoppingToken);
        await WindUpAsync(_scheduler, stoppingToken);
        await ListenAsync(_scheduler, stoppingToken);
    }

    private async Task WindUpAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        await AddAsync<DueJob>(scheduler, DueJob.Key, DueJob.Sweep, cancellationToken);
        await AddAsync<PlanJob>(scheduler, PlanJob.Key, PlanJob.Sweep, cancellationToken);
        await AddAsync<HousekeepingJob>(scheduler, HousekeepingJob.Key, HousekeepingJob.Sweep, cancellationToken);
        await scheduler.Start(cancellationToken);
        // What fell due while nothing ran is told now.
        await JobTriggers.WakeAsync(scheduler, PlanJob.Key, Clock.GetUtcNow(), cancellationToken);
        await JobTriggers.WakeAsync(scheduler, DueJob.Key, Clock.GetUtcNow(), cancellationToken);
    }

    /// <summary>Several rings at once move a trigger once.</summary>
    private async Task ListenAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        var set = DateTimeOffset.MinValue;
        while (await bell.Rings.WaitToReadAsync(cancellationToken))
        {
            var (plan, due) = (false, DateTimeOffset.MaxValue);
            while (bell.Rings.TryRead(out var ring))
            {
                plan |= ring.IsPlan;
                due = !ring.IsPlan && ring.At < due ? ring.At : due;
            }

            if (plan)
            {
                await JobTriggers.WakeAsync(scheduler, PlanJob.Key, Clock.GetUtcNow(), cancellationToken);
            }

            // A trigger of ours that is still to come and fires no later serves this ring too.
            var isServed = set > Clock.GetUtcNow() && set <= due;
            if (due != DateTimeOffset.MaxValue && !isServed)
            {
                await JobTriggers.WakeAsync(scheduler, DueJob.Key, due, cancellationToken);
                set = due;
            }
        }
    }

    private async Task AddAsync<TJob>(IScheduler scheduler, JobKey key, TimeSpan every, CancellationToken cancellationToken)
        where TJob : IJob
    {
        await scheduler.AddJob(JobBuilder.Create<TJob>().WithIdentity(key).StoreDurably().Build(), AddJobOptions.Replacing, cancellationToken);
        var sweep = TriggerBuilder.Create(Clock).ForJob(key).WithIdentity(key.Name + ".sweep").StartAt(Clock.GetUtcNow() + every)
            .WithSimpleSchedule(s => s.WithInterval(every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount)).Build();
        // A node that joins later leaves the rhythm of those that are there.
        await scheduler.ScheduleTrigger(sweep, TriggerConflict.KeepEarlier, cancellationToken);
    }
}
