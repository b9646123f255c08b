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
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!scope.Require(Project, Role.Developer, Name).Try(out var project, out var refused)) return refused;
        var fields = new TaskFields(
            Project, Title, Description, Status, Priority, Assignee, Due, Estimate, Labels, [.. DependsOn.Distinct()], Sprint, FinishedAt: null);
        if (!fields.Checked().Try(out fields, out var invalid)) return invalid;
        if (scope.CheckReferences(fields, project, evenWithoutPlace: false) is { } dangling) return dangling;
        var id = TaskId.New();
        if (await scope.CheckDependenciesAsync(id, 0, fields.DependsOn, evenDeleted: false, cancellationToken).ConfigureAwait(false) is { } circular) return circular;

        // The number comes last: from here on nothing is refused, so that none is wasted.
        var number = await scope.NextTaskNumberAsync(cancellationToken).ConfigureAwait(false);
        if (!TaskItem.Create(scope.Actor.Workspace, id, number, fields, scope.Actor.User, scope.Now).Try(out var task, out var error)) return error;
        scope.Add(task);
        foreach (var dependency in task.Dependencies) scope.Add(dependency);
        var view = (await scope.ViewAsync([task], before: null, cancellationToken).ConfigureAwait(false))[0];
        return new Applied(new Subject(0, view, "task.created"), new DeleteTask([task.Id]) { UnlessCommented = true });
    }
}
