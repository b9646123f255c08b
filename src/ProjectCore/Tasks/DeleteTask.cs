using PmBot.ProjectCore.Operations;
namespace PmBot.ProjectCore.Tasks;

/// <summary>Deletes tasks: one's own, or as an admin anybody's. All or none.</summary>
public sealed record DeleteTask(IReadOnlyList<TaskId> Tasks) : Operation
{
    /// <inheritdoc/>
    public override string Name => "delete_task";

    /// <inheritdoc/>
    public override Safety Safety => Safety.Confirm;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
