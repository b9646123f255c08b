using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.Skills.RemindMe;
using PmBot.Bot.State;
using PmBot.ProjectCore.Reminders;

namespace PmBot.Bot.Skills.ListReminders;

/// <summary>"Mis recordatorios", "what reminders do I have?".</summary>
public sealed class ListRemindersSkill : Skill<NoSlots>
{
    private const int MostShown = 10;

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("list_reminders")
    {
        Aside = true,
        Replies = ["none", "one", "several", "line", "line_for", "line_done", "line_done_only", "more", "cancel", "offer", "which_time", "at_time", "first", "second", "third", "fourth"],
    };

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(NoSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        var reminders = await turn.Services.Week.RemindersOfAsync(turn.Actor, cancellationToken);
        if (reminders.Count == 0)
        {
            return new SkillResult.Done(new Reply(Text(turn, "none")) { Buttons = [Button.Saying(Text(turn, "offer"))] });
        }

        turn.State.Focus.Reminder = reminders[0].Id.Value;
        turn.State.Focus.Reminders = [.. reminders.Take(MostShown).Select(r => r.Id.Value)];
        // "Cancela el segundo" is of this list from here on.
        turn.State.LastDone = new Executed(Spec.Intent, [], [], turn.UtcNow);
        var lines = reminders.Take(MostShown).Select((r, i) => $"{i + 1}. {Line(r, turn)}").ToList();
        if (reminders.Count > MostShown)
        {
            lines.Add(Text(turn, "more", ("count", reminders.Count - MostShown)));
        }

        var head = reminders.Count == 1 ? Text(turn, "one") : Text(turn, "several", ("count", reminders.Count));
        return new SkillResult.Done(new Reply($"{head}\n{string.Join('\n', lines)}") { Buttons = [Button.Saying(Text(turn, "cancel"))] });
    }

    /// <inheritdoc/>
    internal override Task<DialogFrame?> RecallAsync(Nlu.Understanding heard, Turn turn, CancellationToken cancellationToken) => ShownReminders.ReadAsync(heard, turn, cancellationToken);

    /// <inheritdoc/>
    internal override DialogFrame? Redirect(Executed done, Nlu.Interpretation asked, Turn turn) => ReminderReferences.Redirect(asked, turn);

    /// <summary>"Que sea a las 11" of the only one shown; of several it is asked which.</summary>
    internal override async Task<bool> CorrectAsync(Executed done, Nlu.Understanding heard, IReadOnlyList<Nlu.Entity> fragments, Turn turn, CancellationToken cancellationToken)
    {
        if ((ReminderChanges.BareHour(heard.Text) ?? (fragments.FirstOrDefault(ReminderChanges.IsOnlyTime)?.Value as Nlu.DateValue)?.Time) is not { } time)
        {
            return turn.State.Focus.Reminders.Count == 1 && await turn.Services.Skills.Find("remind_me")!.CorrectAsync(done, heard, fragments, turn, cancellationToken);
        }

        var shown = (await turn.Services.Week.RemindersOfAsync(turn.Actor, cancellationToken)).Where(r => turn.State.Focus.Reminders.Contains(r.Id.Value)).ToList();
        if (shown.Count > 1)
        {
            var clock = time.ToString("H:mm", System.Globalization.CultureInfo.InvariantCulture);
            turn.Say(Text(turn, "which_time"), [.. shown.Take(Places.Length).Select((r, i) => new Button(r.Label, Text(turn, "at_time", ("place", Text(turn, Places[i])), ("time", clock))))]);
            return true;
        }

        return await turn.Services.Skills.Find("remind_me")!.CorrectAsync(done, heard, fragments, turn, cancellationToken);
    }

    private static readonly string[] Places = ["first", "second", "third", "fourth"];

    private string Line(ReminderView reminder, Turn turn)
    {
        if (reminder.Trigger is { } trigger)
        {
            var task = $"#{trigger.Number} {trigger.Title}";
            return reminder.Label == task ? Text(turn, "line_done_only", ("task", task)) : Text(turn, "line_done", ("task", task), ("what", reminder.Label));
        }

        var zone = turn.Person.Timezone ?? turn.Directory.Workspace.Timezone;
        var when = reminder.Recurrence is { } rule
            ? Proactive.Moments.Repeat(rule, turn)
            : Proactive.Moments.At(WallClock.ToLocal(reminder.NextAt!.Value, WallClock.Zone(zone)), turn);
        return reminder.Recipient is { } person && person.Id != turn.Actor.User
            ? Text(turn, "line_for", ("when", when), ("what", reminder.Label), ("person", TaskWords.Called(person.FullName, turn)))
            : Text(turn, "line", ("when", when), ("what", reminder.Label));
    }
}
