using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Proactive;

/// <summary>Until when what the clock asks for in a workspace was planned.</summary>
public sealed class PlannedRow
{
    public required WorkspaceId WorkspaceId { get; init; }

    public DateTimeOffset At { get; init; }
}
