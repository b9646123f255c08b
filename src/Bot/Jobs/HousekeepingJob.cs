using PmBot.Bot.Proactive;
using Quartz;

namespace PmBot.Bot.Jobs;

/// <summary>Removes rows that nobody needs any more.</summary>
public interface IHousekeeper
{
    /// <summary>Removes them; may be called at any time, and by several instances.</summary>
    Task TidyAsync(CancellationToken cancellationToken);
}

/// <summary>Has every housekeeper tidy up, a few times a day.</summary>
[DisallowConcurrentExecution]
internal sealed class HousekeepingJob(IEnumerable<IHousekeeper> housekeepers, ILogger<HousekeepingJob> logger) : IJob
{
    /// <summary>How often.</summary>
    public static readonly TimeSpan Sweep = TimeSpan.FromHours(6);

    /// <summary>Its name in the schedule.</summary>
    public static JobKey Key { get; } = new("housekeeping");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var housekeeper in housekeepers)
        {
            try
            {
                await housekeeper.TidyAsync(cancellationToken);
            }
#pragma warning disable CA1031 // The job runner: one that fails must not keep the others from it.
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                ProactiveLog.TidyFailed(logger, e, housekeeper.GetType().Name);
            }
        }
    }
}
