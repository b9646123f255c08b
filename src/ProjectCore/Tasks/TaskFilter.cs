using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Which tasks are wanted. Everything given has to hold; of a list, any one.</summary>
public sealed record TaskFilter
{
    /// <summary>Empty for all that the actor sees; archived projects only when named.</summary>
    public IReadOnlyList<ProjectId> Projects { get; init; } = [];
    public UserId? Assignee { get; init; }
    public bool Unassigned { get; init; }

    /// <summary>Somebody's, but not this person's.</summary>
    public UserId? NotOf { get; init; }
    public UserId? CreatedBy { get; init; }
    public IReadOnlyList<TaskState> Statuses { get; init; } = [];

    /// <summary>Neither done nor cancelled.</summary>
    public bool OpenOnly { get; init; }
    public IReadOnlyList<TaskPriority> Priorities { get; init; } = [];

    /// <summary>All of these.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];
    public SprintId? Sprint { get; init; }

    /// <summary>Due on this day or later.</summary>
    public DateOnly? DueFrom { get; init; }

    /// <summary>Due on this day or earlier.</summary>
    public DateOnly? DueTo { get; init; }

    /// <summary>True for those with a due date, false for those without.</summary>
    public bool? HasDue { get; init; }

    /// <summary>Open and past due at <see cref="LocalNow"/>.</summary>
    public bool Overdue { get; init; }

    /// <summary>The asker's wall clock; the overdue come first in the list.</summary>
    public required DateTime LocalNow { get; init; }

    /// <summary>Words of the title, in any order, accents and case aside, each at the start of a word.</summary>
    public string? Words { get; init; }
}

/// <summary>A piece of a list.</summary>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many to give at most.</param>
public readonly record struct Page(int Skip, int Take);

/// <summary>A piece of a list, and how long the list is.</summary>
public sealed record TaskPage(IReadOnlyList<TaskView> Tasks, int Total);

/// <summary>A task found by words.</summary>
/// <param name="Score">1 where every word occurs as written; less where typos had to be allowed for.</param>
public sealed record TaskHit(TaskView Task, double Score);

/// <summary>A label and how many open tasks bear it.</summary>
public sealed record LabelUse(string Label, int Open);
