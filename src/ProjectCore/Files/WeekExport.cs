using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Files;

/// <summary>Reminders, stand-ups, absences and settings in a workspace file: to be read; they belong to accounts and moments, so an import leaves them out.</summary>
internal static class WeekExport
{
    /// <summary>The sections that an import leaves out.</summary>
    public static readonly string[] Sections = ["reminders", "standups", "standup_schedules", "absences", "notices", "project_channels"];

    public static async Task<IReadOnlyList<(string Section, IReadOnlyList<DocMap> Rows)>> ReadAsync(
        PmBotDbContext db, WorkspaceDirectory directory, Dictionary<TaskId, int> numbers, CancellationToken cancellationToken)
    {
        var id = directory.Workspace.Id;
        var reminders = await db.Reminders.AsNoTracking().Where(r => r.WorkspaceId == id && (r.NextAt != null || r.TriggerId != null)).OrderBy(r => r.CreatedAt).ThenBy(r => r.Id)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        var standups = await db.Standups.AsNoTracking().Where(s => s.WorkspaceId == id).OrderBy(s => s.Day).ThenBy(s => s.CreatedAt).ThenBy(s => s.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        var schedules = await db.StandupSchedules.AsNoTracking().Where(s => s.WorkspaceId == id).OrderBy(s => s.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        var absences = await db.Absences.AsNoTracking().Where(a => a.WorkspaceId == id).OrderBy(a => a.FromDay).ThenBy(a => a.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        var notices = await db.NoticeSettings.AsNoTracking().Where(s => s.WorkspaceId == id).OrderBy(s => s.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        var channels = await db.ProjectChannels.AsNoTracking().Where(c => c.WorkspaceId == id).OrderBy(c => c.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        var tasks = reminders.Count == 0
            ? []
            : await db.Tasks.AsNoTracking().Where(t => t.WorkspaceId == id).Select(t => new { t.Id, t.ProjectId }).ToDictionaryAsync(t => t.Id, t => t.ProjectId, cancellationToken).ConfigureAwait(false);
        return
        [
            ("reminders", [.. reminders.Select(r => Map(
                ("id", r.Id.ToString()), ("user", Name(r.RecipientId)), ("by", Name(r.OwnerId)), ("channel", r.ConversationKey), ("text", r.Text),
                ("when", r.NextAt is { } next ? Local(next, r.Zone) : null), ("recurrence", r.Recurrence),
                ("task", Number(r.TaskId)), ("on_done", Number(r.TriggerId)),
                ("project", r.TaskId is { } task && tasks.TryGetValue(task, out var project) ? directory.Project(project)?.Name : null)))]),
            ("standups", [.. standups.Where(s => directory.Project(s.ProjectId) is not null).Select(s => Map(
                ("user", Name(s.UserId)), ("date", Day(s.Day)), ("project", directory.Project(s.ProjectId)!.Name), ("yesterday", s.Yesterday), ("today", s.Today),
                ("blockers", s.Blockers), ("skipped", s.IsSkipped ? "true" : null)))]),
            ("standup_schedules", [.. schedules.Where(s => directory.Project(s.ProjectId) is not null).Select(s => Map(
                ("project", directory.Project(s.ProjectId)!.Name), ("at", s.AtTime), ("paused_until", s.PausedUntil is { } until ? Day(until) : null)))]),
            ("absences", [.. absences.Select(a => Map(("user", Name(a.UserId)), ("from", Day(a.FromDay)), ("to", Day(a.ToDay))))]),
            ("notices", [.. notices.Where(s => NoticeSettingsJson.Write(NoticeSettings.Default) != s.Settings).Select(s => Map(("user", Name(s.UserId)), ("settings", s.Settings)))]),
            ("project_channels", [.. channels.Where(c => directory.Project(c.ProjectId) is not null).Select(c => Map(("project", directory.Project(c.ProjectId)!.Name), ("channel", c.ConversationKey)))]),
        ];

        string? Name(UserId? user) => user is { } known ? directory.User(known)?.Username : null;

        string? Number(TaskId? task) => task is { } known && numbers.TryGetValue(known, out var number) ? number.ToString(CultureInfo.InvariantCulture) : null;
    }

    private static DocMap Map(params ReadOnlySpan<(string Key, string? Value)> fields)
    {
        var entries = new List<DocEntry>();
        foreach (var (key, value) in fields)
        {
            if (value is not null) entries.Add(new DocEntry(key, 0, new DocScalar(0, value)));
        }

        return new DocMap(0, entries);
    }

    private static string Local(DateTimeOffset moment, string zone) =>
        WallClock.ToLocal(moment, WallClock.Zone(zone)).ToString(Reminder.LocalFormat, CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
