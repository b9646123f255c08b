using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Tasks;

/// <summary>What the operations on tasks have in common: loading, rules that reach beyond one task, views.</summary>
internal static class TaskScope
{
    /// <summary>The tasks with their dependencies, in the order asked for, all from projects that the actor sees; each once.</summary>
    /// <param name="deleted">True for tasks that are deleted, false for those that are not.</param>
    public static async Task<Result<TaskItem[]>> LoadTasksAsync(
        this OperationScope scope, IReadOnlyList<TaskId> ids, bool deleted, CancellationToken cancellationToken)
    {
        var wanted = ids.Distinct().ToArray();
        // By id alone: told the workspace too, SQLite walks through all of its tasks instead.
        var found = await scope.Db.Tasks.IgnoreQueryFilters().Include(t => t.Dependencies).Where(t => wanted.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancellationToken).ConfigureAwait(false);
        if (wanted.Length == 0) return new TaskNotFound(0);
        foreach (var id in wanted)
        {
            if (!found.TryGetValue(id, out var task) || task.WorkspaceId != scope.Actor.Workspace) return new TaskNotFound(0);
            if (task.IsDeleted != deleted || scope.Directory.RoleIn(task.ProjectId, scope.Actor.User) is null) return new TaskNotFound(task.Number);
        }

        return wanted.Select(id => found[id]).ToArray();
    }

    /// <summary>Who does it has to be of the project, and not only look on; a sprint has to be the project's.</summary>
    /// <param name="evenWithoutPlace">Whoever it was before will do, even if they have left since.</param>
    public static Error? CheckReferences(this OperationScope scope, TaskFields fields, DirectoryProject project, bool evenWithoutPlace)
    {
        if (fields.Sprint is { } sprint && scope.Directory.Sprint(sprint)?.Project != project.Id) return new Sprints.SprintNotFound();
        if (fields.Assignee is not { } assignee) return null;
        if (scope.Directory.User(assignee) is not { IsDeleted: false } person || !(person.IsActive || evenWithoutPlace)) return new Users.UserNotFound();
        if (evenWithoutPlace) return null;
        return project.MemberRole(assignee) is Role.Developer or Role.Admin or Role.Owner ? null : new AssigneeNotMember(person.Ref, project.Ref);
    }

    /// <summary>What a task is to wait for has to exist, be visible to the actor, and not wait for the task itself.</summary>
    /// <param name="added">The new dependencies.</param>
    /// <param name="evenDeleted">Deleted tasks will do: what comes back waited for them before they were deleted.</param>
    public static async Task<Error?> CheckDependenciesAsync(
        this OperationScope scope, TaskId task, int number, IReadOnlyList<TaskId> added, bool evenDeleted, CancellationToken cancellationToken)
    {
        if (added.Count == 0) return null;
        await scope.LockDependenciesAsync(cancellationToken).ConfigureAwait(false);
        if (added.Contains(task)) return new DependencyCycle([number, number]);
        var known = await scope.Db.Tasks.IgnoreQueryFilters().AsNoTracking().Where(t => added.Contains(t.Id) && (evenDeleted || t.DeletedAt == null))
            .Select(t => new { t.Id, t.WorkspaceId, t.ProjectId }).ToListAsync(cancellationToken).ConfigureAwait(false);
        if (known.Count(t => t.WorkspaceId == scope.Actor.Workspace && scope.Directory.RoleIn(t.ProjectId, scope.Actor.User) is not null) < added.Distinct().Count()) return new TaskNotFound(0);
        return await FindCycleAsync(scope, task, added, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The tasks as they are now; the names of others come from the directory and one query.</summary>
    public static async Task<TaskView[]> ViewAsync(
        this OperationScope scope, IReadOnlyList<TaskItem> tasks, IReadOnlyList<TaskFields>? before, CancellationToken cancellationToken)
    {
        var others = tasks.SelectMany(t => t.DependsOn).Concat(before?.SelectMany(b => b.DependsOn) ?? []).Distinct().ToArray();
        var numbers = others.Length == 0
            ? []
            : await scope.Db.Tasks.AsNoTracking().Where(t => others.Contains(t.Id)).Select(t => new { t.Id, t.Number })
                .ToDictionaryAsync(t => t.Id, t => t.Number, cancellationToken).ConfigureAwait(false);
        var views = new TaskView[tasks.Count];
        for (var i = 0; i < views.Length; i++)
        {
            var view = TaskViews.Of(tasks[i], scope.Directory, numbers);
            views[i] = before is null ? view : view with { Changes = TaskViews.Changes(before[i], tasks[i].Fields, scope.Directory, numbers) };
        }

        return views;
    }

    private static async Task<Error?> FindCycleAsync(OperationScope scope, TaskId task, IReadOnlyList<TaskId> added, CancellationToken cancellationToken)
    {
        // What was changed in this run and is not written yet counts as it is now: of several operations one may have made room for the next.
        var loaded = scope.Db.ChangeTracker.Entries<TaskItem>().ToDictionary(e => e.Entity.Id, e => e.Entity);
        // Breadth first from what is added; each level is one query. The deleted count too: they may be restored.
        var cameFrom = added.Distinct().ToDictionary(a => a, _ => task);
        var frontier = cameFrom.Keys.ToArray();
        while (frontier.Length > 0)
        {
            var stored = frontier.Where(t => !loaded.ContainsKey(t)).ToArray();
            var edges = await scope.Db.TaskDependencies.AsNoTracking().Where(d => stored.Contains(d.TaskId))
                .Select(d => new { d.TaskId, d.DependsOnId }).ToListAsync(cancellationToken).ConfigureAwait(false);
            foreach (var id in frontier)
            {
                if (loaded.TryGetValue(id, out var item)) edges.AddRange(item.DependsOn.Select(d => new { TaskId = id, DependsOnId = d }));
            }

            if (edges.FirstOrDefault(e => e.DependsOnId == task) is { } closing)
            {
                var path = new List<TaskId> { task, closing.TaskId };
                while (path[^1] != task) path.Add(cameFrom[path[^1]]);
                path.Reverse();
                var ids = path.Distinct().ToArray();
                var numbers = await scope.Db.Tasks.IgnoreQueryFilters().AsNoTracking().Where(t => ids.Contains(t.Id))
                    .ToDictionaryAsync(t => t.Id, t => t.Number, cancellationToken).ConfigureAwait(false);
                return new DependencyCycle([.. path.Select(p => numbers.GetValueOrDefault(p))]);
            }

            frontier = [.. edges.Where(e => cameFrom.TryAdd(e.DependsOnId, e.TaskId)).Select(e => e.DependsOnId)];
        }

        return null;
    }
}
