using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.ProjectCore.Projects;

/// <summary>Deletes a project; its tasks go out of sight with it.</summary>
public sealed record DeleteProject(ProjectId Project) : Operation
{
    /// <inheritdoc/>
    public override string Name => "delete_project";

    /// <inheritdoc/>
    public override Safety Safety => Safety.Confirm;

    /// <summary>Refuse where there are tasks in it already: of the undo of a creation.</summary>
    public bool UnlessUsed { get; init; }

    /// <summary>The tasks that came with it, which go with it and are no use of it.</summary>
    public IReadOnlyList<TaskId> Samples { get; init; } = [];

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!scope.Require(Project, Role.Owner, Name, evenArchived: true).Try(out _, out var refused)) return refused;
        if (!(await scope.LoadProjectAsync(Project, deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var project, out var missing)) return missing;
        if (UnlessUsed && await UsedAsync(scope, cancellationToken).ConfigureAwait(false) is { } used) return used;
        var tasks = await scope.Db.Tasks.CountAsync(t => t.ProjectId == Project, cancellationToken).ConfigureAwait(false);
        var before = project.Version;
        project.Delete(scope.Now);
        return new Applied(new Subject(before, ProjectScope.View(project) with { TaskCount = tasks }, "project.deleted"), new RestoreProject(Project));
    }

    private async Task<Error?> UsedAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        var task = await scope.Db.Tasks.AsNoTracking().Where(t => t.ProjectId == Project && !Samples.Contains(t.Id)).OrderBy(t => t.Number).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return task is null ? null : new ChangedSince(scope.Person(task.CreatedBy)?.Username ?? "", $"#{task.Number} {task.Title}", "create_task");
    }
}
