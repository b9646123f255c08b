using PmBot.ProjectCore.Proactive;

namespace PmBot.Bot.Proactive;

/// <summary>Looks every few seconds for what is due, as long as the service runs.</summary>
public sealed class DueTicker(DueRunner runner, Deliveries deliveries, TimeProvider clock, ILogger<DueTicker> logger) : BackgroundService
{
    /// <summary>How late something can be because nobody looked.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Cleaning = TimeSpan.FromHours(6);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var cleaned = DateTimeOffset.MinValue;
        do
        {
            try
            {
                await runner.RunAsync(stoppingToken);
                if (clock.GetUtcNow() - cleaned > Cleaning)
                {
                    await deliveries.ForgetAsync(stoppingToken);
                    cleaned = clock.GetUtcNow();
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The job runner's own loop: the store may be away for a while, and what is due waits.
            catch (Exception e)
#pragma warning restore CA1031
            {
                ProactiveLog.LookFailed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
