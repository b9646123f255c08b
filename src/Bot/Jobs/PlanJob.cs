using PmBot.Bot.Proactive;
using Quartz;

namespace PmBot.Bot.Jobs;

/// <summary>Plans what the clock asks for (stand-ups, morning messages), and has itself woken for the next of it.</summary>
[DisallowConcurrentExecution]
internal sealed class PlanJob(DueRunner runner, TimeProvider clock, ILogger<PlanJob> logger) : IJob
{
    /// <summary>How often it looks without being woken: settings and directories change in many ways.</summary>
    public static readonly TimeSpan Sweep = TimeSpan.FromMinutes(2);

    /// <summary>Its name in the schedule.</summary>
    public static JobKey Key { get; } = new("plan");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (await runner.PlanAsync(cancellationToken) > 0)
            {
                await JobTriggers.WakeAsync(context.Scheduler, DueJob.Key, clock.GetUtcNow(), cancellationToken);
            }

            if (await runner.NextPlannedAsync(cancellationToken) is { } next)
            {
                await JobTriggers.WakeAsync(context.Scheduler, Key, next, cancellationToken);
            }
        }
#pragma warning disable CA1031 // The job runner: the store may be away for a while, and what is to be planned waits for the next look.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            ProactiveLog.LookFailed(logger, e);
        }
    }
}
