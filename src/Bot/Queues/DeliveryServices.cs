using PmBot.Adapters.Hosting;

namespace PmBot.Bot.Queues;

/// <summary>Adds what brings messages in and out.</summary>
internal static class DeliveryServices
{
    /// <summary>Adds it; what waited is taken up only where <see cref="AddDeliveryWorkers"/> is added too.</summary>
    public static IServiceCollection AddDelivery(this IServiceCollection services) => services
        .AddSingleton<Inbox>().AddSingleton<IInbox>(s => s.GetRequiredService<Inbox>())
        .AddSingleton<Outbound>().AddSingleton<IOutbound>(s => s.GetRequiredService<Outbound>())
        .AddSingleton<IMessagePages, StoredPages>()
        .AddSingleton<GonePlaces>().AddSingleton<Apology>().AddSingleton<DeadLetters>();

    /// <summary>Web conversations outlive the process.</summary>
    public static IServiceCollection AddWebTranscripts(this IServiceCollection services) => services
        .AddSingleton<WebTranscriptKeeper>().AddSingleton<Adapters.DirectLine.ITranscripts>(s => s.GetRequiredService<WebTranscriptKeeper>())
        .AddHostedService(s => s.GetRequiredService<WebTranscriptKeeper>());

    /// <summary>Adds the workers. They are stopped after the channels, which still bring work until then.</summary>
    public static IServiceCollection AddDeliveryWorkers(this IServiceCollection services) => services
        .AddHostedService<OutboundWorker>().AddHostedService<InboxWorker>().AddSingleton<DeliveryWatch>().AddHostedService(s => s.GetRequiredService<DeliveryWatch>());
}
