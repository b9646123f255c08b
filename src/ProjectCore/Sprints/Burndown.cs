using System.Text.Json.Serialization;
using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Sprints;

/// <summary>Work: its points and its tasks. Cancelled and deleted tasks are none.</summary>
/// <param name="Points">Sum of the estimates; tasks without one add nothing.</param>
/// <param name="Tasks">All of them.</param>
/// <param name="Unestimated">Those among them without an estimate.</param>
public readonly record struct SprintAmount(decimal Points, int Tasks, int Unestimated)
{
    /// <summary>In points or tasks.</summary>
    public decimal In(SprintUnit unit) => unit == SprintUnit.Points ? Points : Tasks;

    internal SprintAmount Plus(decimal? points) => new(Points + (points ?? 0), Tasks + 1, Unestimated + (points is null ? 1 : 0));
}

/// <summary>What a sprint is measured in.</summary>
[JsonConverter(typeof(WireNameConverter<SprintUnit>))]
public enum SprintUnit
{
    /// <summary>Estimates; where at least one task has one.</summary>
    Points,
    Tasks,
}

/// <summary>How the work of a sprint went down, day by day, as it really was at each day's end.</summary>
/// <param name="Unit">What to draw; the amounts tell both.</param>
/// <param name="Committed">What was in it when it was started, or at the end of its first day where nobody started it.</param>
/// <param name="Scope">What is in it now, done or not; of a closed sprint, when it was closed.</param>
/// <param name="Done">What of that is done.</param>
/// <param name="Added">What came after the start and is still in.</param>
/// <param name="Removed">What was in at the start and has left.</param>
/// <param name="Days">From the first day to the last, in order; longer where it runs on beyond its last day.</param>
public sealed record Burndown(
    SprintView Sprint, SprintUnit Unit, SprintAmount Committed, SprintAmount Scope, SprintAmount Done, SprintAmount Added, SprintAmount Removed,
    IReadOnlyList<BurndownDay> Days)
{
    /// <summary>What is still to be done.</summary>
    public SprintAmount Remaining => new(Scope.Points - Done.Points, Scope.Tasks - Done.Tasks, Scope.Unestimated - Done.Unestimated);
}

/// <summary>One day of a <see cref="Burndown"/>.</summary>
/// <param name="Working">Neither weekend nor holiday.</param>
/// <param name="Ideal">What would remain at its end at an even pace over the working days, in the burndown's unit, from what was committed down to 0.</param>
/// <param name="Remaining">What remained at its end, today so far; null for days to come and after the closing.</param>
/// <param name="Scope">What was in the sprint at its end, done or not; null likewise.</param>
public sealed record BurndownDay(DateOnly Day, bool Working, decimal Ideal, SprintAmount? Remaining, SprintAmount? Scope);

/// <summary>What a project's earlier sprints got done.</summary>
/// <param name="Sprints">Oldest first: closed ones, and those whose days are past without anybody closing them.</param>
public sealed record Velocity(ProjectRef Project, IReadOnlyList<SprintVelocity> Sprints)
{
    /// <summary>Points a sprint on average, or null where no sprint has any estimated work done. Tasks without estimate are not in it.</summary>
    public decimal? Points => Sprints.Any(s => s.Done.Points > 0) ? decimal.Round(Sprints.Average(s => s.Done.Points), 1) : null;

    /// <summary>Tasks a sprint on average, those without estimate too, or null where there is no sprint.</summary>
    public decimal? Tasks => Sprints.Count > 0 ? decimal.Round((decimal)Sprints.Average(s => s.Done.Tasks), 1) : null;

    /// <summary>Done tasks in all of them that had no estimate.</summary>
    public int Unestimated => Sprints.Sum(s => s.Done.Unestimated);
}

/// <summary>One sprint of a <see cref="Velocity"/>.</summary>
/// <param name="Committed">As in <see cref="Burndown"/>.</param>
/// <param name="Done">What was done when it was closed, or at the end of its last day.</param>
public sealed record SprintVelocity(SprintView Sprint, SprintAmount Committed, SprintAmount Done);
