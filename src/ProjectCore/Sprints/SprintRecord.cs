using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Sprints;

/// <summary>A sprint and its history, to be measured.</summary>
/// <param name="now">A closed sprint is measured as it was when it was closed instead.</param>
internal sealed class SprintRecord(SprintView view, DirectorySprint sprint, SprintHistory history, SprintDays days, DateTimeOffset now)
{
    /// <summary>The moment up to which it counts, itself excluded.</summary>
    private DateTimeOffset Until => (sprint.ClosedAt ?? now).AddTicks(1);

    /// <summary>The moment at which it was committed to, itself excluded.</summary>
    private DateTimeOffset Start => Earlier(sprint.StartedAt is { } started ? started.AddTicks(1) : days.EndOf(sprint.Start), Until);

    public Burndown Burndown()
    {
        var (committed, final) = (history.Before(Start), history.Before(Until));
        var unit = committed.Values.Concat(final.Values).Any(l => l.Points is not null) || final.Count == 0 ? SprintUnit.Points : SprintUnit.Tasks;
        var start = SprintHistory.Amount(committed.Values);
        return new Burndown(
            view, unit, start, SprintHistory.Amount(final.Values), SprintHistory.Amount(final, SprintEntryState.Done),
            SprintHistory.Amount(final.Values.Where(l => !committed.ContainsKey(l.TaskId))), SprintHistory.Amount(committed.Values.Where(l => !final.ContainsKey(l.TaskId))),
            Days(start.In(unit)));
    }

    /// <summary>What it got done: as it was closed, or at the end of its last day where nobody did.</summary>
    public SprintVelocity Velocity() => new(
        view, SprintHistory.Amount(history.Before(Start).Values), SprintHistory.Amount(history.Before(Earlier(sprint.ClosedAt is null ? days.EndOf(sprint.End) : Until, Until)), SprintEntryState.Done));

    private BurndownDay[] Days(decimal committed)
    {
        var today = days.DayOf(now);
        var lastCounted = sprint.ClosedAt is { } closed ? days.DayOf(closed) : today;
        var last = sprint.Status != SprintState.Planned && lastCounted > sprint.End ? lastCounted : sprint.End;
        var working = days.Working(sprint.Start, sprint.End);
        return [.. SprintDays.Between(sprint.Start, last).Select(Day)];

        BurndownDay Day(DateOnly day)
        {
            var gone = days.Working(sprint.Start, day < sprint.End ? day : sprint.End);
            // A sprint of nothing but weekend goes down on its last day.
            var ideal = working == 0 ? (day < sprint.End ? committed : 0) : decimal.Round(committed * (working - gone) / working, 2);
            if (day > lastCounted) return new BurndownDay(day, days.IsWorking(day), ideal, null, null);
            var there = history.Before(Earlier(days.EndOf(day), Until));
            return new BurndownDay(day, days.IsWorking(day), ideal, SprintHistory.Amount(there, SprintEntryState.Open), SprintHistory.Amount(there.Values));
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
