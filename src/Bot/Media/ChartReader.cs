using PmBot.Bot.Dialogs;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Media;

/// <summary>Draws charts from what is true when they are asked for, as far as the person they are for may see it then.</summary>
public sealed class ChartReader(WorkspaceDirectories directories, ProjectQueries projects, SprintQueries sprints, ChartDrawings drawings, TimeProvider clock)
{
    private const string Surface = "chart";

    // What a chart has room for.
    private const int MaxSprints = 8;

    /// <summary>The chart, or null when there is nothing to show or the person may not see it.</summary>
    public async Task<Drawing?> DrawAsync(ChartRequest request, CancellationToken cancellationToken)
    {
        if (await directories.GetAsync(request.Workspace, cancellationToken) is not { } directory || directory.User(request.Reader) is not { IsActive: true } person)
        {
            return null;
        }

        var actor = new Actor(request.Workspace, request.Reader, Surface);
        var now = Zones.Local(clock.GetUtcNow(), person.Timezone ?? directory.Workspace.Timezone);
        switch (request.Kind)
        {
            case ChartKind.Status:
                return (await projects.StatusAsync(actor, new ProjectId(request.Subject), now, cancellationToken)).Try(out var status, out _)
                    ? drawings.Status(status, request.Language)
                    : null;
            case ChartKind.Burndown:
                return (await sprints.BurndownAsync(actor, new SprintId(request.Subject), cancellationToken)).Try(out var burndown, out _)
                    ? drawings.Burndown(burndown, request.Language)
                    : null;
            case ChartKind.Velocity:
                return (await sprints.VelocityAsync(actor, new ProjectId(request.Subject), MaxSprints, cancellationToken)).Try(out var velocity, out _)
                    ? drawings.Velocity(velocity, request.Language)
                    : null;
            default:
                return null;
        }
    }
}
