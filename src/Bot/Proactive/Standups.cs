using System.Globalization;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Jobs;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Standups;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Proactive;

/// <summary>Asks each member of a project at the hour of its stand-up, on their own clock, on the days on which they work.</summary>
internal sealed class StandupPlanner(WeekStore week, Deliveries deliveries) : IPlanner
{
    /// <summary>For how long after its hour a stand-up is still asked for.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(4);

    /// <summary>Until when it is asked for late where the service was down at its hour.</summary>
    public static readonly TimeOnly LateUntil = new(18, 0);

    /// <summary>What stands behind the day in the payload of a stand-up that is asked for late.</summary>
    public const string Late = " late";

    /// <summary>The name of somebody's stand-up of a day.</summary>
    public static string Key(ProjectId project, UserId person, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"standup:{project}:{person}:{day:yyyy-MM-dd}");

    /// <inheritdoc/>
    public async Task<int> PlanAsync(WorkspaceDirectory directory, PlanTime time, CancellationToken cancellationToken)
    {
        var asked = new List<Delivery>();
        var ends = new Dictionary<(ProjectId Project, DateOnly Day), DateTimeOffset>();
        foreach (var schedule in await week.SchedulesAsync(directory.Workspace.Id, cancellationToken))
        {
            foreach (var person in Members(directory, schedule.ProjectId))
            {
                var today = DateOnly.FromDateTime(WallClock.ToLocal(time.Now, TeamDays.Zone(person, directory)));
                if (Planned(schedule, person, TeamDays.LastWorkday(today, directory), TimeSpan.Zero, time, directory) is { } before) asked.Add(before);
                if (Planned(schedule, person, today, Window, time, directory) is not { } now) continue;
                asked.Add(now);
                if (now.DoneAt is null) ends[(schedule.ProjectId, today)] = Members(directory, schedule.ProjectId).Max(m => WallClock.ToUtc(today.ToDateTime(schedule.At), TeamDays.Zone(m, directory)));
            }
        }

        // Who has not answered by then is named, even where nobody has.
        asked.AddRange(ends.Select(e => SummaryDelivery.At(directory.Workspace.Id, e.Key.Project, e.Key.Day, SummaryDelivery.End, (e.Value > time.Now ? e.Value : time.Now) + SummaryDelivery.Patience)));

        return asked.Count == 0 ? 0 : await deliveries.AddAsync(asked, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> NextAsync(WorkspaceDirectory directory, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var moments =
            from schedule in await week.SchedulesAsync(directory.Workspace.Id, cancellationToken)
            from person in Members(directory, schedule.ProjectId)
            let zone = TeamDays.Zone(person, directory)
            let today = DateOnly.FromDateTime(WallClock.ToLocal(now, zone))
            from day in Enumerable.Range(0, 8).Select(today.AddDays)
            let moment = WallClock.ToUtc(day.ToDateTime(schedule.At), zone)
            where moment > now && IsHeld(schedule, day, directory)
            select (DateTimeOffset?)moment;
        return moments.Min();
    }

    /// <summary>The stand-up of a day, where it is to be asked for, or was missed; null where it is neither.</summary>
    private static Delivery? Planned(StandupSchedule schedule, DirectoryUser person, DateOnly day, TimeSpan window, PlanTime time, WorkspaceDirectory directory)
    {
        var zone = TeamDays.Zone(person, directory);
        var moment = WallClock.ToUtc(day.ToDateTime(schedule.At), zone);
        var timing = IsHeld(schedule, day, directory) ? time.Of(moment, window, zone, LateUntil) : Timing.No;
        if (timing is Timing.No) return null;
        var standup = new Delivery
        {
            WorkspaceId = directory.Workspace.Id,
            Key = Key(schedule.ProjectId, person.Id, day),
            Kind = "standup",
            UserId = person.Id,
            SubjectId = schedule.ProjectId.Value,
            Payload = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (timing is Timing.Late ? Late : ""),
            MeantAt = moment,
            DueAt = moment,
        };
        return timing is Timing.Missed ? standup.AsMissed(time.Now) : standup;
    }

    /// <summary>Whether somebody is asked in a stand-up on a day.</summary>
    public static bool IsAsked(StandupSchedule schedule, DirectoryUser person, DateOnly day, WorkspaceDirectory directory) =>
        IsHeld(schedule, day, directory) && Members(directory, schedule.ProjectId).Any(m => m.Id == person.Id);

    private static bool IsHeld(StandupSchedule schedule, DateOnly day, WorkspaceDirectory directory) =>
        day >= schedule.StartsOn && (schedule.PausedUntil is not { } until || day >= until) && TeamDays.IsWorkday(day, directory);

    private static IEnumerable<DirectoryUser> Members(WorkspaceDirectory directory, ProjectId project) =>
        directory.Project(project) is { Archived: false } found
            ? found.Members.Where(m => m.Role >= Role.Developer).Select(m => directory.User(m.User)).OfType<DirectoryUser>().Where(u => u.IsActive)
            : [];
}

/// <summary>Begins the stand-up in somebody's own chat.</summary>
internal sealed class StandupDelivery(ProactiveChat chat, DialogEngine engine, WeekStore week, Deliveries deliveries, WorkspaceDirectories directories, TimeProvider clock) : IDeliveryKind
{
    /// <inheritdoc/>
    public string Kind => "standup";

    /// <inheritdoc/>
    public async Task<Verdict> TellAsync(IReadOnlyList<Delivery> together, CancellationToken cancellationToken)
    {
        var delivery = together[0];
        var isLate = delivery.Payload.EndsWith(StandupPlanner.Late, StringComparison.Ordinal);
        var day = DateOnly.ParseExact(isLate ? delivery.Payload[..^StandupPlanner.Late.Length] : delivery.Payload, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (delivery.UserId is not { } user || await directories.GetAsync(delivery.WorkspaceId, cancellationToken) is not { } directory
            || directory.User(user) is not { IsActive: true } person || directory.Project(new ProjectId(delivery.SubjectId!.Value)) is not { } project)
        {
            return Verdict.Dropped;
        }

        var settings = await week.SettingsAsync(delivery.WorkspaceId, user, cancellationToken);
        var absences = await week.AbsencesAsync(delivery.WorkspaceId, day, cancellationToken);
        var said = await week.StandupsAsync(delivery.WorkspaceId, day, cancellationToken);
        if (!settings.Wants(NoticeKind.Standup) || absences.AwayOn(user, day) is not null || said.Any(s => s.UserId == user && s.ProjectId == project.Id))
        {
            return Verdict.Dropped;
        }

        var zone = TeamDays.Zone(person, directory);
        var here = WallClock.ToLocal(clock.GetUtcNow(), zone);
        if (settings.NotBefore(here) is var free && free > here)
        {
            return DateOnly.FromDateTime(free) == day ? Verdict.Later(WallClock.ToUtc(free, zone)) : Verdict.Dropped;
        }

        if (DateOnly.FromDateTime(here) != day)
        {
            // Yesterday's questions are nobody's today.
            return Verdict.Dropped;
        }

        var last = TeamDays.LastWorkday(day, directory);
        var wasMissed = !isLate && await deliveries.WasMissedAsync(delivery.WorkspaceId, StandupPlanner.Key(project.Id, user, last), cancellationToken)
            && (await week.AbsencesAsync(delivery.WorkspaceId, last, cancellationToken)).AwayOn(user, last) is null;
        await chat.TellAsync(
            delivery.WorkspaceId, user, settings.Channel, delivery.Key,
            async (turn, ct) =>
            {
                if (turn.State.Top is { } open)
                {
                    open.Interrupted = true;
                }

                var excuse = isLate ? $" {turn.Text("standup.late", ("time", Moments.Clock(TimeOnly.FromDateTime(WallClock.ToLocal(delivery.MeantAt, zone)), turn)))}"
                    : wasMissed ? $" {turn.Text("standup.missed", ("day", Moments.On(last, turn)))}" : "";
                turn.Say(turn.Text("standup.time", ("name", TaskWords.FirstName(person.FullName)), ("project", project.Name)) + excuse);
                await engine.BeginAsync(new DialogFrame { Intent = "daily_standup", Slots = { ["project"] = new ProjectSlot(project.Id.Value, project.Name) } }, turn, ct);
            },
            cancellationToken);
        return Verdict.Sent;
    }
}

/// <summary>Hears of what is said in stand-ups, and has the day's summary told.</summary>
internal sealed class StandupListener(Deliveries deliveries, DueBell bell) : IEventHandler
{
    /// <inheritdoc/>
    public string Name => "standups";

    /// <inheritdoc/>
    public bool Wants(string eventType) => eventType == "standup.written";

    /// <inheritdoc/>
    public async Task HandleAsync(DomainEvent domainEvent, CancellationToken cancellationToken)
    {
        var standup = (StandupView)domainEvent.Subject;
        // What several say within a minute is written in one go.
        var minute = domainEvent.At.ToUnixTimeSeconds() / 60;
        var due = DateTimeOffset.FromUnixTimeSeconds((minute + 1) * 60);
        await deliveries.AddAsync([SummaryDelivery.At(domainEvent.Workspace, standup.Project.Id, standup.Day, minute.ToString(CultureInfo.InvariantCulture), due)], cancellationToken);
        bell.Due(due);
    }
}
