using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Reads tasks, as far as the actor may see them.</summary>
public sealed class TaskQueries
{
    /// <summary>Those of the numbers that exist, in the order asked for.</summary>
    public Task<IReadOnlyList<TaskView>> FindByNumbersAsync(Actor actor, IReadOnlyList<int> numbers, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Those of the ids that exist, in the order asked for.</summary>
    public Task<IReadOnlyList<TaskView>> FindAsync(Actor actor, IReadOnlyList<TaskId> ids, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>A filtered list: overdue first, then by due date, priority and number.</summary>
    public Task<TaskPage> ListAsync(Actor actor, TaskFilter filter, Page page, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Tasks by words of the title, best first; open ones before others. Typos count only where nothing fits as written.</summary>
    /// <param name="filter">Narrows the search; its own words are ignored.</param>
    public Task<IReadOnlyList<TaskHit>> SearchAsync(Actor actor, string words, TaskFilter filter, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>A task's comments, oldest first; the newest <paramref name="limit"/> of them.</summary>
    public Task<Result<IReadOnlyList<CommentView>>> CommentsAsync(Actor actor, TaskId task, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();
}
