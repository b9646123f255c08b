using PmBot.Adapters.Hosting;
using PmBot.ProjectCore.Channels;

namespace PmBot.Bot.Queues;

/// <summary>Takes up what came in and nobody works on.</summary>
internal sealed class InboxWorker(Inbox inbox, DeliveryClock clock, ILogger<InboxWorker> logger) : LastingService(clock.Time, logger)
{
    /// <inheritdoc/>
    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        await inbox.WarmUpAsync(stoppingToken);
        await inbox.Lanes.KeepLookingAsync(stoppingToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await inbox.Lanes.StopAsync(cancellationToken);
    }
}

/// <summary>Takes up what has to go out and waited.</summary>
internal sealed class OutboundWorker(Outbound outbound, DeliveryClock clock, ILogger<OutboundWorker> logger) : LastingService(clock.Time, logger)
{
    /// <inheritdoc/>
    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        await outbound.WarmUpAsync(stoppingToken);
        await outbound.Lanes.KeepLookingAsync(stoppingToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await outbound.Lanes.StopAsync(cancellationToken);
    }
}
