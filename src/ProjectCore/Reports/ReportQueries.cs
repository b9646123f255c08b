using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Reports;

/// <summary>What a team did in a stretch of time, as far as the actor may see it.</summary>
public sealed class ReportQueries
{
    private readonly Database database;
    private readonly WorkspaceDirectories directories;

    internal ReportQueries(Database database, WorkspaceDirectories directories) => (this.database, this.directories) = (database, directories);

    /// <summary>The figures of a period, and those of the period of the same length before it.</summary>
    public Task<ReportFigures> ReadAsync(Actor actor, ReportFilter filter, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async lane => await directories.CurrentAsync(lane, actor.Workspace, cancellationToken).ConfigureAwait(false) is { } directory
                ? await ReadAsync(lane, directory, actor, filter, cancellationToken).ConfigureAwait(false)
                : new ReportFigures([], [], [], [], [], 0, 0),
            cancellationToken);

    private static async Task<ReportFigures> ReadAsync(
        Lane lane, WorkspaceDirectory directory, Actor actor, ReportFilter filter, CancellationToken cancellationToken)
    {
        var scope = TaskFiltering.Of(lane.Context, directory, actor, new TaskFilter { Projects = filter.Projects, Sprint = filter.Sprint, LocalNow = filter.LocalNow });
        var (from, to, beforeFrom, beforeTo) = (filter.From, filter.To, filter.BeforeFrom, filter.BeforeTo);
        // Who did it is whose task it is; who wrote it down is another matter.
        var theirs = filter.Person is { } person ? scope.Where(t => t.AssigneeId == person) : scope;
        var written = filter.Person is { } author ? scope.Where(t => t.CreatedBy == author) : scope;
        var finished = await theirs.Where(t => t.FinishedAt >= from && t.FinishedAt < to).OrderBy(t => t.FinishedAt).ThenBy(t => t.Number).ToListAsync(cancellationToken).ConfigureAwait(false);
        var created = await written.Where(t => t.CreatedAt >= from && t.CreatedAt < to).OrderBy(t => t.Number).ToListAsync(cancellationToken).ConfigureAwait(false);
        var open = await theirs.Where(t => t.Status != TaskState.Done && t.Status != TaskState.Cancelled).InOrder(filter.LocalNow).ToListAsync(cancellationToken).ConfigureAwait(false);
        var started = await StartedAsync(lane, directory, actor, filter, cancellationToken).ConfigureAwait(false);
        var going = await theirs.Where(t => started.Contains(t.Id)).OrderBy(t => t.Number).ToListAsync(cancellationToken).ConfigureAwait(false);
        return new ReportFigures(
            await ViewsAsync(finished).ConfigureAwait(false),
            await ViewsAsync(going).ConfigureAwait(false),
            await ViewsAsync(created).ConfigureAwait(false),
            await ViewsAsync([.. open.Where(t => t.Due is { } due && due.IsBefore(filter.LocalNow))]).ConfigureAwait(false),
            await ViewsAsync([.. open.Where(t => t.Status == TaskState.Blocked)]).ConfigureAwait(false),
            await theirs.CountAsync(t => t.FinishedAt >= beforeFrom && t.FinishedAt < beforeTo, cancellationToken).ConfigureAwait(false),
            await written.CountAsync(t => t.CreatedAt >= beforeFrom && t.CreatedAt < beforeTo, cancellationToken).ConfigureAwait(false));

        Task<IReadOnlyList<TaskView>> ViewsAsync(IReadOnlyList<TaskItem> rows) => TaskQueries.ViewsAsync(lane, directory, rows, cancellationToken);
    }

    /// <summary>The tasks that went into progress within the period.</summary>
    private static async Task<TaskId[]> StartedAsync(Lane lane, WorkspaceDirectory directory, Actor actor, ReportFilter filter, CancellationToken cancellationToken)
    {
        var changes = await ChangeQueries.FindAsync(lane, directory, actor, new ChangeFilter(filter.From, filter.To) { Projects = filter.Projects }, cancellationToken).ConfigureAwait(false);
        var progress = WireName.Of(TaskState.InProgress);
        return [.. changes.SelectMany(c => c.Subjects).OfType<TaskView>().Where(t => t.Changes.Any(f => f.Field == "status" && f.To == progress)).Select(t => t.Id).Distinct()];
    }
}

/// <summary>What a report is about.</summary>
/// <param name="From">First moment of the period.</param>
/// <param name="To">The moment after its end.</param>
/// <param name="LocalNow">The asker's wall clock.</param>
public sealed record ReportFilter(DateTimeOffset From, DateTimeOffset To, DateTime LocalNow)
{
    /// <summary>First moment of the period that it is compared with.</summary>
    public DateTimeOffset BeforeFrom { get; init; } = From - (To - From);

    /// <summary>The moment after the end of that.</summary>
    public DateTimeOffset BeforeTo { get; init; } = From;

    /// <summary>Empty for all that the actor sees.</summary>
    public IReadOnlyList<ProjectId> Projects { get; init; } = [];

    /// <summary>One person's work; null for everybody's.</summary>
    public UserId? Person { get; init; }

    /// <summary>Only the tasks of this sprint.</summary>
    public SprintId? Sprint { get; init; }
}

/// <summary>What was done, what is late and what hangs.</summary>
/// <param name="Finished">In the period, in the order in which they were finished.</param>
/// <param name="Started">Went into progress in the period.</param>
/// <param name="Created">Written down in the period.</param>
/// <param name="Late">Open and past due now.</param>
/// <param name="Blocked">Blocked now.</param>
/// <param name="FinishedBefore">How many were finished in the period before.</param>
/// <param name="CreatedBefore">How many were written down in the period before.</param>
public sealed record ReportFigures(
    IReadOnlyList<TaskView> Finished, IReadOnlyList<TaskView> Started, IReadOnlyList<TaskView> Created, IReadOnlyList<TaskView> Late, IReadOnlyList<TaskView> Blocked,
    int FinishedBefore, int CreatedBefore);
