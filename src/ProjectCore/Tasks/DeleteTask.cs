using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Deletes tasks: one's own, or as an admin anybody's. All or none.</summary>
public sealed record DeleteTask(IReadOnlyList<TaskId> Tasks) : Operation
{
    /// <inheritdoc/>
    public override string Name => "delete_task";

    /// <inheritdoc/>
    public override Safety Safety => Safety.Confirm;

    /// <summary>Refuse where somebody else has commented: of the undo of a creation.</summary>
    public bool UnlessCommented { get; init; }

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadTasksAsync(Tasks, deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var tasks, out var missing)) return missing;
        if (CheckRole(scope, Name, tasks) is { } refused) return refused;
        if (UnlessCommented && await CommentedByAnotherAsync(scope, tasks[0], cancellationToken).ConfigureAwait(false) is { } commented) return commented;
        var before = tasks.Select(t => t.Version).ToArray();
        foreach (var task in tasks) task.Delete(scope.Now);
        var views = await scope.ViewAsync(tasks, before: null, cancellationToken).ConfigureAwait(false);
        return new Applied([.. views.Select((v, i) => new Subject(before[i], v, "task.deleted"))], new RestoreTask(Tasks));
    }

    /// <summary>One's own tasks as a developer, any as an admin.</summary>
    internal static Error? CheckRole(OperationScope scope, string operation, IEnumerable<TaskItem> tasks)
    {
        foreach (var task in tasks)
        {
            var needs = task.CreatedBy == scope.Actor.User ? Role.Developer : Role.Admin;
            if (!scope.Require(task.ProjectId, needs, operation).Try(out _, out var error)) return error;
        }

        return null;
    }

    private static async Task<Error?> CommentedByAnotherAsync(OperationScope scope, TaskItem task, CancellationToken cancellationToken)
    {
        var actor = scope.Actor.User;
        var comment = await scope.Db.Comments.AsNoTracking().FirstOrDefaultAsync(c => c.TaskId == task.Id && c.AuthorId != actor, cancellationToken).ConfigureAwait(false);
        return comment is null ? null : new ChangedSince(scope.Person(comment.AuthorId)?.Username ?? "", $"#{task.Number} {task.Title}", "comment_task");
    }
}
