using PmBot.ProjectCore.Tasks;

namespace PmBot.ProjectCore.Sprints;

/// <summary>One line of a sprint's history: from this moment on a task counts in it like this. Never changed.</summary>
/// <remarks>
/// Written by <see cref="SprintJournal"/> whenever a task's sprint, estimate, state or existence changes, be it by an operation, an undo or
/// a workspace file; so what a sprint looked like at any moment can be told from these lines alone.
/// </remarks>
public sealed class SprintEntry
{
    public SprintId SprintId { get; init; }
    public TaskId TaskId { get; init; }

    /// <summary>The task's version after the change: the order of the lines of one task. 0 for what was there before its history was kept.</summary>
    public long TaskVersion { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The task's estimate, or null.</summary>
    public decimal? Points { get; init; }
    public SprintEntryState State { get; init; }
}

/// <summary>How a task counts in a sprint.</summary>
public enum SprintEntryState
{
    /// <summary>Still to be done.</summary>
    Open,
    Done,
    /// <summary>Not in the sprint any more: taken out, cancelled or deleted.</summary>
    Out,
    /// <summary>Moved elsewhere by the closing of the sprint, in which it was until the end.</summary>
    Left,
}
