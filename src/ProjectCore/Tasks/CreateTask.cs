using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Users;
namespace PmBot.ProjectCore.Tasks;

/// <summary>Writes a new task down; it gets the workspace's next number.</summary>
public sealed record CreateTask(ProjectId Project, string Title) : Operation
{
    /// <inheritdoc/>
    public override string Name => "create_task";

    public string? Description { get; init; }
    public TaskState Status { get; init; } = TaskState.Todo;
    public TaskPriority Priority { get; init; } = TaskPriority.Medium;
    public UserId? Assignee { get; init; }
    public Due? Due { get; init; }
    public decimal? Estimate { get; init; }
    public IReadOnlyList<string> Labels { get; init; } = [];
    public IReadOnlyList<TaskId> DependsOn { get; init; } = [];
    public SprintId? Sprint { get; init; }

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
