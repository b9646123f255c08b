using System.Globalization;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Sprints;

/// <summary>Days as the workspace lives them: its time zone, its weekends and holidays.</summary>
internal sealed class SprintDays(string timezone, IReadOnlyList<DateOnly> holidays)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.TryFindSystemTimeZoneById(timezone, out var found) ? found : TimeZoneInfo.Utc;

    public SprintDays(DirectoryWorkspace workspace)
        : this(workspace.Timezone, workspace.Holidays)
    {
    }

    /// <summary>The day that it is there.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    /// <summary>The first moment of a day.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        // Where clocks are put forward at midnight the day begins an hour later.
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(30);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The first moment that is no more of a day.</summary>
    public DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1));

    /// <summary>Monday to Friday, and no holiday.</summary>
    public bool IsWorking(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day);

    /// <summary>How many working days there are from the first to the last, both counted; 0 where the last comes before the first.</summary>
    public int Working(DateOnly first, DateOnly last) => Between(first, last).Count(IsWorking);

    /// <summary>All days from the first to the last, both counted.</summary>
    public static IEnumerable<DateOnly> Between(DateOnly first, DateOnly last) =>
        Enumerable.Range(0, Math.Max(last.DayNumber - first.DayNumber + 1, 0)).Select(first.AddDays);

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
