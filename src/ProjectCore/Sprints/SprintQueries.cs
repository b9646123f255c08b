using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Sprints;

/// <summary>Reads about sprints, as far as the actor may see them.</summary>
public sealed partial class SprintQueries
{
    private readonly Database database;
    private readonly WorkspaceDirectories directories;
    private readonly TimeProvider clock;

    internal SprintQueries(Database database, WorkspaceDirectories directories, TimeProvider clock) => (this.database, this.directories, this.clock) = (database, directories, clock);

    /// <summary>How the work of a sprint went down, day by day.</summary>
    public Task<Result<Burndown>> BurndownAsync(Actor actor, SprintId sprint, CancellationToken cancellationToken) =>
        database.ReadAsync<Result<Burndown>>(
            async lane =>
            {
                var directory = await directories.CurrentAsync(lane, actor.Workspace, cancellationToken).ConfigureAwait(false);
                if (directory?.Sprint(sprint) is not { } found || directory.RoleIn(found.Project, actor.User) is null) return new SprintNotFound();
                return (await ReadAsync(lane, directory, [found], cancellationToken).ConfigureAwait(false))[0].Burndown();
            },
            cancellationToken);

    /// <summary>What the project's last sprints got done.</summary>
    /// <param name="last">How many at most, at least 1.</param>
    public Task<Result<Velocity>> VelocityAsync(Actor actor, ProjectId project, int last, CancellationToken cancellationToken) =>
        database.ReadAsync<Result<Velocity>>(
            async lane =>
            {
                var directory = await directories.CurrentAsync(lane, actor.Workspace, cancellationToken).ConfigureAwait(false);
                if (directory?.Project(project) is not { } found || directory.RoleIn(project, actor.User) is null) return new ProjectNotFound();
                return await VelocityAsync(lane, directory, found, last, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);

    private async Task<Velocity> VelocityAsync(Lane lane, WorkspaceDirectory directory, DirectoryProject project, int last, CancellationToken cancellationToken)
    {
        var today = new SprintDays(directory.Workspace).DayOf(clock.GetUtcNow());
        var over = project.Sprints.Where(s => s.Status == SprintState.Closed || (s.Status == SprintState.Planned && s.End < today))
            .OrderByDescending(s => s.End).ThenByDescending(s => s.ClosedAt).Take(last).Reverse().ToArray();
        return new Velocity(project.Ref, [.. (await ReadAsync(lane, directory, over, cancellationToken).ConfigureAwait(false)).Select(r => r.Velocity())]);
    }

    private async Task<IReadOnlyList<SprintRecord>> ReadAsync(Lane lane, WorkspaceDirectory directory, IReadOnlyList<DirectorySprint> sprints, CancellationToken cancellationToken)
    {
        var ids = sprints.Select(s => s.Id).ToArray();
        var versions = await lane.Context.Sprints.AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Version, cancellationToken).ConfigureAwait(false);
        var lines = (await lane.Context.SprintEntries.AsNoTracking().Where(e => ids.Contains(e.SprintId)).ToListAsync(cancellationToken).ConfigureAwait(false)).ToLookup(e => e.SprintId);
        var days = new SprintDays(directory.Workspace);
        return [.. sprints.Select(s => new SprintRecord(View(s, directory, versions.GetValueOrDefault(s.Id)), s, new SprintHistory(lines[s.Id], s.Status == SprintState.Closed), days, clock.GetUtcNow()))];
    }

    private static SprintView View(DirectorySprint sprint, WorkspaceDirectory directory, long version) =>
        new(sprint.Id, directory.Project(sprint.Project)!.Ref, sprint.Name, sprint.Start, sprint.End, sprint.Status, version) { Goal = sprint.Goal, Capacity = sprint.Capacity };
}
