using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Tasks;

/// <summary>One unit of work on a board.</summary>
/// <remarks>Invariants: a task has a finish time exactly while it is done; its title is never empty; it does not wait for itself.</remarks>
public sealed class TaskItem : Entity
{
    /// <summary>Longest title, in UTF-16 units.</summary>
    public const int MaxTitleLength = 200;

    /// <summary>Longest description, in UTF-16 units.</summary>
    public const int MaxDescriptionLength = 4000;

    /// <summary>Greatest estimate.</summary>
    public const decimal MaxEstimate = 10_000;

    private readonly List<TaskDependency> dependencies = [];

    private TaskItem()
    {
    }

    private TaskItem(WorkspaceId workspace, TaskId id, int number, TaskFields fields, UserId by, DateTimeOffset at)
    {
        (WorkspaceId, Id, Number, CreatedBy, CreatedAt, UpdatedBy, UpdatedAt) = (workspace, id, number, by, at, by, at);
        Set(fields);
    }

    public TaskId Id { get; private set; }
    public WorkspaceId WorkspaceId { get; private set; }
    public ProjectId ProjectId { get; private set; }

    /// <summary>Unique in the workspace, and never given again.</summary>
    public int Number { get; private set; }
    public string Title { get; private set; } = "";

    /// <summary>The title as it is searched: folded, with a blank before every word.</summary>
    public string FoldedTitle { get; private set; } = "";
    public string? Description { get; private set; }
    public TaskState Status { get; private set; }
    public TaskPriority Priority { get; private set; }
    public UserId? AssigneeId { get; private set; }
    public DateOnly? DueDay { get; private set; }

    /// <summary>Only with a day.</summary>
    public TimeOnly? DueTime { get; private set; }
    public decimal? Estimate { get; private set; }

    /// <summary>Lower case, in alphabetical order.</summary>
    public IReadOnlyList<string> Labels => TextList.Split(LabelText);
    public SprintId? SprintId { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }
    public UserId CreatedBy { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public UserId UpdatedBy { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Tasks that have to be done first, the deleted too.</summary>
    public IEnumerable<TaskId> DependsOn => dependencies.Select(d => d.DependsOnId);

    /// <summary>Until when, or null.</summary>
    public Due? Due => DueDay is { } day ? new Due(day, DueTime) : null;

    internal string LabelText { get; private set; } = "";

    internal IReadOnlyList<TaskDependency> Dependencies => dependencies;

    /// <summary>Everything that can be changed, as it is now.</summary>
    internal TaskFields Fields => new(
        ProjectId, Title, Description, Status, Priority, AssigneeId, Due, Estimate, Labels, [.. DependsOn], SprintId, FinishedAt);

    internal static Result<TaskItem> Create(WorkspaceId workspace, TaskId id, int number, TaskFields fields, UserId by, DateTimeOffset at)
    {
        if (!fields.Checked().Try(out var clean, out var error)) return error;
        return new TaskItem(workspace, id, number, clean with { FinishedAt = Finish(clean, clean.FinishedAt, at) }, by, at);
    }

    /// <summary>Takes new fields; the finish time follows the status, and is kept where the task was done already.</summary>
    internal Result Change(TaskFields fields, UserId by, DateTimeOffset at)
    {
        if (!fields.Checked().Try(out var clean, out var error)) return error;
        Set(clean with { FinishedAt = Finish(clean, clean.FinishedAt, at) });
        (UpdatedBy, UpdatedAt) = (by, at);
        Touch();
        return Result.Ok();
    }

    /// <summary>Cleaned of control characters and superfluous blanks, or what is wrong with it.</summary>
    internal static Result<string> CheckTitle(string title) => Folding.OneLine(title) switch
    {
        "" => new TitleMissing(),
        { Length: > MaxTitleLength } => new TitleTooLong(MaxTitleLength),
        var clean => clean,
    };

    private static DateTimeOffset? Finish(TaskFields fields, DateTimeOffset? finished, DateTimeOffset now) =>
        fields.Status == TaskState.Done ? finished ?? now : null;

    private void Set(TaskFields fields)
    {
        if (!string.Equals(Title, fields.Title, StringComparison.Ordinal)) FoldedTitle = " " + Folding.Fold(fields.Title);
        (ProjectId, Title, Description, Status, Priority) = (fields.Project, fields.Title, fields.Description, fields.Status, fields.Priority);
        (AssigneeId, DueDay, DueTime, Estimate) = (fields.Assignee, fields.Due?.Day, fields.Due?.Time, fields.Estimate);
        (SprintId, FinishedAt, LabelText) = (fields.Sprint, fields.FinishedAt, TextList.Join(fields.Labels));
        dependencies.RemoveAll(d => !fields.DependsOn.Contains(d.DependsOnId));
        dependencies.AddRange(fields.DependsOn.Except(DependsOn).Select(d => new TaskDependency(Id, d)).ToArray());
    }
}

/// <summary>A task waits for another.</summary>
public sealed class TaskDependency
{
    private TaskDependency()
    {
    }

    internal TaskDependency(TaskId task, TaskId dependsOn) => (TaskId, DependsOnId) = (task, dependsOn);

    public TaskId TaskId { get; private set; }
    public TaskId DependsOnId { get; private set; }
}
