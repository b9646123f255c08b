using PmBot.Bot.Dialogs;
using PmBot.Bot.Jobs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Proactive;

/// <summary>Tells a reminder to its person or channel.</summary>
/// <remarks>What somebody wants to be reminded of themselves comes when they said; what others want waits for their quiet hours to end.</remarks>
internal sealed class ReminderDelivery(ProactiveChat chat, WeekStore week, WorkspaceDirectories directories, TimeProvider clock) : IDeliveryKind
{
    /// <summary>From this on a reminder says that it is late.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    public string Kind => "reminder";

    /// <inheritdoc/>
    public async Task<Verdict> TellAsync(IReadOnlyList<Delivery> together, CancellationToken cancellationToken)
    {
        var delivery = together[0];
        if (delivery.SubjectId is not { } id || await week.ReminderAsync(delivery.WorkspaceId, new ReminderId(id), cancellationToken) is not { } reminder)
        {
            return Verdict.Dropped;
        }

        var isLate = clock.GetUtcNow() - delivery.MeantAt > Late;
        if (delivery.ConversationKey is { } conversation)
        {
            return await PostAsync(delivery, reminder, conversation, cancellationToken);
        }

        if (delivery.UserId is not { } user || await directories.GetAsync(delivery.WorkspaceId, cancellationToken) is not { } directory || directory.User(user) is not { IsActive: true } person)
        {
            return Verdict.Dropped;
        }

        var settings = await week.SettingsAsync(delivery.WorkspaceId, user, cancellationToken);
        var zone = WallClock.Zone(person.Timezone ?? directory.Workspace.Timezone);
        var here = WallClock.ToLocal(clock.GetUtcNow(), zone);
        if (reminder.Owner.Id != user && settings.NotBefore(here) is var free && free > here)
        {
            return Verdict.Later(WallClock.ToUtc(free, zone));
        }

        await chat.TellAsync(
            delivery.WorkspaceId, user, settings.Channel, delivery.Key,
            async (turn, ct) => turn.Say(await SayAsync(delivery, reminder, isLate, turn, ct)),
            cancellationToken);
        return Verdict.Sent;
    }

    private static async Task<Reply> SayAsync(Delivery delivery, ReminderView reminder, bool isLate, Turn turn, CancellationToken cancellationToken)
    {
        var about = reminder.Task is { } named ? await turn.Services.Tasks.FindByNumbersAsync(turn.Actor, [named.Number], cancellationToken) : [];
        var line = about is [var found] ? TaskWords.Line(found, turn) : reminder.Task is { } gone ? $"#{gone.Number} {gone.Title}" : null;
        var what = (reminder.Text, line) switch
        {
            ({ } text, { } task) => $"{text}\n{task}",
            var (text, task) => text ?? task ?? "",
        };
        turn.State.Focus.Reminder = reminder.Id.Value;
        turn.State.Focus.Rung = new RungReminder(turn.UtcNow, about is [{ IsOpen: true } open] ? TaskWords.Reference(open) : null);
        if (about.Count > 0)
        {
            turn.State.Focus.Tasks = [.. about.Select(TaskWords.Reference)];
        }

        List<Button> buttons =
        [
            new(turn.Text("reminder.in_an_hour"), turn.Text("reminder.in_an_hour_say")), new(turn.Text("reminder.tomorrow"), turn.Text("reminder.tomorrow_say")),
            .. about is [{ IsOpen: true }] ? [Button.Saying(turn.Text("offer.done_it"))] : (IEnumerable<Button>)[],
        ];
        return new Reply(Words(delivery, reminder, what, isLate, turn)) { Buttons = buttons };
    }

    private static string Words(Delivery delivery, ReminderView reminder, string what, bool isLate, Turn turn)
    {
        if (delivery.Payload is { Length: > 0 } finished)
        {
            return what.Length == 0 || reminder.Text is null ? turn.Text("reminder.done_only", ("task", finished)) : turn.Text("reminder.done", ("task", finished), ("what", what));
        }

        var person = TaskWords.Called(reminder.Owner.FullName, turn);
        var isOwn = reminder.Owner.Id == turn.Actor.User;
        if (!isLate)
        {
            return isOwn ? turn.Text("reminder.rings", ("what", what)) : turn.Text("reminder.from", ("person", person), ("what", what));
        }

        var meant = Moments.At(WallClock.ToLocal(delivery.MeantAt, WallClock.Zone(turn.Person.Timezone ?? turn.Directory.Workspace.Timezone)), turn);
        return isOwn ? turn.Text("reminder.late", ("when", meant), ("what", what)) : turn.Text("reminder.from_late", ("person", person), ("when", meant), ("what", what));
    }

    private async Task<Verdict> PostAsync(Delivery delivery, ReminderView reminder, string conversation, CancellationToken cancellationToken)
    {
        await chat.PostAsync(
            delivery.WorkspaceId, conversation, delivery.Key,
            (language, replies) => new Reply(replies.Say(language, "reminder.channel", ("person", reminder.Owner.FullName), ("what", reminder.Label))), messageId: null, cancellationToken);
        return Verdict.Sent;
    }
}

/// <summary>Rings the reminders that wait for a task's end.</summary>
internal sealed class ReminderTrigger(WeekStore week, DueBell bell) : IEventHandler
{
    /// <inheritdoc/>
    public string Name => "reminders";

    /// <inheritdoc/>
    public bool Wants(string eventType) => eventType == "task.changed";

    /// <inheritdoc/>
    public bool Concerns(DomainEvent domainEvent) => domainEvent.Subject is TaskView { Status: TaskState.Done } task && task.Changes.Any(c => c.Field == "status");

    /// <inheritdoc/>
    public async Task HandleAsync(DomainEvent domainEvent, CancellationToken cancellationToken)
    {
        if (Concerns(domainEvent) && domainEvent.Subject is TaskView task)
        {
            await week.RingForAsync(domainEvent.Workspace, task.Id, SubjectNames.Of(task), domainEvent.At, cancellationToken);
            bell.Due(domainEvent.At);
        }
    }
}
