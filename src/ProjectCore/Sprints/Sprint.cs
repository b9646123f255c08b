using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Sprints;

/// <summary>A stretch of days with a plan.</summary>
public sealed class Sprint : Entity
{
    /// <summary>Longest name, in UTF-16 units.</summary>
    public const int MaxNameLength = 80;

    private Sprint()
    {
    }

    internal Sprint(WorkspaceId workspace, SprintId id, ProjectId project)
    {
        (WorkspaceId, Id, ProjectId) = (workspace, id, project);
    }

    public SprintId Id { get; private set; }
    public WorkspaceId WorkspaceId { get; private set; }
    public ProjectId ProjectId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>First day.</summary>
    public DateOnly StartOn { get; private set; }

    /// <summary>Last day, not before the first.</summary>
    public DateOnly EndOn { get; private set; }

    /// <summary>The one that runs; one a project at most.</summary>
    public bool IsCurrent { get; private set; }
    public string? Goal { get; private set; }
    public decimal? Capacity { get; private set; }

    internal void Update(SprintFields fields)
    {
        (Name, StartOn, EndOn, IsCurrent, Goal, Capacity) = fields;
        Touch();
    }
}

/// <summary>What can be changed about a sprint.</summary>
internal sealed record SprintFields(string Name, DateOnly StartOn, DateOnly EndOn, bool IsCurrent, string? Goal, decimal? Capacity);
