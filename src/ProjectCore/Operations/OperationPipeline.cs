namespace PmBot.ProjectCore.Operations;

/// <summary>The one way in which the domain changes.</summary>
public sealed class OperationPipeline
{
    /// <summary>Runs an operation: all of it, once, or nothing.</summary>
    public Task<Result<OperationOutcome>> ExecuteAsync(OperationRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Tells what an operation would do and whether it may, without doing it.</summary>
    public Task<Result<OperationPreview>> PreviewAsync(Operation operation, Actor actor, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Takes back the actor's last operation that is not taken back yet; called again, the one before it.</summary>
    public Task<Result<UndoOutcome>> UndoAsync(Actor actor, string? idempotencyKey, CancellationToken cancellationToken) => throw new NotSupportedException();
}
