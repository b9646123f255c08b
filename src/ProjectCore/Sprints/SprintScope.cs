using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Sprints;

/// <summary>What the operations on sprints have in common: loading, rules that reach beyond one sprint, views.</summary>
internal static class SprintScope
{
    /// <summary>The sprint with its project, if the actor's role there reaches.</summary>
    public static async Task<Result<(Sprint Sprint, DirectoryProject Project)>> LoadSprintAsync(
        this OperationScope scope, SprintId id, bool deleted, string operation, CancellationToken cancellationToken)
    {
        var workspace = scope.Actor.Workspace;
        var sprint = await scope.Db.Sprints.IgnoreQueryFilters().FirstOrDefaultAsync(s => s.WorkspaceId == workspace && s.Id == id, cancellationToken).ConfigureAwait(false);
        if (sprint is null || sprint.IsDeleted != deleted || scope.Directory.RoleIn(sprint.ProjectId, scope.Actor.User) is null) return new SprintNotFound();
        return scope.Require(sprint.ProjectId, Role.Admin, operation).Try(out var project, out var refused) ? (sprint, project) : refused;
    }

    /// <summary>The tasks of a sprint that are not deleted, with what they wait for.</summary>
    public static Task<List<TaskItem>> TasksOfAsync(this OperationScope scope, SprintId sprint, CancellationToken cancellationToken) =>
        scope.Db.Tasks.Include(t => t.Dependencies).Where(t => t.SprintId == sprint).OrderBy(t => t.Number).ToListAsync(cancellationToken);

    /// <summary>A name stands for one sprint of the project only; one runs at most; days of the running one are nobody else's unless somebody says so.</summary>
    public static Error? Check(DirectoryProject project, SprintId self, SprintFields fields, bool allowOverlap)
    {
        if (project.Sprints.Any(s => s.Id != self && Folding.Fold(s.Name) == Folding.Fold(fields.Name))) return new NameTaken("sprint", fields.Name);
        if (project.Sprints.FirstOrDefault(s => s.IsCurrent && s.Id != self) is not { } running) return null;
        if (fields.IsCurrent) return new SprintAlreadyRuns(running.Name);
        return !allowOverlap && fields.ClosedAt is null && fields.StartOn <= running.End && running.Start <= fields.EndOn ? new SprintOverlaps(running.Name, running.End) : null;
    }

    public static SprintView View(Sprint sprint, ProjectRef project) => new(sprint.Id, project, sprint.Name, sprint.StartOn, sprint.EndOn, sprint.Status, sprint.Version)
    {
        Goal = sprint.Goal,
        Capacity = sprint.Capacity,
        Deleted = sprint.IsDeleted,
    };

    /// <summary>Gives a loaded sprint new fields that were checked.</summary>
    public static Subject Change(Sprint sprint, SprintFields fields, ProjectRef project, string eventType)
    {
        var (version, before) = (sprint.Version, sprint.Fields);
        sprint.Update(fields);
        return new Subject(version, View(sprint, project) with { Changes = Changes(before, fields) }, eventType);
    }

    private static IReadOnlyList<FieldChange> Changes(SprintFields from, SprintFields to)
    {
        (string Field, string? From, string? To)[] fields =
        [
            ("name", from.Name, to.Name), ("start_date", SprintDays.Iso(from.StartOn), SprintDays.Iso(to.StartOn)), ("end_date", SprintDays.Iso(from.EndOn), SprintDays.Iso(to.EndOn)),
            ("goal", from.Goal, to.Goal), ("capacity", Number(from.Capacity), Number(to.Capacity)), ("status", Status(from), Status(to)),
        ];
        return [.. fields.Where(f => !string.Equals(f.From, f.To, StringComparison.Ordinal)).Select(f => new FieldChange(f.Field, f.From, f.To))];

        static string? Number(decimal? number) => number?.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
        static string Status(SprintFields fields) =>
            WireName.Of(fields.ClosedAt is not null ? SprintState.Closed : fields.IsCurrent ? SprintState.Active : SprintState.Planned);
    }
}
