namespace PmBot.ProjectCore.Sprints;

/// <summary>There is no such sprint, or the actor may not know of it.</summary>
public sealed record SprintNotFound() : Error("sprint_not_found");

/// <summary>The last day would come before the first.</summary>
public sealed record SprintEndsBeforeStart(DateOnly Start, DateOnly End) : Error("sprint_ends_before_start");

/// <param name="MaxDays">The first and the last day counted.</param>
public sealed record SprintTooLong(int MaxDays) : Error("sprint_too_long");

/// <summary>Its days are also days of the one that runs.</summary>
/// <param name="Name">The one that runs.</param>
/// <param name="End">Its last day.</param>
public sealed record SprintOverlaps(string Name, DateOnly End) : Error("sprint_overlaps");

/// <summary>A project has one running sprint at most.</summary>
/// <param name="Name">The one that runs.</param>
public sealed record SprintAlreadyRuns(string Name) : Error("sprint_already_runs");

/// <summary>What is asked for needs a sprint that runs.</summary>
public sealed record SprintNotRunning(string Name) : Error("sprint_not_running");

/// <summary>It is closed: nothing is planned into it and it does not start again.</summary>
public sealed record SprintIsClosed(string Name) : Error("sprint_is_closed");

/// <summary>Only what was closed can be opened again.</summary>
public sealed record SprintNotClosed(string Name) : Error("sprint_not_closed");

/// <summary>Another one was closed after it: only the last one is opened again.</summary>
/// <param name="Name">The one that was asked for.</param>
/// <param name="Last">The one that was closed last.</param>
public sealed record SprintNotLast(string Name, string Last) : Error("sprint_not_last");

/// <summary>Its last day is past, so it cannot start.</summary>
public sealed record SprintIsOver(string Name, DateOnly End) : Error("sprint_is_over");

/// <summary>Points of a capacity are above zero and within reason.</summary>
public sealed record CapacityInvalid(decimal Max) : Error("capacity_invalid");

/// <summary>A task belongs to another project than the sprint.</summary>
public sealed record TaskOfAnotherProject(int Number, string Title, string Project) : Error("task_of_another_project");
