using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Brings a deleted comment back.</summary>
public sealed record RestoreComment(CommentId Comment) : Operation
{
    /// <inheritdoc/>
    public override string Name => "restore_comment";

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await CommentViews.LoadAsync(scope, Comment, deleted: true, Name, cancellationToken).ConfigureAwait(false)).Try(out var found, out var error)) return error;
        var before = found.Comment.Version;
        found.Comment.Restore();
        return new Applied(
            new Subject(before, CommentViews.Of(found.Comment, found.Task, scope.Directory), "comment.restored"), new DeleteComment(Comment));
    }
}
