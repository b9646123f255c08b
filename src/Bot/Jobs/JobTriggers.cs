using Quartz;

namespace PmBot.Bot.Jobs;

/// <summary>Sets jobs to the next moment at which they have something to do.</summary>
internal static class JobTriggers
{
    /// <summary>Has a job run at a moment, unless it is to run sooner anyway.</summary>
    public static async Task WakeAsync(IScheduler scheduler, JobKey job, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var trigger = TriggerBuilder.Create(scheduler.TimeProvider).ForJob(job).WithIdentity(job.Name + ".next").StartAt(at).Build();
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.KeepEarlier, cancellationToken);
    }
}
