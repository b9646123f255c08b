using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Reminders;

namespace PmBot.Bot.Skills.CancelReminder;

/// <summary>Which one: by its words, its task, its place in the list, or the only one there is.</summary>
/// <remarks>The mode <c>all</c> is all of them, <c>shown</c> those that were just shown or made.</remarks>
public sealed record CancelReminderSlots(TextSlot? Text, TasksSlot? Task, NumberSlot? Place, ChoiceSlot? Mode);

/// <summary>"Ya no me recuerdes lo de Ana", "quita el recordatorio 2", "cancel my reminder about the demo".</summary>
public sealed class CancelReminderSkill : Skill<CancelReminderSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("cancel_reminder")
    {
        Slots = [Ask.Text("text").Optional(), Ask.Tasks().Optional(), new SlotSpec("place", EntityType.Number).Optional(), Ask.Choice("mode", "all", "shown").Optional()],
        Replies = ["none", "which", "not_found", "cancelled", "cancelled_all"],
    };

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(CancelReminderSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        var all = await turn.Services.Week.RemindersOfAsync(turn.Actor, cancellationToken);
        if (all.Count == 0)
        {
            return new SkillResult.Done(new Reply(Text(turn, "none")));
        }

        if (slots.Mode is { Name: var mode })
        {
            return await CancelAllAsync(mode == "all" ? all : [.. all.Where(r => turn.State.Focus.Reminders.Contains(r.Id.Value))], mode == "all", turn, cancellationToken);
        }

        var wanted = Wanted(slots, all, turn);
        if (wanted.Count != 1)
        {
            var question = Text(turn, wanted.Count == 0 ? "not_found" : "which");
            // The words of a choice name it, so that the answer finds it.
            return new SkillResult.AskFor("text", question, [.. (wanted.Count == 0 ? all : wanted).Take(6).Select(r => new SlotChoice(r.Label, new TextSlot(r.Label)))]);
        }

        var outcome = await turn.ExecuteAsync(new ProjectCore.Reminders.CancelReminder(wanted[0].Id), confirmation: null, cancellationToken);
        return outcome.Try(out _, out var error)
            ? new SkillResult.Done(new Reply(Text(turn, "cancelled", ("what", wanted[0].Label))) { Buttons = [Offers.Undo(turn), Button.Saying(turn.Text("offer.list_reminders"))] })
            : new SkillResult.Refused(error);
    }

    /// <inheritdoc/>
    internal override Task<DialogFrame?> RecallAsync(Understanding heard, Turn turn, CancellationToken cancellationToken) => ShownReminders.ReadAsync(heard, turn, cancellationToken);

    private async Task<SkillResult> CancelAllAsync(IReadOnlyList<ReminderView> all, bool isAll, Turn turn, CancellationToken cancellationToken)
    {
        var mine = all.Where(r => r.Recipient?.Id == turn.Actor.User).ToList();
        var operation = new ProjectCore.Operations.SeveralOperations([.. mine.Select(r => new ProjectCore.Reminders.CancelReminder(r.Id))]);
        if (mine.Count == 0)
        {
            return new SkillResult.Done(new Reply(Text(turn, "none")));
        }

        return (await turn.ExecuteAsync(operation, confirmation: null, cancellationToken)).Try(out _, out var error)
            ? new SkillResult.Done(new Reply(isAll ? Text(turn, "cancelled_all", ("count", mine.Count)) : Text(turn, "cancelled", ("what", string.Join(", ", mine.Select(r => r.Label))))) { Buttons = [Offers.Undo(turn)] })
            : new SkillResult.Refused(error);
    }

    private static IReadOnlyList<ReminderView> Wanted(CancelReminderSlots slots, IReadOnlyList<ReminderView> all, Turn turn)
    {
        if (slots is { Place.Number: var place, Text: null })
        {
            return place >= 1 && place <= all.Count ? [all[(int)place - 1]] : [];
        }

        if (slots.Task is { Tasks: [var task, ..] } && all.Where(r => r.Task?.Id.Value == task.Id || r.Trigger?.Id.Value == task.Id).ToList() is { Count: > 0 } about)
        {
            return about;
        }

        if (slots.Text is { } said)
        {
            var exact = all.Where(r => Fold.Text(r.Label) == Fold.Text(said.Text)).ToList();
            // Of short words most say nothing: "lo de la imprenta".
            var words = Fold.Text(said.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 3).ToList();
            var best = all.Select(r => (Reminder: r, Hits: words.Count(w => Fold.Text($"{r.Label} {RemindMe.RemindMeSkill.When(r, turn)}").Contains(w, StringComparison.Ordinal)))).ToList();
            var most = best.Max(b => b.Hits);
            return exact.Count > 0 ? exact : most == 0 ? [] : [.. best.Where(b => b.Hits == most).Select(b => b.Reminder)];
        }

        // "Quita ese recordatorio": the one that was just told or made.
        return all.FirstOrDefault(r => r.Id.Value == turn.State.Focus.Reminder) is { } spoken ? [spoken] : all;
    }
}
