using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Sprints;

/// <summary>A stretch of days with a plan.</summary>
/// <remarks>Invariants: it does not end before it starts; it never runs once it is closed.</remarks>
public sealed class Sprint : Entity
{
    /// <summary>Longest name, in UTF-16 units.</summary>
    public const int MaxNameLength = 80;

    /// <summary>Longest goal, in UTF-16 units.</summary>
    public const int MaxGoalLength = 500;

    /// <summary>Greatest capacity, in points.</summary>
    public const decimal MaxCapacity = 100_000;

    /// <summary>Most days from the first to the last, both counted.</summary>
    public const int MaxDays = 100;

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

    /// <summary>Points that the team can do in it, or null where nobody said.</summary>
    public decimal? Capacity { get; private set; }

    /// <summary>When somebody started it, or null: also for one that a workspace file calls current.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When somebody closed it, or null.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Whether it is to come, runs or is over.</summary>
    public SprintState Status => ClosedAt is not null ? SprintState.Closed : IsCurrent ? SprintState.Active : SprintState.Planned;

    /// <summary>Everything that can be changed, as it is now.</summary>
    internal SprintFields Fields => new(Name, StartOn, EndOn, IsCurrent, Goal, Capacity) { StartedAt = StartedAt, ClosedAt = ClosedAt };

    internal void Update(SprintFields fields)
    {
        (Name, StartOn, EndOn, IsCurrent, Goal, Capacity) = fields;
        (StartedAt, ClosedAt) = (fields.StartedAt, fields.ClosedAt);
        Touch();
    }
}

/// <summary>Whether a sprint is to come, runs or is over.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(WireNameConverter<SprintState>))]
public enum SprintState
{
    Planned,
    Active,
    Closed,
}

/// <summary>What can be changed about a sprint, at one moment.</summary>
public sealed record SprintFields(string Name, DateOnly StartOn, DateOnly EndOn, bool IsCurrent, string? Goal, decimal? Capacity)
{
    /// <summary>When somebody started it.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When somebody closed it.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The same, cleaned, or what is wrong with it.</summary>
    internal Result<SprintFields> Checked()
    {
        var name = Folding.OneLine(Name);
        var goal = Goal is null ? "" : Folding.OneLine(Goal);
        if (name.Length == 0) return new TextMissing("name");
        if (name.Length > Sprint.MaxNameLength) return new TextTooLong("name", Sprint.MaxNameLength);
        if (goal.Length > Sprint.MaxGoalLength) return new TextTooLong("goal", Sprint.MaxGoalLength);
        if (EndOn < StartOn) return new SprintEndsBeforeStart(StartOn, EndOn);
        if (EndOn.DayNumber - StartOn.DayNumber + 1 > Sprint.MaxDays) return new SprintTooLong(Sprint.MaxDays);
        if (Capacity is <= 0 or > Sprint.MaxCapacity) return new CapacityInvalid(Sprint.MaxCapacity);
        return this with { Name = name, Goal = goal.Length == 0 ? null : goal, Capacity = Capacity is { } points ? decimal.Round(points, 2) / 1.00m : null };
    }
}
