using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Takes a comment away: one's own, or as an admin anybody's.</summary>
public sealed record DeleteComment(CommentId Comment) : Operation
{
    /// <inheritdoc/>
    public override string Name => "delete_comment";

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await CommentViews.LoadAsync(scope, Comment, deleted: false, Name, cancellationToken).ConfigureAwait(false)).Try(out var found, out var error)) return error;
        var before = found.Comment.Version;
        found.Comment.Delete(scope.Now);
        return new Applied(
            new Subject(before, CommentViews.Of(found.Comment, found.Task, scope.Directory), "comment.deleted"), new RestoreComment(Comment));
    }
}
