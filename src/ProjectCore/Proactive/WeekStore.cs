using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Absences;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Standups;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Proactive;

/// <summary>What the jobs and the skills of a team's week read: reminders, stand-ups, absences, and what people want to be told.</summary>
public sealed class WeekStore
{
    private const int Batch = 100;

    private readonly Database database;
    private readonly WorkspaceDirectories directories;
    private readonly TimeProvider clock;

    internal WeekStore(Database database, WorkspaceDirectories directories, TimeProvider clock) => (this.database, this.directories, this.clock) = (database, directories, clock);

    /// <summary>Every workspace.</summary>
    public Task<IReadOnlyList<WorkspaceId>> WorkspacesAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<WorkspaceId>>(
        async lane => await lane.Context.Workspaces.AsNoTracking().Select(w => w.Id).ToListAsync(cancellationToken).ConfigureAwait(false), cancellationToken);

    /// <summary>Until when what the clock asks for was planned; null where it never was.</summary>
    public Task<DateTimeOffset?> PlannedAtAsync(WorkspaceId workspace, CancellationToken cancellationToken) => database.ReadAsync(
        lane => lane.Context.Set<PlannedRow>().AsNoTracking().Where(p => p.WorkspaceId == workspace).Select(p => (DateTimeOffset?)p.At).FirstOrDefaultAsync(cancellationToken), cancellationToken);

    /// <summary>All that the clock asks for until a moment was planned; a later moment stays.</summary>
    public Task KeepPlannedAsync(WorkspaceId workspace, DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync(
        async lane => new Written<int>(
            await lane.ExecuteAsync(
                "INSERT INTO planned (workspace_id, at) VALUES (@p0, @p1) ON CONFLICT (workspace_id) DO UPDATE SET at = excluded.at WHERE planned.at < excluded.at", cancellationToken, workspace.Value, lane.Moment(at)).ConfigureAwait(false),
            Commit: true),
        repeatable: true,
        cancellationToken);

    /// <summary>The reminders that somebody gets or asked for and that are still to come, the next first.</summary>
    public Task<IReadOnlyList<ReminderView>> RemindersOfAsync(Actor actor, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<ReminderView>>(
        async lane =>
        {
            var (workspace, user) = (actor.Workspace, actor.User);
            var found = await lane.Context.Reminders.AsNoTracking()
                .Where(r => r.WorkspaceId == workspace && (r.OwnerId == user || r.RecipientId == user) && (r.NextAt != null || r.TriggerId != null))
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            return [.. (await ViewAsync(lane, workspace, found, cancellationToken).ConfigureAwait(false)).OrderBy(r => r.NextAt ?? DateTimeOffset.MaxValue).ThenBy(r => r.CreatedAt)];
        },
        cancellationToken);

    /// <summary>One reminder, even one that was told already; null when it is deleted or of another workspace.</summary>
    public Task<ReminderView?> ReminderAsync(WorkspaceId workspace, ReminderId id, CancellationToken cancellationToken) => database.ReadAsync(
        async lane =>
        {
            var found = await lane.Context.Reminders.AsNoTracking().FirstOrDefaultAsync(r => r.WorkspaceId == workspace && r.Id == id, cancellationToken).ConfigureAwait(false);
            return found is null ? null : (await ViewAsync(lane, workspace, [found], cancellationToken).ConfigureAwait(false))[0];
        },
        cancellationToken);

    /// <summary>Turns the reminders whose moment has come into deliveries, and moves those that repeat on to their next moment, in one transaction.</summary>
    /// <remarks>What was missed several times is told once.</remarks>
    /// <returns>How many there were; a full batch means that there may be more.</returns>
    public Task<int> RingAsync(CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            var now = clock.GetUtcNow();
            var due = database.IsPostgres
                ? lane.Context.Reminders.FromSqlRaw("SELECT * FROM reminders WHERE deleted_at IS NULL AND next_at <= {0} ORDER BY next_at, id LIMIT {1} FOR UPDATE SKIP LOCKED", now, Batch).IgnoreQueryFilters()
                : lane.Context.Reminders.Where(r => r.NextAt != null && r.NextAt <= now).OrderBy(r => r.NextAt).ThenBy(r => r.Id).Take(Batch);
            var reminders = await due.AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
            foreach (var reminder in reminders)
            {
                var workspace = await directories.CurrentAsync(lane, reminder.WorkspaceId, cancellationToken).ConfigureAwait(false);
                var next = Recurrence.Parse(reminder.Recurrence) is { } recurrence && Reminder.ReadLocal(reminder.LocalAt) is { } first
                    ? recurrence.NextAfter(now, first, WallClock.Zone(reminder.Zone), workspace?.Workspace.Holidays ?? [])
                    : (DateTimeOffset?)null;
                await lane.Context.Reminders.Where(r => r.Id == reminder.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.NextAt, next), cancellationToken).ConfigureAwait(false);
            }

            await Deliveries.AddAsync(lane, [.. reminders.Select(r => Ring(r, r.NextAt!.Value))], cancellationToken).ConfigureAwait(false);
            return new Written<int>(reminders.Count, Commit: true);
        },
        repeatable: true,
        cancellationToken);

