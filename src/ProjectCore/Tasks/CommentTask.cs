using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Adds a comment to a task.</summary>
public sealed record CommentTask(TaskId Task, string Text) : Operation
{
    /// <inheritdoc/>
    public override string Name => "comment_task";

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadTasksAsync([Task], deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var tasks, out var missing)) return missing;
        var task = tasks[0];
        if (!scope.Require(task.ProjectId, Role.Developer, Name).Try(out _, out var refused)) return refused;
        if (!Comment.Create(scope.Actor.Workspace, CommentId.New(), task.Id, scope.Actor.User, Text, scope.Now).Try(out var comment, out var invalid)) return invalid;
        scope.Add(comment);
        return new Applied(new Subject(0, CommentViews.Of(comment, task, scope.Directory), "comment.created"), new DeleteComment(comment.Id));
    }
}
