using System.Text.Json.Serialization;
using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Makes the same change to one or several tasks, all or none.</summary>
[method: JsonConstructor]
public sealed record ChangeTask(IReadOnlyList<TaskId> Tasks, TaskChange Change) : Operation
{
    /// <inheritdoc/>
    public override string Name => "change_task";

    /// <summary>More tasks than this at once need a confirmation.</summary>
    public const int MaxUnconfirmed = 5;

    public ChangeTask(TaskId task, TaskChange change)
        : this([task], change)
    {
    }

    /// <inheritdoc/>
    public override Safety Safety => Tasks.Count > MaxUnconfirmed ? Safety.Confirm : Safety.None;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadTasksAsync(Tasks, deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var tasks, out var missing)) return missing;
        return await TaskEdit.ApplyAsync(scope, Name, [.. tasks.Select(t => (t, t.Fields.With(Change)))], asTheyWere: false, cancellationToken).ConfigureAwait(false);
    }
}
