using PmBot.Bot.Dialogs;
using PmBot.Bot.Skills.RemindMe;
using PmBot.Bot.State;
using PmBot.Nlu;

namespace PmBot.Bot.Skills;

/// <summary>What points at a task right after reminders were made or shown means these: "cancela el segundo", "pásalo al viernes".</summary>
internal static class ReminderReferences
{
    /// <summary>The request that is meant; null where the reminders have no part in it.</summary>
    public static DialogFrame? Redirect(Interpretation asked, Turn turn)
    {
        var gone = asked.Intent == "delete_task" || (asked.Intent == "update_status" && asked.Slots.GetValueOrDefault("status")?.Value is ChoiceValue { Name: "cancelled" });
        if (gone && asked.Slots.GetValueOrDefault("task")?.Value is TaskDescriptionValue { Person: null, Words: { } words })
        {
            // "Quita el del jueves", of those just shown.
            return new DialogFrame { Intent = "cancel_reminder", Slots = { ["text"] = new TextSlot(words) } };
        }

        if (asked.Slots.GetValueOrDefault("task")?.Value is not ReferenceValue points)
        {
            return null;
        }

        var moved = asked.Intent == "set_due_date" && asked.Slots.GetValueOrDefault("due_date") is { Value: DateValue };
        if (!gone && !moved)
        {
            return null;
        }

        if (points.Kind == ReferenceKind.Those)
        {
            return gone ? new DialogFrame { Intent = "cancel_reminder", Slots = { ["mode"] = new ChoiceSlot("all") } } : null;
        }

        var focus = turn.State.Focus;
        if (points.Kind == ReferenceKind.Both)
        {
            return gone ? Both(turn) : null;
        }

        var meant = points.Kind == ReferenceKind.Ordinal ? At(focus.Reminders, points.Ordinal) : focus.Reminder;
        if (meant is null)
        {
            // Of a list that is shorter: the reminders are asked about, not the tasks.
            return gone && focus.Reminders.Count > 0 ? new DialogFrame { Intent = "cancel_reminder", Slots = { ["place"] = new NumberSlot(focus.Reminders.Count + 1) } } : null;
        }

        focus.Reminder = meant;
        return gone ? new DialogFrame { Intent = "cancel_reminder" } : Moved(asked.Slots["due_date"]);
    }

    /// <summary>The two that were shown, or made one after the other; of more it is asked which.</summary>
    private static DialogFrame? Both(Turn turn)
    {
        var focus = turn.State.Focus;
        if (focus.Reminders.Count < 2)
        {
            return null;
        }

        if (turn.State.LastDone is { Intent: "remind_me" } && focus.Reminders.Count > 2)
        {
            focus.Reminders = [.. focus.Reminders.TakeLast(2)];
        }

        if (focus.Reminders.Count == 2)
        {
            return new DialogFrame { Intent = "cancel_reminder", Slots = { ["mode"] = new ChoiceSlot("shown") } };
        }

        focus.Reminder = null;
        return new DialogFrame { Intent = "cancel_reminder" };
    }

    private static DialogFrame Moved(Entity said)
    {
        var to = (DateValue)said.Value;
        return new() { Intent = "remind_me", Slots = { ["mode"] = new ChoiceSlot(ReminderChanges.IsOnlyTime(said) ? "retime" : "again"), ["when"] = new DateSlot(to.Day, to.Time) } };
    }

    private static Guid? At(List<Guid> shown, int place) => (place < 0 ? shown.Count + place : place - 1) is var at && at >= 0 && at < shown.Count ? shown[at] : null;
}
