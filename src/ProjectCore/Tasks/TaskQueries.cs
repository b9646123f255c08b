using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Reads tasks, as far as the actor may see them.</summary>
public sealed class TaskQueries
{
    /// <summary>How many open tasks are looked through for typos, the newest first.</summary>
    private const int MaxFuzzyCandidates = 5000;

    private readonly Database database;
    private readonly WorkspaceDirectories directories;

    internal TaskQueries(Database database, WorkspaceDirectories directories) => (this.database, this.directories) = (database, directories);

    /// <summary>Those of the numbers that exist, in the order asked for.</summary>
    public Task<IReadOnlyList<TaskView>> FindByNumbersAsync(Actor actor, IReadOnlyList<int> numbers, CancellationToken cancellationToken) =>
        FindAsync(actor, tasks => tasks.Where(t => t.WorkspaceId == actor.Workspace && numbers.Contains(t.Number)), view => IndexOf(numbers, view.Number), cancellationToken);

    /// <summary>Those of the ids that exist, in the order asked for.</summary>
    public Task<IReadOnlyList<TaskView>> FindAsync(Actor actor, IReadOnlyList<TaskId> ids, CancellationToken cancellationToken) =>
        FindAsync(actor, tasks => tasks.Where(t => ids.Contains(t.Id)), view => IndexOf(ids, view.Id), cancellationToken);

