using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Operations;

/// <summary>Reads from the audit what was done, as far as the actor may see it. What was taken back is left out.</summary>
public sealed class ChangeQueries
{
    /// <summary>How many entries are looked through, the newest first.</summary>
    private const int MaxEntries = 2000;

    private readonly Database database;
    private readonly WorkspaceDirectories directories;

    internal ChangeQueries(Database database, WorkspaceDirectories directories) => (this.database, this.directories) = (database, directories);

    /// <summary>What was done in a stretch of time, the newest first.</summary>
    public Task<IReadOnlyList<ChangeRecord>> FindAsync(Actor actor, ChangeFilter filter, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ChangeRecord>>(
            async lane => await directories.CurrentAsync(lane, actor.Workspace, cancellationToken).ConfigureAwait(false) is { } directory
                ? await FindAsync(lane, directory, actor, filter, cancellationToken).ConfigureAwait(false)
                : [],
            cancellationToken);

    /// <summary>Everything that was done to a task and its comments, the newest first.</summary>
    public Task<Result<IReadOnlyList<ChangeRecord>>> HistoryAsync(Actor actor, TaskId task, CancellationToken cancellationToken) =>
        database.ReadAsync<Result<IReadOnlyList<ChangeRecord>>>(
            async lane =>
            {
                var directory = await directories.CurrentAsync(lane, actor.Workspace, cancellationToken).ConfigureAwait(false);
                var found = await lane.Context.Tasks.AsNoTracking().FirstOrDefaultAsync(t => t.Id == task && t.WorkspaceId == actor.Workspace, cancellationToken).ConfigureAwait(false);
                if (directory is null || found is null || directory.RoleIn(found.ProjectId, actor.User) is null) return new TaskNotFound(found?.Number ?? 0);
                var things = await lane.Context.Comments.AsNoTracking().IgnoreQueryFilters().Where(c => c.TaskId == task).Select(c => c.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
                Guid[] ids = [task.Value, .. things.Select(c => c.Value)];
                var audits = await lane.Context.AuditSubjects.AsNoTracking().Where(s => ids.Contains(s.SubjectId)).Select(s => s.AuditId).Distinct().ToListAsync(cancellationToken).ConfigureAwait(false);
                var entries = await lane.Context.Audit.AsNoTracking().Where(a => audits.Contains(a.Id) && a.UndoneBy == null && a.Operation != UndoRun.Undo)
                    .OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Take(MaxEntries).ToListAsync(cancellationToken).ConfigureAwait(false);
                var records = entries.Select(e => Record(e, directory)).Select(r => r with { Subjects = [.. r.Subjects.Where(s => ids.Contains(s.Subject.Id))] });
                return Result.Ok<IReadOnlyList<ChangeRecord>>([.. records]);
            },
            cancellationToken);

    /// <summary>See the public method; within a lane of the caller's.</summary>
    internal static async Task<IReadOnlyList<ChangeRecord>> FindAsync(
        Lane lane, WorkspaceDirectory directory, Actor actor, ChangeFilter filter, CancellationToken cancellationToken)
    {
        var entries = lane.Context.Audit.AsNoTracking()
            .Where(a => a.WorkspaceId == actor.Workspace && a.At >= filter.From && a.At < filter.To && a.UndoneBy == null && a.Operation != UndoRun.Undo);
        if (filter.By is { } by) entries = entries.Where(a => a.UserId == by);
        var rows = await entries.OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Take(MaxEntries).ToListAsync(cancellationToken).ConfigureAwait(false);
        var records = rows.Select(r => Record(r, directory)).ToList();
        var homes = await CommentHomesAsync(lane, records, cancellationToken).ConfigureAwait(false);
        var visible = (filter.Projects.Count > 0 ? filter.Projects : directory.VisibleProjects(actor.User).Select(p => p.Id))
            .Where(p => directory.RoleIn(p, actor.User) is not null).ToHashSet();
        return [.. records.Select(r => r with { Subjects = [.. r.Subjects.Where(s => Home(s, homes) is { } home && visible.Contains(home))] }).Where(r => r.Subjects.Count > 0)];
    }

    private static ChangeRecord Record(AuditEntry entry, WorkspaceDirectory directory) => new(
        entry.Id, entry.At, directory.User(entry.UserId)?.Ref ?? new PersonRef(entry.UserId, "", ""), entry.Operation, AuditTrail.ReadOutcome(entry.Outcome).Subjects);

    /// <summary>The projects of the tasks that comments are on.</summary>
    private static async Task<Dictionary<TaskId, ProjectId>> CommentHomesAsync(Lane lane, List<ChangeRecord> records, CancellationToken cancellationToken)
    {
        var tasks = records.SelectMany(r => r.Subjects).OfType<CommentView>().Select(c => c.Task).Distinct().ToArray();
        return tasks.Length == 0
            ? []
            : await lane.Context.Tasks.AsNoTracking().Where(t => tasks.Contains(t.Id)).Select(t => new { t.Id, t.ProjectId })
                .ToDictionaryAsync(t => t.Id, t => t.ProjectId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The project that a thing belongs to; null for what belongs to none, which only concerns its owner.</summary>
    private static ProjectId? Home(SubjectView subject, Dictionary<TaskId, ProjectId> comments) => subject switch
    {
        TaskView task => task.Project.Id,
        CommentView comment => comments.TryGetValue(comment.Task, out var project) ? project : null,
        ProjectView project => project.Id,
        MemberView member => member.Project.Id,
        EnvironmentView environment => environment.Project.Id,
        SprintView sprint => sprint.Project.Id,
        _ => null,
    };
}

/// <summary>Which changes are wanted.</summary>
/// <param name="From">Not before this moment.</param>
/// <param name="To">Before this moment.</param>
public sealed record ChangeFilter(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Empty for all active ones that the actor sees.</summary>
    public IReadOnlyList<ProjectId> Projects { get; init; } = [];

    /// <summary>Whose changes; null for everybody's.</summary>
    public UserId? By { get; init; }
}

/// <summary>One operation that was done.</summary>
/// <param name="By">Who did it.</param>
/// <param name="Operation">Its name: <c>change_task</c>.</param>
/// <param name="Subjects">What it touched, as it left it, with the changes.</param>
public sealed record ChangeRecord(Guid Id, DateTimeOffset At, PersonRef By, string Operation, IReadOnlyList<SubjectView> Subjects);
