using PmBot.ProjectCore.Operations;
namespace PmBot.ProjectCore.Tasks;

/// <summary>Takes a comment away: one's own, or as an admin anybody's.</summary>
public sealed record DeleteComment(CommentId Comment) : Operation
{
    /// <inheritdoc/>
    public override string Name => "delete_comment";

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
