using PmBot.Bot.Jobs;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Reminders;

namespace PmBot.Bot.Proactive;

/// <summary>Tells the clockwork of reminders that are made or moved, and of changes to what is planned by the clock.</summary>
internal sealed class WeekListener(DueBell bell) : IEventHandler
{
    /// <inheritdoc/>
    public string Name => "clockwork";

    /// <inheritdoc/>
    public bool Wants(string eventType) =>
        eventType is "reminder.created" or "reminder.changed" or "reminder.restored" or "standup.scheduled" or "notices.changed" or "user.changed" or "member.added";

    /// <inheritdoc/>
    public Task HandleAsync(DomainEvent domainEvent, CancellationToken cancellationToken)
    {
        if (domainEvent.Subject is not ReminderView reminder)
        {
            bell.Plan();
        }
        else if (reminder.NextAt is { } next)
        {
            bell.Due(next);
        }

        return Task.CompletedTask;
    }
}
