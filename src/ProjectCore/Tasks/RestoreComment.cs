using PmBot.ProjectCore.Operations;
namespace PmBot.ProjectCore.Tasks;

/// <summary>Brings a deleted comment back.</summary>
public sealed record RestoreComment(CommentId Comment) : Operation
{
    /// <inheritdoc/>
    public override string Name => "restore_comment";

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
