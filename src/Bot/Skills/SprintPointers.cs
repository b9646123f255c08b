using PmBot.Bot.Dialogs;
using PmBot.Bot.State;
using PmBot.Nlu;

namespace PmBot.Bot.Skills;

/// <summary>"Extiéndelo dos días", "close it", "bórralo" right after a sprint was shown or changed: the sprint, not a task.</summary>
internal static class SprintPointers
{
    /// <summary>The request that is meant; null where a sprint has no part in it.</summary>
    public static DialogFrame? Redirect(Interpretation asked, Turn turn)
    {
        if (asked.Slots.GetValueOrDefault("task")?.Value is not ReferenceValue { Kind: ReferenceKind.It })
        {
            return null;
        }

        return asked.Intent switch
        {
            "delete_task" => Of("delete_sprint", turn),
            "update_status" when Status(asked) == "done" => Of("close_sprint", turn),
            "update_status" when Status(asked) == "in_progress" => Of("start_sprint", turn),
            "set_due_date" when End(asked) is { } end => Of("change_sprint", turn, ("end_date", end)),
            _ => null,
        };
    }

    private static DialogFrame Of(string intent, Turn turn, params ReadOnlySpan<(string Name, SlotValue Value)> more)
    {
        var frame = new DialogFrame { Intent = intent };
        if (turn.State.Focus.Sprint is { } sprint)
        {
            frame.Slots["sprint"] = sprint;
        }

        foreach (var (name, value) in more)
        {
            frame.Slots[name] = value;
        }

        return frame;
    }

    private static string? Status(Interpretation asked) => (asked.Slots.GetValueOrDefault("status")?.Value as ChoiceValue)?.Name;

    private static SlotValue? End(Interpretation asked) => asked.Slots.GetValueOrDefault("due_date")?.Value switch
    {
        DateValue date => new DateSlot(date.Day),
        DurationValue { Months: 0, Length: { TotalDays: >= 1 or <= -1 } length, IsWorking: var working } => working ? new ShiftSlot(0, 0, (int)length.TotalDays) : new ShiftSlot((int)length.TotalDays),
        _ => null,
    };
}
