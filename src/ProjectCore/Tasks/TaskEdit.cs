using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Gives loaded tasks new fields, all or none.</summary>
internal static class TaskEdit
{
    /// <param name="asTheyWere">They get what they had: tasks to wait for that are deleted now, an assignee who has left the project.</param>
    public static async Task<Result<Applied>> ApplyAsync(
        OperationScope scope, string operation, IReadOnlyList<(TaskItem Task, TaskFields Fields)> edits, bool asTheyWere, CancellationToken cancellationToken)
    {
        var changed = new List<TaskItem>();
        var before = new List<TaskFields>();
        var versions = new List<long>();
        foreach (var (task, wanted) in edits)
        {
            var was = task.Fields;
            if (!wanted.Checked().Try(out var fields, out var invalid)) return invalid;
            if (await CheckAsync(scope, operation, task, was, fields, asTheyWere, cancellationToken).ConfigureAwait(false) is { } error) return error;
            if (fields.Same(was)) continue;
            versions.Add(task.Version);
            if (task.Change(fields, scope.Actor.User, scope.Now) is { IsOk: false, Error: { } refused }) return refused;
            changed.Add(task);
            before.Add(was);
        }

        if (changed.Count == 0) return new NothingToChange();
        var views = await scope.ViewAsync(changed, before, cancellationToken).ConfigureAwait(false);
        return new Applied(
            [.. views.Select((v, i) => new Subject(versions[i], v, "task.changed"))],
            new RevertTasks([.. changed.Select((t, i) => new TaskRevert(t.Id, before[i]))]));
    }

    private static async Task<Error?> CheckAsync(
        OperationScope scope, string operation, TaskItem task, TaskFields was, TaskFields fields, bool asTheyWere, CancellationToken cancellationToken)
    {
        if (!scope.Require(was.Project, Projects.Role.Developer, operation).Try(out var project, out var refused)) return refused;
        if (fields.Project != was.Project && !scope.Require(fields.Project, Projects.Role.Developer, operation).Try(out project, out refused)) return refused;
        // Who lost their place meanwhile stays until somebody changes that.
        var stays = fields.Project == was.Project;
        var references = fields with
        {
            Assignee = stays && fields.Assignee == was.Assignee ? null : fields.Assignee,
            Sprint = stays && fields.Sprint == was.Sprint ? null : fields.Sprint,
        };
        return scope.CheckReferences(references, project, evenWithoutPlace: asTheyWere)
            ?? await scope.CheckDependenciesAsync(task.Id, task.Number, [.. fields.DependsOn.Except(was.DependsOn)], evenDeleted: asTheyWere, cancellationToken).ConfigureAwait(false);
    }
}
