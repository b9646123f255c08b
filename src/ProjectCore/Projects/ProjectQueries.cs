using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Projects;

/// <summary>Reads about projects, as far as the actor may see them.</summary>
public sealed class ProjectQueries
{
    private const int SoonDays = 7;

    private readonly Database database;
    private readonly WorkspaceDirectories directories;

    internal ProjectQueries(Database database, WorkspaceDirectories directories) => (this.database, this.directories) = (database, directories);

    /// <summary>How a project stands.</summary>
    /// <param name="localNow">The asker's wall clock.</param>
    public Task<Result<ProjectStatus>> StatusAsync(Actor actor, ProjectId project, DateTime localNow, CancellationToken cancellationToken) =>
        database.ReadAsync<Result<ProjectStatus>>(
            async lane =>
            {
                var directory = await directories.CurrentAsync(lane, actor.Workspace, cancellationToken).ConfigureAwait(false);
                if (directory?.Project(project) is not { } found || directory.RoleIn(project, actor.User) is null) return new ProjectNotFound();
                return await ReadAsync(lane, directory, found, localNow, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);

    private static async Task<ProjectStatus> ReadAsync(
        Lane lane, WorkspaceDirectory directory, DirectoryProject project, DateTime localNow, CancellationToken cancellationToken)
    {
        var tasks = lane.Context.Tasks.AsNoTracking().Where(t => t.ProjectId == project.Id);
        var counts = await tasks.GroupBy(t => t.Status).Select(g => new { Status = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Status, g => g.Count, cancellationToken).ConfigureAwait(false);
        var open = tasks.Where(t => t.Status != TaskState.Done && t.Status != TaskState.Cancelled);
        var views = await TaskQueries.ViewsAsync(lane, directory, await open.InOrder(localNow).ToListAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        var waiting = (await open.Join(lane.Context.TaskDependencies, t => t.Id, d => d.TaskId, (t, d) => d)
            .Join(lane.Context.Tasks.Where(t => t.Status != TaskState.Done && t.Status != TaskState.Cancelled), d => d.DependsOnId, t => t.Id, (d, t) => d.TaskId)
            .ToListAsync(cancellationToken).ConfigureAwait(false)).ToHashSet();

        var soon = DateOnly.FromDateTime(localNow).AddDays(SoonDays);
        return new ProjectStatus(
            project.Ref,
            Enum.GetValues<TaskState>().ToDictionary(s => s, s => counts.GetValueOrDefault(s)),
            Overdue: [.. views.Where(v => v.Due is { } due && due.IsBefore(localNow))],
            Blocked: [.. views.Where(v => v.Status == TaskState.Blocked || waiting.Contains(v.Id))],
            Unassigned: [.. views.Where(v => v.Assignee is null)],
            DueSoon: [.. views.Where(v => v.Due is { } due && !due.IsBefore(localNow) && due.Day <= soon)]);
    }
}