    /// <summary>Rings the reminders that waited for a task to be finished; the label is the task in a few words.</summary>
    public Task<int> RingForAsync(WorkspaceId workspace, TaskId task, string label, DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            var waiting = await lane.Context.Reminders.AsNoTracking().Where(r => r.WorkspaceId == workspace && r.TriggerId == task).ToListAsync(cancellationToken).ConfigureAwait(false);
            // Once is enough: a task that is reopened and finished again rings no second time.
            var ids = waiting.Select(r => r.Id).ToArray();
            await lane.Context.Reminders.Where(r => ids.Contains(r.Id)).ExecuteUpdateAsync(s => s.SetProperty(r => r.TriggerId, (TaskId?)null), cancellationToken).ConfigureAwait(false);
            Delivery[] rung = [.. waiting.Select(r => Ring(r, at, label))];
            return new Written<int>(await Deliveries.AddAsync(lane, rung, cancellationToken).ConfigureAwait(false), Commit: true);
        },
        repeatable: true,
        cancellationToken);

    /// <summary>Absences that are not over on a day.</summary>
    public Task<IReadOnlyList<AbsenceView>> AbsencesAsync(WorkspaceId workspace, DateOnly from, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<AbsenceView>>(
        async lane =>
        {
            var found = await lane.Context.Absences.AsNoTracking().Where(a => a.WorkspaceId == workspace && a.ToDay >= from).OrderBy(a => a.FromDay).ThenBy(a => a.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
            if (found.Count == 0) return [];
            var directory = await directories.CurrentAsync(lane, workspace, cancellationToken).ConfigureAwait(false);
            return [.. found.Where(a => directory?.User(a.UserId) is not null).Select(a => AbsenceScope.View(a, directory!.User(a.UserId)!.Ref))];
        },
        cancellationToken);

    /// <summary>What somebody wants to be told.</summary>
    public async Task<NoticeSettings> SettingsAsync(WorkspaceId workspace, UserId user, CancellationToken cancellationToken) =>
        (await SettingsAsync(workspace, cancellationToken).ConfigureAwait(false)).GetValueOrDefault(user, NoticeSettings.Default);

    /// <summary>What those want to be told who have said so.</summary>
    public Task<IReadOnlyDictionary<UserId, NoticeSettings>> SettingsAsync(WorkspaceId workspace, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyDictionary<UserId, NoticeSettings>>(
        async lane => await lane.Context.NoticeSettings.AsNoTracking().Where(s => s.WorkspaceId == workspace)
            .ToDictionaryAsync(s => s.UserId, s => NoticeSettingsJson.Read(s.Settings), cancellationToken).ConfigureAwait(false),
        cancellationToken);

    /// <summary>The stand-ups that a workspace holds.</summary>
    public Task<IReadOnlyList<StandupSchedule>> SchedulesAsync(WorkspaceId workspace, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<StandupSchedule>>(
        async lane => await lane.Context.StandupSchedules.AsNoTracking().Where(s => s.WorkspaceId == workspace).ToListAsync(cancellationToken).ConfigureAwait(false),
        cancellationToken);

    /// <summary>What was said in the stand-ups of a day, in the order in which it was said.</summary>
    public Task<IReadOnlyList<Standup>> StandupsAsync(WorkspaceId workspace, DateOnly day, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Standup>>(
        async lane => await lane.Context.Standups.AsNoTracking().Where(s => s.WorkspaceId == workspace && s.Day == day)
            .OrderBy(s => s.CreatedAt).ThenBy(s => s.Id).ToListAsync(cancellationToken).ConfigureAwait(false),
        cancellationToken);

    /// <summary>The <see cref="ConversationRef.Key"/> of a project's channel, or null where it has none.</summary>
    public Task<string?> ChannelOfAsync(ProjectId project, CancellationToken cancellationToken) => database.ReadAsync(
        lane => lane.Context.ProjectChannels.AsNoTracking().Where(c => c.ProjectId == project).Select(c => (string?)c.ConversationKey).FirstOrDefaultAsync(cancellationToken),
        cancellationToken);

    /// <summary>The tasks of a project that somebody last changed since a moment, the numbers rising.</summary>
    public Task<IReadOnlyList<TaskId>> MovedByAsync(ProjectId project, UserId user, DateTimeOffset since, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<TaskId>>(
        async lane => await lane.Context.Tasks.AsNoTracking().Where(t => t.ProjectId == project && t.UpdatedBy == user && t.UpdatedAt >= since)
            .OrderBy(t => t.Number).Select(t => t.Id).Take(20).ToListAsync(cancellationToken).ConfigureAwait(false),
        cancellationToken);

    private static Delivery Ring(Reminder reminder, DateTimeOffset at, string? label = null) => new()
    {
        WorkspaceId = reminder.WorkspaceId,
        Key = $"reminder:{reminder.Id}:{(label is null ? at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) : "done")}",
        Kind = "reminder",
        UserId = reminder.RecipientId,
        ConversationKey = reminder.ConversationKey,
        SubjectId = reminder.Id.Value,
        Payload = label ?? "",
        MeantAt = at,
        DueAt = at,
    };

    private async Task<IReadOnlyList<ReminderView>> ViewAsync(Lane lane, WorkspaceId workspace, IReadOnlyList<Reminder> reminders, CancellationToken cancellationToken)
    {
        var directory = await directories.CurrentAsync(lane, workspace, cancellationToken).ConfigureAwait(false);
        var ids = reminders.SelectMany(r => new[] { r.TaskId, r.TriggerId }).OfType<TaskId>().Distinct().ToArray();
        var tasks = ids.Length == 0
            ? []
            : await lane.Context.Tasks.IgnoreQueryFilters().AsNoTracking().Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => new TaskRef(t.Id, t.Number, t.Title), cancellationToken).ConfigureAwait(false);
        return [.. reminders.Select(r => ReminderView.Of(r, id => id is { } user ? directory?.User(user)?.Ref : null, id => tasks.GetValueOrDefault(id)))];
    }
}
