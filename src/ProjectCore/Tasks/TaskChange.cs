using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Tasks;

/// <summary>What becomes of a task's fields. Null leaves a field as it is; a <see cref="Change{T}"/> of null clears it.</summary>
public sealed record TaskChange
{
    public string? Title { get; init; }
    public Change<string?>? Description { get; init; }
    public TaskState? Status { get; init; }
    public TaskPriority? Priority { get; init; }
    public Change<UserId?>? Assignee { get; init; }
    public Change<Due?>? Due { get; init; }
    public Change<decimal?>? Estimate { get; init; }

    /// <summary>These labels instead of the present ones.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>These labels beside the present ones.</summary>
    public IReadOnlyList<string>? AddLabels { get; init; }

    public IReadOnlyList<string>? RemoveLabels { get; init; }

    /// <summary>It waits for these tasks instead of the present ones.</summary>
    public IReadOnlyList<TaskId>? DependsOn { get; init; }

    /// <summary>It waits for these tasks beside the present ones.</summary>
    public IReadOnlyList<TaskId>? AddDependsOn { get; init; }

    public IReadOnlyList<TaskId>? RemoveDependsOn { get; init; }

    /// <summary>It moves to this project, and leaves its sprint.</summary>
    public ProjectId? Project { get; init; }

    public Change<SprintId?>? Sprint { get; init; }
}
