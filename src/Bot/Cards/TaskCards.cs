using System.Globalization;
using PmBot.Bot.Dialogs;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Cards;

/// <summary>Tasks as cards.</summary>
public static class TaskCards
{
    private const int MaxRows = 10;

    /// <summary>One task with the fields that say something.</summary>
    public static TaskCard Of(TaskView task, string headline, Turn turn)
    {
        List<CardFact> facts = [];
        Add("assignee", task.Assignee?.FullName);
        Add("due", task.Due is { } due ? TaskWords.Due(task, due, turn) : null);
        Add("priority", task.Priority == TaskPriority.Medium ? null : TaskWords.Priority(task.Priority, turn));
        Add("estimate", task.Estimate is { } estimate ? turn.Text("points", ("count", estimate.ToString("0.##", CultureInfo.InvariantCulture))) : null);
        Add("labels", task.Labels.Count == 0 ? null : string.Join(' ', task.Labels.Select(l => "#" + l)));
        Add("sprint", task.Sprint);
        Add("depends", task.DependsOn.Count == 0 ? null : string.Join(", ", task.DependsOn.Select(n => $"#{n}")));
        return new TaskCard(headline, task.Number, task.Title, facts)
        {
            Status = TaskWords.Status(task.Status, turn),
            Tone = ToneOf(task, turn),
            Note = task.Description,
            Edit = turn.Text("channels.edit"),
            More = turn.Text("channels.more_fields"),
        };

        void Add(string name, string? value)
        {
            if (value is { Length: > 0 })
            {
                facts.Add(new CardFact(turn.Text("card." + name), value));
            }
        }
    }

    /// <summary>One task as a card, several as a list, none as nothing.</summary>
    public static Card? Of(IReadOnlyList<TaskView> tasks, string headline, Turn turn) => tasks switch
    {
        [] => null,
        [var only] => Of(only, headline, turn),
        _ => List(headline, tasks, turn),
    };

    /// <summary>What was just made or changed: its form corrects it.</summary>
    public static Card? Done(IReadOnlyList<TaskView> tasks, string headline, Turn turn) =>
        Of(tasks, headline, turn) is TaskCard one ? one with { Edit = turn.Text("channels.correct"), Form = "correct", Row = Row(tasks[0], turn) } : Of(tasks, headline, turn);

    /// <summary>A list; beyond ten the rest is counted.</summary>
    public static TaskListCard List(string headline, IReadOnlyList<TaskView> tasks, Turn turn) =>
        new(headline, [.. tasks.Take(tasks.Count > MaxRows ? MaxRows - 1 : MaxRows).Select(t => Row(t, turn))])
        {
            Footer = tasks.Count > MaxRows ? turn.Text("and_more", ("count", tasks.Count - MaxRows + 1)) : null,
        };

    /// <summary>A task in a list.</summary>
    public static TaskRow Row(TaskView task, Turn turn) =>
        new(task.Number, task.Title, string.Join(" · ", TaskWords.Details(task, turn)), turn.Text("card.open", ("number", task.Number))) { Tone = ToneOf(task, turn) };

    /// <summary>Tasks under a heading, of which at most so many are shown.</summary>
    public static CardSection Section(string heading, CardTone tone, IReadOnlyList<TaskView> tasks, int shown, Turn turn) => new(heading)
    {
        Tone = tone,
        Rows = [.. tasks.Take(shown).Select(t => Row(t, turn))],
        Footer = tasks.Count > shown ? turn.Text("and_more", ("count", tasks.Count - shown)) : null,
    };

    private static CardTone ToneOf(TaskView task, Turn turn) => task switch
    {
        { Status: TaskState.Done } => CardTone.Good,
        { Status: TaskState.Cancelled } => CardTone.Muted,
        { Due: { } due } when due.IsBefore(turn.Now) => CardTone.Attention,
        { Status: TaskState.Blocked } => CardTone.Warning,
        _ => CardTone.Plain,
    };
}