    /// <summary>The open tasks that wait for any of these.</summary>
    public Task<IReadOnlyList<TaskView>> WaitingForAsync(Actor actor, IReadOnlyList<TaskId> ids, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<TaskView>>(
            actor,
            async (lane, directory) =>
            {
                var rows = await lane.Context.TaskDependencies.AsNoTracking().Where(d => ids.Contains(d.DependsOnId)).Select(d => d.TaskId).Distinct()
                    .Join(lane.Context.Tasks.AsNoTracking().Where(t => t.Status != TaskState.Done && t.Status != TaskState.Cancelled), d => d, t => t.Id, (d, t) => t)
                    .OrderBy(t => t.Number).ToListAsync(cancellationToken).ConfigureAwait(false);
                rows.RemoveAll(t => t.WorkspaceId != actor.Workspace || directory.RoleIn(t.ProjectId, actor.User) is null);
                return await ViewsAsync(lane, directory, rows, cancellationToken).ConfigureAwait(false);
            },
            [],
            cancellationToken);

    /// <summary>A filtered list: overdue first, then by due date, priority and number.</summary>
    public Task<TaskPage> ListAsync(Actor actor, TaskFilter filter, Page page, CancellationToken cancellationToken) =>
        ReadAsync(
            actor,
            async (lane, directory) =>
            {
                var tasks = TaskFiltering.Of(lane.Context, directory, actor, filter).WithWords(filter.Words);
                var total = await tasks.CountAsync(cancellationToken).ConfigureAwait(false);
                if (total <= page.Skip || page.Take <= 0) return new TaskPage([], total);
                var rows = await tasks.InOrder(filter.LocalNow).Skip(Math.Max(page.Skip, 0)).Take(page.Take).ToListAsync(cancellationToken).ConfigureAwait(false);
                return new TaskPage(await ViewsAsync(lane, directory, rows, cancellationToken).ConfigureAwait(false), total);
            },
            new TaskPage([], 0),
            cancellationToken);

    /// <summary>Tasks by words of the title, best first; open ones before others. Typos count only where nothing fits as written.</summary>
    /// <param name="filter">Narrows the search; its own words are ignored.</param>
    public Task<IReadOnlyList<TaskHit>> SearchAsync(Actor actor, string words, TaskFilter filter, int limit, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<TaskHit>>(
            actor,
            async (lane, directory) =>
            {
                if (Folding.Words(words) is not { Length: > 0 } wanted || limit <= 0) return [];
                var tasks = TaskFiltering.Of(lane.Context, directory, actor, filter);
                var exact = await tasks.WithWords(words).OrderBy(t => t.Status == TaskState.Done || t.Status == TaskState.Cancelled).ThenByDescending(t => t.Number)
                    .Take(limit).ToListAsync(cancellationToken).ConfigureAwait(false);
                if (exact.Count > 0)
                    return [.. (await ViewsAsync(lane, directory, exact, cancellationToken).ConfigureAwait(false)).Select(v => new TaskHit(v, 1))];
                return await SearchWithTyposAsync(lane, directory, tasks, wanted, limit, cancellationToken).ConfigureAwait(false);
            },
            [],
            cancellationToken);

    /// <summary>The labels in use, with how many open tasks bear each, the most used first; those that a project's template suggests count too.</summary>
    /// <param name="projects">Empty for all that the actor sees.</param>
    public Task<IReadOnlyList<LabelUse>> LabelsAsync(Actor actor, IReadOnlyList<Projects.ProjectId> projects, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<LabelUse>>(
            actor,
            async (lane, directory) =>
            {
                var visible = directory.VisibleProjects(actor.User, includeArchived: projects.Count > 0).Where(p => projects.Count == 0 || projects.Contains(p.Id)).ToArray();
                var ids = visible.Select(p => p.Id).ToArray();
                var rows = await lane.Context.Tasks.AsNoTracking().Where(t => ids.Contains(t.ProjectId) && t.LabelText != "")
                    .Select(t => new { t.LabelText, Open = t.Status != TaskState.Done && t.Status != TaskState.Cancelled }).ToListAsync(cancellationToken).ConfigureAwait(false);
                var used = rows.SelectMany(r => TextList.Split(r.LabelText).Select(l => (Label: l, r.Open))).Concat(visible.SelectMany(p => p.Labels).Select(l => (Label: l, Open: false)));
                return [.. used.GroupBy(l => l.Label, StringComparer.Ordinal).Select(g => new LabelUse(g.Key, g.Count(l => l.Open)))
                    .OrderByDescending(l => l.Open).ThenBy(l => l.Label, StringComparer.Ordinal)];
            },
            [],
            cancellationToken);

    /// <summary>Other people's open tasks that cannot go on before some open task of this person is done, in the order of lists.</summary>
    public Task<IReadOnlyList<TaskView>> WaitingForAsync(Actor actor, Users.UserId person, DateTime localNow, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<TaskView>>(
            actor,
            async (lane, directory) =>
            {
                var all = TaskFiltering.Of(lane.Context, directory, actor, new TaskFilter { OpenOnly = true, LocalNow = localNow });
                var waiting = all.Where(t => t.AssigneeId != person)
                    .Where(t => lane.Context.TaskDependencies.Any(d => d.TaskId == t.Id && lane.Context.Tasks.Any(o =>
                        o.Id == d.DependsOnId && o.AssigneeId == person && o.Status != TaskState.Done && o.Status != TaskState.Cancelled)));
                return await ViewsAsync(lane, directory, await waiting.InOrder(localNow).ToListAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            },
            [],
            cancellationToken);

    /// <summary>A task's comments, oldest first; the newest <paramref name="limit"/> of them.</summary>
    public Task<Result<IReadOnlyList<CommentView>>> CommentsAsync(Actor actor, TaskId task, int limit, CancellationToken cancellationToken) =>
        ReadAsync<Result<IReadOnlyList<CommentView>>>(
            actor,
            async (lane, directory) =>
            {
                var found = await lane.Context.Tasks.AsNoTracking().FirstOrDefaultAsync(t => t.Id == task && t.WorkspaceId == actor.Workspace, cancellationToken).ConfigureAwait(false);
                if (found is null || directory.RoleIn(found.ProjectId, actor.User) is null) return new TaskNotFound(found?.Number ?? 0);
                var comments = await lane.Context.Comments.AsNoTracking().Where(c => c.TaskId == task)
                    .OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id).Take(limit).ToListAsync(cancellationToken).ConfigureAwait(false);
                comments.Reverse();
                return Result.Ok<IReadOnlyList<CommentView>>([.. comments.Select(c => CommentViews.Of(c, found, directory))]);
            },
            new TaskNotFound(0),
            cancellationToken);

    /// <summary>The tasks as views; the numbers of what they wait for come by one more query.</summary>
    internal static async Task<IReadOnlyList<TaskView>> ViewsAsync(
        Lane lane, WorkspaceDirectory directory, IReadOnlyList<TaskItem> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return [];
        var ids = rows.Select(t => t.Id).ToArray();
        var edges = await lane.Context.TaskDependencies.AsNoTracking().Where(d => ids.Contains(d.TaskId))
            .Join(lane.Context.Tasks, d => d.DependsOnId, t => t.Id, (d, t) => new { d.TaskId, t.Number }).ToListAsync(cancellationToken).ConfigureAwait(false);
        var waitsFor = edges.ToLookup(e => e.TaskId, e => e.Number);
        return [.. rows.Select(t => TaskViews.Of(t, directory, NoNumbers) with { DependsOn = [.. waitsFor[t.Id].Order()] })];
    }

    private static readonly Dictionary<TaskId, int> NoNumbers = [];

    private static async Task<IReadOnlyList<TaskHit>> SearchWithTyposAsync(
        Lane lane, WorkspaceDirectory directory, IQueryable<TaskItem> tasks, string[] wanted, int limit, CancellationToken cancellationToken)
    {
        var candidates = await tasks.Where(t => t.Status != TaskState.Done && t.Status != TaskState.Cancelled).OrderByDescending(t => t.Number)
            .Select(t => new { t.Id, t.FoldedTitle }).Take(MaxFuzzyCandidates).ToListAsync(cancellationToken).ConfigureAwait(false);
        var best = candidates.Select(c => (c.Id, Score: Likeness.Of(wanted, c.FoldedTitle.Split(' ', StringSplitOptions.RemoveEmptyEntries))))
            .Where(c => c.Score > 0).OrderByDescending(c => c.Score).Take(limit).ToArray();
        if (best.Length == 0) return [];
        var ids = best.Select(b => b.Id).ToArray();
        var rows = await lane.Context.Tasks.AsNoTracking().Where(t => ids.Contains(t.Id)).ToListAsync(cancellationToken).ConfigureAwait(false);
        var views = (await ViewsAsync(lane, directory, rows, cancellationToken).ConfigureAwait(false)).ToDictionary(v => v.Id);
        return [.. best.Where(b => views.ContainsKey(b.Id)).Select(b => new TaskHit(views[b.Id], b.Score))];
    }

    private static int IndexOf<T>(IReadOnlyList<T> list, T item)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (EqualityComparer<T>.Default.Equals(list[i], item)) return i;
        }

        return -1;
    }

    private Task<IReadOnlyList<TaskView>> FindAsync(
        Actor actor, Func<IQueryable<TaskItem>, IQueryable<TaskItem>> which, Func<TaskView, int> order, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<TaskView>>(
            actor,
            async (lane, directory) =>
            {
                var rows = await which(lane.Context.Tasks.AsNoTracking()).ToListAsync(cancellationToken).ConfigureAwait(false);
                rows.RemoveAll(t => t.WorkspaceId != actor.Workspace || directory.RoleIn(t.ProjectId, actor.User) is null);
                return [.. (await ViewsAsync(lane, directory, rows, cancellationToken).ConfigureAwait(false)).OrderBy(order)];
            },
            [],
            cancellationToken);

    private Task<T> ReadAsync<T>(Actor actor, Func<Lane, WorkspaceDirectory, Task<T>> work, T nowhere, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async lane => await directories.CurrentAsync(lane, actor.Workspace, cancellationToken).ConfigureAwait(false) is { } directory
                ? await work(lane, directory).ConfigureAwait(false)
                : nowhere,
            cancellationToken);
}
