using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Proactive;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Skills.RemindMe;

/// <summary>What, when or after which task, again and again or once, and whom.</summary>
/// <remarks>The status is said with a task whose end is waited for; the mode is <c>again</c> (the reminder that was just told), <c>retime</c> (the same, at another time of its day), <c>move</c> (the same, at another moment or with another rhythm) or <c>channel</c> (everybody here).</remarks>
public sealed record RemindMeSlots(TextSlot? Text, TasksSlot? Task, SlotValue? When, RecurrenceSlot? Recurrence, PersonSlot? Assignee, ChoiceSlot? Status, ChoiceSlot? Mode);

/// <summary>"Recuérdame mañana a las 9 llamar a Ana", "cada viernes", "cuando cierren la 7", "recuérdamelo en una hora".</summary>
public sealed partial class RemindMeSkill : Skill<RemindMeSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("remind_me")
    {
        Slots =
        [
            Ask.Text("text").Optional(), Ask.Tasks().Optional().Leniently(), Ask.Date("when").OrRepeated().Optional().Rejects("moment_past"), Ask.Recurrence().Optional(), Ask.Person("assignee").Optional(),
            Ask.Status().Optional(), Ask.Choice("mode", "again", "channel", "retime", "move").Optional(),
        ],
        Replies =
        [
            "ask.text", "ask.when", "past", "once", "repeats", "on_done", "on_done_only", "once_for", "repeats_for", "on_done_for", "nothing_again", "channel_unknown", "already_done", "in_an_hour", "tomorrow", "monday", "whole_minutes", "left_out", "next_time",
        ],
    };

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(RemindMeSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        if (slots is { Mode.Name: "retime", When: DateSlot { Time: { } time } })
        {
            return await RetimeAsync(time, slots, turn, cancellationToken);
        }

        if (slots.Mode?.Name == "move")
        {
            return await MoveAsync(slots, turn, cancellationToken);
        }

        if (slots.Mode?.Name == "again")
        {
            return await AgainAsync(slots, turn, cancellationToken);
        }

        var waits = slots is { Status.Name: "done", Task: not null };
        if (slots.Text is null && slots.Task is null)
        {
            return new SkillResult.AskFor("text", Text(turn, "ask.text"), []);
        }

        var when = ReminderTimes.Read(slots.When, slots.Recurrence, turn);
        if (!waits && when is null)
        {
            return AskWhen(turn, Text(turn, "ask.when"));
        }

        if (!waits && when!.At <= turn.Now)
        {
            return AskWhen(turn, Text(turn, "past", ("when", Moments.At(when.At, turn))));
        }

        if (slots.Mode?.Name == "channel" && turn.Place is null or { IsPrivate: true })
        {
            return new SkillResult.Done(new Reply(Text(turn, "channel_unknown")));
        }

        if (waits && await IsDoneAsync(slots.Task!, turn, cancellationToken))
        {
            return new SkillResult.Done(new Reply(Text(turn, "already_done", ("task", Label(slots.Task!)))) { Buttons = Offers.Start(turn) }) { Tasks = slots.Task!.Tasks };
        }

        var task = slots.Task is { Tasks: [var first, ..] } ? new TaskId(first.Id) : (TaskId?)null;
        var toChannel = slots.Mode?.Name == "channel";
        var operation = new CreateReminder(toChannel ? null : slots.Assignee is { } person ? new UserId(person.Id) : turn.Actor.User, ReminderTimes.Zone(turn))
        {
            Conversation = toChannel ? turn.Place!.Key : null,
            Text = slots.Text?.Text,
            Task = waits && slots.Text is not null ? null : task,
            At = waits ? null : when!.At,
            Recurrence = waits ? null : when!.Recurrence,
            Trigger = waits ? task : null,
        };
        var result = await DoAsync(operation, slots, turn, cancellationToken);
        return result is SkillResult.Done done && !waits && slots.Recurrence is null && slots.When is not DateSlot && ReminderTimes.SaysSeconds(turn)
            ? done with { Reply = done.Reply.Noting(Text(turn, "whole_minutes")) }
            : result;
    }

    /// <summary>"In half an hour" to the question when: from now, and no new reminder.</summary>
    internal override SlotValue? ReadAnswer(DialogFrame frame, Nlu.Understanding heard) => frame.Asking == "when" && ReminderTimes.IsLength(heard.Text) ? new TextSlot(heard.Text) : null;

    /// <summary>A reminder has words of its own: "revisar lo de pagos", where no one task is called so, is what to be reminded of.</summary>
    internal override void Imply(DialogFrame frame)
    {
        if (!frame.Slots.ContainsKey("when") && !frame.Slots.ContainsKey("recurrence") && frame.Slots.GetValueOrDefault("text") is TextSlot { Text: var all } && ReminderTimes.Split(all) is var (length, what))
        {
            // "En media hora lo de las facturas" to the question what.
            frame.Slots["when"] = new TextSlot(length);
            frame.Slots["text"] = new TextSlot(what);
        }

        if (frame.Words is not { } words || frame.Slots.ContainsKey("text") || frame.Slots.ContainsKey("status")
            || !frame.Pending.TryGetValue("task", out var task) || task.Said is not { Length: > 0 } said || said[0] == '#')
        {
            return;
        }

        var at = words.LastIndexOf(said, StringComparison.OrdinalIgnoreCase);
        frame.Pending.Remove("task");
        frame.IsLost = false;
        frame.Slots["text"] = new TextSlot(at < 0 ? said : $"{Before().Match(words[..at]).Value}{said}");
    }

    [GeneratedRegex(@"((revisar|ver|checar|mirar|(to )?(check|look at|review|see))\s+(el |la |los |las |the )?)?((todo )?lo (de |del |de la )|el tema (de|del) |(el|la|los|las|the) )?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Before();

    /// <summary>The words of a reminder as a sentence tells it back.</summary>
    internal static string When(ReminderView reminder, Turn turn) =>
        reminder.Recurrence is { } rule ? Moments.Repeat(rule, turn) : reminder.At is { } at ? Moments.At(at, turn) : "";

    private async Task<SkillResult> DoAsync(Operation operation, RemindMeSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        var outcome = await turn.ExecuteAsync(operation, confirmation: null, cancellationToken);
        if (!outcome.Try(out var done, out var error))
        {
            return new SkillResult.Refused(error);
        }

        var reminder = done.Subjects.OfType<ReminderView>().First();
        Remember(reminder, turn);
        return new SkillResult.Done(new Reply(Say(reminder, turn)) { Buttons = [Offers.Undo(turn), Button.Saying(turn.Text("offer.list_reminders"))] })
        {
            Tasks = slots.Task?.Tasks,
        };
    }

    /// <summary>"Cancela los dos", after two were made: what was made or shown one after the other belongs together.</summary>
    private static void Remember(ReminderView reminder, Turn turn)
    {
        var focus = turn.State.Focus;
        focus.Reminder = reminder.Id.Value;
        var goesOn = turn.State.LastDone is { Intent: "remind_me" or "list_reminders" } done && turn.UtcNow - done.At < Corrections.Window;
        focus.Reminders = goesOn ? [.. focus.Reminders.Where(r => r != reminder.Id.Value), reminder.Id.Value] : [reminder.Id.Value];
    }

    private string Say(ReminderView reminder, Turn turn)
    {
        var what = reminder.Text is { } text && reminder.Task is { } about ? $"{text} · #{about.Number} {about.Title}" : reminder.Label;
        if (reminder.Trigger is { } trigger)
        {
            var label = $"#{trigger.Number} {trigger.Title}";
            // "Avísame cuando cierren la 7" says nothing but that.
            return (For(reminder, turn), what == label) switch
            {
                ({ } other, _) => Text(turn, "on_done_for", ("person", other), ("task", label), ("what", what)),
                (null, true) => Text(turn, "on_done_only", ("task", label)),
                _ => Text(turn, "on_done", ("task", label), ("what", what)),
            };
        }

        var when = When(reminder, turn);
        var key = reminder.Recurrence is null ? "once" : "repeats";
        return For(reminder, turn) is { } person ? Text(turn, key + "_for", ("person", person), ("when", when), ("what", what)) : Text(turn, key, ("when", when), ("what", what));
    }

    private static string? For(ReminderView reminder, Turn turn) => reminder.Recipient is { } recipient && recipient.Id != turn.Actor.User ? TaskWords.Called(recipient.FullName, turn) : null;

    /// <summary>The reminder that was just told, or just made, once more: later, or at another time.</summary>
    private async Task<SkillResult> AgainAsync(RemindMeSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.State.Focus.Reminder is not { } id || await turn.Services.Week.ReminderAsync(turn.Actor.Workspace, new ReminderId(id), cancellationToken) is not { } reminder)
        {
            // "Recuérdamelo mañana" about the task that is being spoken of.
            return turn.State.Focus.Tasks is [var task]
                ? await RunAsync(slots with { Mode = null, Task = new TasksSlot([task]) }, turn, cancellationToken)
                : new SkillResult.Done(new Reply(Text(turn, "nothing_again")));
        }

        var when = ReminderTimes.Read(slots.When, slots.Recurrence, turn, reminder.NextAt is null ? null : TimeOf(reminder)) ?? new ReminderTime(turn.Now.AddHours(1), null);
        if (when.At <= turn.Now)
        {
            return AskWhen(turn, Text(turn, "past", ("when", Moments.At(when.At, turn))));
        }

        // What is still to come is moved; what repeats goes on beside the one that comes again.
        Operation operation = reminder is { NextAt: not null, Recurrence: null }
            ? ReminderChanges.Moved(reminder, when.At, when.Recurrence, turn)
            : new CreateReminder(turn.Actor.User, ReminderTimes.Zone(turn)) { Text = reminder.Text, Task = reminder.Task?.Id, At = when.At, Recurrence = when.Recurrence };
        var result = await DoAsync(operation, slots, turn, cancellationToken);
        // "Mejor a las 10" takes this back and begins again with the one that was told.
        turn.State.Focus.Reminder = reminder.Id.Value;
        return result;
    }

    /// <summary>"Pospón el primero", "cambia el segundo a los jueves": the reminder itself, whatever it waited for.</summary>
    private async Task<SkillResult> MoveAsync(RemindMeSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.State.Focus.Reminder is not { } id || await turn.Services.Week.ReminderAsync(turn.Actor.Workspace, new ReminderId(id), cancellationToken) is not { } reminder)
        {
            return new SkillResult.Done(new Reply(Text(turn, "nothing_again")));
        }

        if (ReminderTimes.Read(slots.When, slots.Recurrence, turn, reminder.At is { } at ? TimeOnly.FromDateTime(at) : null) is not { } when)
        {
            return AskWhen(turn, Text(turn, "ask.when"));
        }

        return when.At <= turn.Now
            ? AskWhen(turn, Text(turn, "past", ("when", Moments.At(when.At, turn))))
            : await DoAsync(ReminderChanges.Moved(reminder, when.At, when.Recurrence, turn), slots, turn, cancellationToken);
    }

    /// <summary>"Pasa el segundo a las 11": it stays on its days.</summary>
    private async Task<SkillResult> RetimeAsync(TimeOnly time, RemindMeSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.State.Focus.Reminder is not { } id || await turn.Services.Week.ReminderAsync(turn.Actor.Workspace, new ReminderId(id), cancellationToken) is not { } reminder)
        {
            return new SkillResult.Done(new Reply(Text(turn, "nothing_again")));
        }

        return ReminderChanges.AtTime(reminder, time, turn) is { } moved
            ? await DoAsync(moved, slots, turn, cancellationToken)
            : AskWhen(turn, Text(turn, "past", ("when", Moments.At((reminder.At ?? turn.Now).Date + time.ToTimeSpan(), turn))));
    }

    /// <inheritdoc/>
    internal override async Task<DialogFrame?> RecallAsync(Nlu.Understanding heard, Turn turn, CancellationToken cancellationToken) =>
        ReminderCorrections.ForSomebodyElse(heard, turn) ?? await ShownReminders.ReadAsync(heard, turn, cancellationToken);

    /// <summary>"Pásalo al viernes", "bórralo" right after: the reminder, not a task.</summary>
    internal override DialogFrame? Redirect(Executed done, Interpretation asked, Turn turn) => ReminderReferences.Redirect(asked, turn);

    /// <summary>"Y el viernes también": the same once more, at the same time of another day. "Que sea a las 11": another time. "Y los martes también": one more day of every week.</summary>
    internal override async Task<bool> CorrectAsync(Executed done, Understanding heard, IReadOnlyList<Entity> fragments, Turn turn, CancellationToken cancellationToken)
    {
        if (!ReminderCorrections.MayBe(heard.Text, fragments)
            || turn.State.Focus.Reminder is not { } id || await turn.Services.Week.ReminderAsync(turn.Actor.Workspace, new ReminderId(id), cancellationToken) is not { Trigger: null } reminder)
        {
            return false;
        }

        var correction = ReminderCorrections.Read(reminder, heard.Text, fragments, turn);
        if (correction is null && ReminderCorrections.LeavesOut(heard.Text, fragments))
        {
            // Whatever day is named, it is none to set the reminder to.
            turn.Say(Text(turn, "left_out"), Offers.Undo(turn));
            return true;
        }

        if (correction is null
            || await DoAsync(correction.Operation, new RemindMeSlots(null, null, null, null, null, null, null), turn, cancellationToken) is not SkillResult.Done made)
        {
            return false;
        }

        turn.State.LastDone = correction.Amend(done) with { At = turn.UtcNow, Operation = turn.LastOutcome?.Operation };
        turn.Say(ReminderCorrections.LeavesOut(heard.Text, fragments) && correction.Operation is ChangeReminder { At: { } next } ? made.Reply.Noting(Text(turn, "next_time", ("when", Moments.At(next, turn)))) : made.Reply);
        return true;
    }

    private static TimeOnly? TimeOf(ReminderView reminder) => reminder is { At: { } at, Recurrence: null } ? TimeOnly.FromDateTime(at) : null;

    private static async Task<bool> IsDoneAsync(TasksSlot tasks, Turn turn, CancellationToken cancellationToken) =>
        await turn.Services.Tasks.FindByNumbersAsync(turn.Actor, [tasks.Tasks[0].Number], cancellationToken) is [{ Status: TaskState.Done }];

    private SkillResult.AskFor AskWhen(Turn turn, string question)
    {
        var monday = turn.Today.AddDays((((int)DayOfWeek.Monday - (int)turn.Today.DayOfWeek + 6) % 7) + 1);
        var soon = turn.Now.AddHours(1);
        return new("when", question,
        [
            new(Text(turn, "in_an_hour"), new DateSlot(DateOnly.FromDateTime(soon), TimeOnly.FromDateTime(soon))),
            new(Text(turn, "tomorrow"), new DateSlot(turn.Today.AddDays(1), ReminderTimes.Morning)),
            new(Text(turn, "monday"), new DateSlot(monday, ReminderTimes.Morning)),
        ]);
    }

    private static string Label(TasksSlot tasks) => $"#{tasks.Tasks[0].Number} {tasks.Tasks[0].Title}";
}
