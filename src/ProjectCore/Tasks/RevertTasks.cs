using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Gives tasks fields that they had: the inverse of <see cref="ChangeTask"/>, and its own.</summary>
public sealed record RevertTasks(IReadOnlyList<TaskRevert> Tasks) : Operation
{
    /// <inheritdoc/>
    public override string Name => "revert_tasks";

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadTasksAsync([.. Tasks.Select(t => t.Task)], deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var tasks, out var missing))
            return missing;
        var fields = Tasks.ToDictionary(t => t.Task, t => t.Fields);
        return await TaskEdit.ApplyAsync(scope, Name, [.. tasks.Select(t => (t, fields[t.Id]))], asTheyWere: true, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>One task and the fields that it had.</summary>
public sealed record TaskRevert(TaskId Task, TaskFields Fields);
