using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.ProjectCore.Sprints;

/// <summary>Puts tasks into a sprint and takes others out of theirs, all or none.</summary>
/// <param name="Sprint">The sprint that takes; null where none is added.</param>
public sealed record PlanSprint(SprintId? Sprint, IReadOnlyList<TaskId> Add, IReadOnlyList<TaskId> Remove) : Operation
{
    /// <inheritdoc/>
    public override string Name => "plan_sprint";

    /// <inheritdoc/>
    public override Safety Safety => Add.Count + Remove.Count > ChangeTask.MaxUnconfirmed ? Safety.Confirm : Safety.None;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadTasksAsync([.. Add, .. Remove], deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var tasks, out var missing)) return missing;
        if (Add.Count > 0 && CheckTarget(scope, tasks) is { } wrong) return wrong;
        var added = Add.ToHashSet();
        return await TaskEdit.ApplyAsync(
            scope, Name, [.. tasks.Select(t => (t, t.Fields with { Sprint = added.Contains(t.Id) ? Sprint : null }))], asTheyWere: false, cancellationToken).ConfigureAwait(false);
    }

    private Error? CheckTarget(OperationScope scope, IReadOnlyList<TaskItem> tasks)
    {
        if (Sprint is not { } id || scope.Directory.Sprint(id) is not { } sprint || scope.Directory.RoleIn(sprint.Project, scope.Actor.User) is null) return new SprintNotFound();
        if (sprint.Status == SprintState.Closed) return new SprintIsClosed(sprint.Name);
        return tasks.FirstOrDefault(t => Add.Contains(t.Id) && t.ProjectId != sprint.Project) is { } stranger
            ? new TaskOfAnotherProject(stranger.Number, stranger.Title, scope.Directory.Project(sprint.Project)?.Name ?? "")
            : null;
    }
}
