using PmBot.Bot.Proactive;
using Quartz;

namespace PmBot.Bot.Jobs;

/// <summary>Tells what is due, and has itself woken for what is due next.</summary>
/// <remarks>It may run beside itself, here and on other nodes: each delivery is claimed by one of them.</remarks>
internal sealed class DueJob(DueRunner runner, ILogger<DueJob> logger) : IJob
{
    /// <summary>How often it looks without being woken: for what a node left behind that died, or a bell that nobody heard.</summary>
    public static readonly TimeSpan Sweep = TimeSpan.FromSeconds(30);

    /// <summary>Its name in the schedule.</summary>
    public static JobKey Key { get; } = new("due");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await runner.TellAsync(cancellationToken);
            if (await runner.NextDueAsync(cancellationToken) is { } next)
            {
                await JobTriggers.WakeAsync(context.Scheduler, Key, next, cancellationToken);
            }
        }
#pragma warning disable CA1031 // The job runner: the store may be away for a while, and what is due waits for the next look.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            ProactiveLog.LookFailed(logger, e);
        }
    }
}
