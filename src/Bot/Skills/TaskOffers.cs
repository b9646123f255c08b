using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Skills;

/// <summary>Buttons for what people do next with a task.</summary>
internal static class TaskOffers
{
    /// <summary>After one task was made or changed: what it still lacks, and undo.</summary>
    public static IReadOnlyList<Button> After(TaskView task, Turn turn) => [.. About(task, turn), Offers.Undo(turn)];

    /// <summary>After several.</summary>
    public static IReadOnlyList<Button> After(IReadOnlyList<TaskView> tasks, Turn turn) => tasks is [var only] ? After(only, turn) : [Offers.Undo(turn)];

    /// <summary>Beside a task that was only looked at: what it still lacks.</summary>
    public static IReadOnlyList<Button> About(TaskView task, Turn turn)
    {
        var buttons = new List<Button>(3);
        if (task is { Assignee: null, IsOpen: true })
        {
            buttons.Add(Button.Saying(turn.Text("offer.take_it")));
        }

        if (task is { Due: null, IsOpen: true })
        {
            buttons.Add(Button.Saying(turn.Text("offer.due_tomorrow")));
        }

        if (task.Status == TaskState.InProgress)
        {
            buttons.Add(Button.Saying(turn.Text("offer.done_it")));
        }

        return buttons;
    }
}
