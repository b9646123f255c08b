using System.Globalization;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Dialogs;

/// <summary>Tasks and their fields in one line: <c>#7 Filtro por color · Diego · jueves 12 · alta</c>.</summary>
public static class TaskWords
{
    /// <summary>As the conversation remembers a task.</summary>
    public static TaskReference Reference(TaskView task) => new(task.Id.Value, task.Number, task.Title);

    /// <summary>The line of a task: number, title, and whatever of assignee, due date, priority, status and estimate says something.</summary>
    public static string Line(TaskView task, Turn turn) => string.Join(" · ", Details(task, turn).Prepend($"#{task.Number} {task.Title}"));

    /// <summary>The day of a task that has one, and that it is past where that matters.</summary>
    public static string Due(TaskView task, Due due, Turn turn)
    {
        var words = DateWords.Moment(turn.Language, due.Day, due.Time, turn.Today);
        return task.IsOpen && due.IsBefore(turn.Now) ? $"{words} ({turn.Text("overdue")})" : words;
    }

    /// <summary>What the line says after the title.</summary>
    public static IReadOnlyList<string> Details(TaskView task, Turn turn)
    {
        var parts = new List<string>(6);
        if (task.Assignee is { } assignee)
        {
            parts.Add(Called(assignee.FullName, turn));
        }

        if (task.Due is { } due)
        {
            parts.Add(Due(task, due, turn));
        }

        if (task.Priority != TaskPriority.Medium)
        {
            parts.Add(Priority(task.Priority, turn));
        }

        if (task.Status != TaskState.Todo)
        {
            parts.Add(Status(task.Status, turn));
        }

        if (task.Estimate is { } estimate)
        {
            parts.Add(turn.Text("points", ("count", estimate.ToString("0.##", CultureInfo.InvariantCulture))));
        }

        if (task.Labels.Count > 0)
        {
            parts.Add(string.Join(' ', task.Labels.Select(l => "#" + l)));
        }

        return parts;
    }

    /// <summary>The lines of several tasks, one below the other, or only their number when there are many.</summary>
    public static string Several(IEnumerable<SubjectView> subjects, Turn turn)
    {
        var tasks = subjects.OfType<TaskView>().ToList();
        return tasks.Count <= 10
            ? string.Join("\n", tasks.Select(t => Line(t, turn)))
            : string.Join("\n", tasks.Take(9).Select(t => Line(t, turn))) + "\n" + turn.Text("and_more", ("count", tasks.Count - 9));
    }

    /// <summary>The first few lines of what is about to change, and how many more there are.</summary>
    public static string Preview(IReadOnlyList<SubjectView> subjects, Turn turn)
    {
        const int MaxWhole = 7;
        const int Shown = 5;
        var tasks = subjects.OfType<TaskView>().ToList();
        return tasks.Count <= MaxWhole
            ? string.Join("\n", tasks.Select(t => Line(t, turn)))
            : string.Join("\n", tasks.Take(Shown).Select(t => Line(t, turn))) + "\n" + turn.Text("and_more", ("count", tasks.Count - Shown));
    }

    /// <summary><c>#7, #8</c>; at most ten of them.</summary>
    public static string Numbers(IReadOnlyList<TaskView> tasks)
    {
        const int Most = 10;
        return string.Join(", ", tasks.Take(Most).Select(t => $"#{t.Number}")) + (tasks.Count > Most ? " …" : "");
    }

    public static string Priority(TaskPriority priority, Turn turn) => turn.Text($"priority.{WireName.Of(priority)}");

    public static string Status(TaskState status, Turn turn) => turn.Text($"status.{WireName.Of(status)}");

    /// <summary>Where the words for the options of a slot stand: <c>priority.high</c>, <c>role.viewer</c>, <c>template.blank</c>.</summary>
    public static string Prefix(EntityType type, string slot) => type switch
    {
        EntityType.Priority => "priority",
        EntityType.Status => "status",
        EntityType.Role => "role",
        EntityType.Language => "language_name",
        _ => slot,
    };

    /// <summary>The name by which somebody is spoken of: the first name, or all of it where another person bears the same.</summary>
    public static string Called(string fullName, Turn turn)
    {
        var first = FirstName(fullName);
        var bearers = turn.Directory.Users.Count(u => u.IsActive && FirstName(u.FullName).Equals(first, StringComparison.OrdinalIgnoreCase));
        return bearers > 1 ? fullName : first;
    }

    /// <summary>The first name, to greet somebody by.</summary>
    public static string FirstName(string fullName) => fullName.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? fullName[..space] : fullName;
}
