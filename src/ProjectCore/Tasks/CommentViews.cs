using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Comments as others see them.</summary>
internal static class CommentViews
{
    public static CommentView Of(Comment comment, TaskItem task, WorkspaceDirectory directory) => new(
        comment.Id, task.Id, task.Number, task.Title, directory.User(comment.AuthorId)?.Ref ?? new PersonRef(comment.AuthorId, "", ""), comment.Text,
        comment.CreatedAt, comment.Version)
    {
        Deleted = comment.IsDeleted,
    };

    /// <summary>The comment and its task, if the actor may take it away or bring it back: one's own, or as an admin anybody's.</summary>
    public static async Task<Result<(Comment Comment, TaskItem Task)>> LoadAsync(
        OperationScope scope, CommentId id, bool deleted, string operation, CancellationToken cancellationToken)
    {
        var workspace = scope.Actor.Workspace;
        var comment = await scope.Db.Comments.IgnoreQueryFilters().FirstOrDefaultAsync(c => c.WorkspaceId == workspace && c.Id == id, cancellationToken).ConfigureAwait(false);
        if (comment is null || comment.IsDeleted != deleted) return new CommentNotFound();
        if (!(await scope.LoadTasksAsync([comment.TaskId], deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var tasks, out var error)) return error;
        var needs = comment.AuthorId == scope.Actor.User ? Role.Developer : Role.Admin;
        return scope.Require(tasks[0].ProjectId, needs, operation).Try(out _, out error) ? (comment, tasks[0]) : error;
    }
}
