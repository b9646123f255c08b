using PmBot.ProjectCore.Absences;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Proactive;

/// <summary>Who works on which day.</summary>
internal static class TeamDays
{
    /// <summary>Monday to Friday, without the workspace's holidays.</summary>
    public static bool IsWorkday(DateOnly day, WorkspaceDirectory directory) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !directory.Workspace.Holidays.Contains(day);

    /// <summary>The last work day before a day.</summary>
    public static DateOnly LastWorkday(DateOnly day, WorkspaceDirectory directory)
    {
        var before = day.AddDays(-1);
        while (!IsWorkday(before, directory) && day.DayNumber - before.DayNumber < 30)
        {
            before = before.AddDays(-1);
        }

        return before;
    }

    /// <summary>Somebody's clock.</summary>
    public static TimeZoneInfo Zone(DirectoryUser person, WorkspaceDirectory directory) => WallClock.Zone(person.Timezone ?? directory.Workspace.Timezone);

    /// <summary>The absence that covers a day, or null.</summary>
    public static AbsenceView? AwayOn(this IReadOnlyList<AbsenceView> absences, UserId user, DateOnly day) =>
        absences.FirstOrDefault(a => a.Person.Id == user && a.From <= day && day <= a.To);
}
