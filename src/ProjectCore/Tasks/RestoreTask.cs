using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Brings deleted tasks back, numbers, comments and all.</summary>
public sealed record RestoreTask(IReadOnlyList<TaskId> Tasks) : Operation
{
    /// <inheritdoc/>
    public override string Name => "restore_task";

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadTasksAsync(Tasks, deleted: true, cancellationToken).ConfigureAwait(false)).Try(out var tasks, out var missing)) return missing;
        if (DeleteTask.CheckRole(scope, Name, tasks) is { } refused) return refused;
        var before = tasks.Select(t => t.Version).ToArray();
        foreach (var task in tasks) task.Restore();
        var views = await scope.ViewAsync(tasks, before: null, cancellationToken).ConfigureAwait(false);
        return new Applied([.. views.Select((v, i) => new Subject(before[i], v, "task.restored"))], new DeleteTask(Tasks));
    }
}
