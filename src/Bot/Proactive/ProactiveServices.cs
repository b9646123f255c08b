using PmBot.Bot.Jobs;
using PmBot.ProjectCore.Operations;

namespace PmBot.Bot.Proactive;

/// <summary>Adds what writes to people of its own accord.</summary>
internal static class ProactiveServices
{
    /// <summary>Adds all of it but the clockwork, which is added where time passes by itself.</summary>
    public static IServiceCollection AddProactive(this IServiceCollection services) => services
        .AddSingleton<ConversationBook>().AddSingleton<ProactiveChat>().AddSingleton<DueRunner>()
        .AddSingleton<IDeliveryKind, ReminderDelivery>().AddSingleton<IDeliveryKind, StandupDelivery>().AddSingleton<IDeliveryKind, SummaryDelivery>()
        .AddSingleton<NoticeDelivery>().AddSingleton<IDeliveryKind>(s => s.GetRequiredService<NoticeDelivery>()).AddSingleton<IDeliveryKind, DigestDelivery>()
        .AddSingleton<Channels.IWaiting, WaitingStandups>()
        .AddSingleton<IPlanner, StandupPlanner>().AddSingleton<IPlanner, DigestPlanner>()
        .AddSingleton<IEventHandler, ReminderTrigger>().AddSingleton<IEventHandler, StandupListener>().AddSingleton<IEventHandler, NoticeListener>()
        .AddSingleton<IEventHandler, WeekListener>().AddJobs();
}
