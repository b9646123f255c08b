using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.ProjectCore.Sprints;

/// <summary>Brings a deleted sprint back, with the tasks that it had.</summary>
public sealed record RestoreSprint(SprintId Sprint) : Operation
{
    /// <inheritdoc/>
    public override string Name => "restore_sprint";

    /// <summary>The tasks that were in it; those deleted or moved to another sprint or project meanwhile stay where they are.</summary>
    public IReadOnlyList<TaskId> Tasks { get; init; } = [];

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadSprintAsync(Sprint, deleted: true, Name, cancellationToken).ConfigureAwait(false)).Try(out var found, out var missing)) return missing;
        if (SprintScope.Check(found.Project, Sprint, found.Sprint.Fields, allowOverlap: true) is { } refused) return refused;
        TaskItem[] tasks = [];
        if (Tasks.Count > 0 && !(await scope.LoadTasksAsync(Tasks, deleted: false, cancellationToken).ConfigureAwait(false)).Try(out tasks!, out var gone)) return gone;
        var back = tasks.Where(t => t.SprintId is null && t.ProjectId == found.Sprint.ProjectId).ToArray();
        var before = found.Sprint.Version;
        found.Sprint.Restore();
        if (!(await DeleteSprint.MoveAsync(scope, back, Sprint, cancellationToken).ConfigureAwait(false)).Try(out var moved, out var invalid)) return invalid;
        return new Applied([new Subject(before, SprintScope.View(found.Sprint, found.Project.Ref), "sprint.restored"), .. moved], new DeleteSprint(Sprint));
    }
}
