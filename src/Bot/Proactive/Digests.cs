using System.Globalization;
using PmBot.Bot.Dialogs;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Proactive;

/// <summary>The morning message of each person: what is due, what is overdue; the whole day for those who want it.</summary>
internal sealed class DigestPlanner(WeekStore week, Deliveries deliveries) : IPlanner
{
    /// <summary>When it comes to those who have not said.</summary>
    public static readonly TimeOnly Usual = new(9, 0);

    /// <summary>Until when it comes late where the service was down at its moment.</summary>
    public static readonly TimeOnly LateUntil = new(20, 0);

    /// <summary>What a digest says in its payload where it comes late.</summary>
    public const string Late = "late";

    private static readonly TimeSpan Window = TimeSpan.FromHours(4);

    /// <summary>The name of somebody's digest of a day.</summary>
    public static string Key(UserId person, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"digest:{person}:{day:yyyy-MM-dd}");

    /// <inheritdoc/>
    public async Task<int> PlanAsync(WorkspaceDirectory directory, PlanTime time, CancellationToken cancellationToken)
    {
        var planned = new List<Delivery>();
        var settings = await week.SettingsAsync(directory.Workspace.Id, cancellationToken);
        foreach (var person in directory.Users.Where(u => u.IsActive))
        {
            var own = settings.GetValueOrDefault(person.Id, NoticeSettings.Default);
            if (!IsWanted(own)) continue;
            var zone = TeamDays.Zone(person, directory);
            var today = DateOnly.FromDateTime(WallClock.ToLocal(time.Now, zone));
            foreach (var day in (DateOnly[])[TeamDays.LastWorkday(today, directory), today])
            {
                var moment = WallClock.ToUtc(day.ToDateTime(own.DigestAt ?? Usual), zone);
                var timing = TeamDays.IsWorkday(day, directory) ? time.Of(moment, day == today ? Window : TimeSpan.Zero, zone, LateUntil) : Timing.No;
                if (timing is Timing.No) continue;
                var digest = new Delivery
                {
                    WorkspaceId = directory.Workspace.Id,
                    Key = Key(person.Id, day),
                    Kind = "digest",
                    UserId = person.Id,
                    Payload = timing is Timing.Late ? Late : "",
                    MeantAt = moment,
                    DueAt = moment,
                };
                planned.Add(timing is Timing.Missed ? digest.AsMissed(time.Now) : digest);
            }
        }

        return planned.Count == 0 ? 0 : await deliveries.AddAsync(planned, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> NextAsync(WorkspaceDirectory directory, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var settings = await week.SettingsAsync(directory.Workspace.Id, cancellationToken);
        var moments =
            from person in directory.Users
            where person.IsActive
            let own = settings.GetValueOrDefault(person.Id, NoticeSettings.Default)
            where IsWanted(own)
            let zone = TeamDays.Zone(person, directory)
            let today = DateOnly.FromDateTime(WallClock.ToLocal(now, zone))
            from day in Enumerable.Range(0, 8).Select(today.AddDays)
            let moment = WallClock.ToUtc(day.ToDateTime(own.DigestAt ?? Usual), zone)
            where moment > now && TeamDays.IsWorkday(day, directory)
            select (DateTimeOffset?)moment;
        return moments.Min();
    }

    private static bool IsWanted(NoticeSettings settings) => settings.DigestAt is not null || settings.Wants(NoticeKind.DueSoon) || settings.Wants(NoticeKind.Overdue);
}

/// <summary>Tells somebody their day; nothing where there is nothing to tell.</summary>
internal sealed class DigestDelivery(ProactiveChat chat, WeekStore week, Deliveries deliveries, NoticeDelivery notices, WorkspaceDirectories directories) : IDeliveryKind
{
    private const int Most = 8;

    /// <inheritdoc/>
    public string Kind => "digest";

    /// <inheritdoc/>
    public async Task<Verdict> TellAsync(IReadOnlyList<Delivery> together, CancellationToken cancellationToken)
    {
        var delivery = together[0];
        if (delivery.UserId is not { } user || await directories.GetAsync(delivery.WorkspaceId, cancellationToken) is not { } directory || directory.User(user) is not { IsActive: true } person)
        {
            return Verdict.Dropped;
        }

        var settings = await week.SettingsAsync(delivery.WorkspaceId, user, cancellationToken);
        if (settings.Silent)
        {
            return Verdict.Dropped;
        }

        if (await notices.HeldBackAsync(delivery.WorkspaceId, person, directory, settings, cancellationToken) is { } until)
        {
            // Tomorrow there is another; this one only waits for quiet hours that end today.
            return until - delivery.MeantAt < TimeSpan.FromHours(8) ? Verdict.Later(until) : Verdict.Dropped;
        }

        if (!await chat.IsKnownAsync(delivery.WorkspaceId, user, cancellationToken))
        {
            return Verdict.Dropped;
        }

        var said = false;
        await chat.TellAsync(
            delivery.WorkspaceId, user, settings.Channel, delivery.Key, async (turn, ct) => said = await SayAsync(settings, delivery.Payload == DigestPlanner.Late, turn, ct), cancellationToken);
        return said ? Verdict.Sent : Verdict.Dropped;
    }

    /// <summary>What is to be said of a service that was down: that this one comes late, or that the last one never came.</summary>
    private async Task<string?> ExcuseAsync(bool isLate, Turn turn, CancellationToken cancellationToken)
    {
        if (isLate) return turn.Text("digest.late");
        var last = TeamDays.LastWorkday(turn.Today, turn.Directory);
        return await deliveries.WasMissedAsync(turn.Actor.Workspace, DigestPlanner.Key(turn.Actor.User, last), cancellationToken)
            ? turn.Text("digest.missed", ("day", Moments.On(last, turn)))
            : null;
    }

    private async Task<bool> SayAsync(NoticeSettings settings, bool isLate, Turn turn, CancellationToken cancellationToken)
    {
        var mine = new TaskFilter { Assignee = turn.Actor.User, OpenOnly = true, LocalNow = turn.Now };
        var next = turn.Today.AddDays(1);
        while (!TeamDays.IsWorkday(next, turn.Directory) && next.DayNumber - turn.Today.DayNumber < 10)
        {
            next = next.AddDays(1);
        }

        var overdue = settings.Wants(NoticeKind.Overdue) || settings.DigestAt is not null
            ? await turn.Services.Tasks.ListAsync(turn.Actor, mine with { Overdue = true }, new Page(0, Most), cancellationToken) : new TaskPage([], 0);
        var soon = settings.Wants(NoticeKind.DueSoon) || settings.DigestAt is not null
            ? await turn.Services.Tasks.ListAsync(turn.Actor, mine with { DueFrom = turn.Today, DueTo = next }, new Page(0, Most), cancellationToken) : new TaskPage([], 0);
        var going = settings.DigestAt is not null
            ? await turn.Services.Tasks.ListAsync(turn.Actor, mine with { Statuses = [TaskState.InProgress, TaskState.InReview] }, new Page(0, Most), cancellationToken) : new TaskPage([], 0);
        var told = new HashSet<int>();
        var parts = new List<string>();
        Add("digest.overdue", overdue);
        Add("digest.soon", soon);
        Add("digest.going", going);
        if (parts.Count == 0)
        {
            if (settings.DigestAt is null)
            {
                return false;
            }

            parts.Add(turn.Text("digest.free"));
        }

        if (await ExcuseAsync(isLate, turn, cancellationToken) is { } excuse) parts.Insert(0, excuse);
        turn.Say($"{turn.Text(isLate ? "digest.hello_late" : "digest.hello", ("name", TaskWords.FirstName(turn.Person.FullName)))}\n{string.Join('\n', parts)}", Offers.List(turn));
        turn.State.Focus.Show(overdue.Tasks.Concat(soon.Tasks).Concat(going.Tasks).DistinctBy(t => t.Number).Select(TaskWords.Reference));
        return true;

        // What was named above is neither named nor counted again.
        void Add(string key, TaskPage page)
        {
            var tasks = page.Tasks.Where(t => told.Add(t.Number)).ToList();
            if (tasks.Count > 0)
            {
                parts.Add($"{turn.Text(key, ("count", page.Total - page.Tasks.Count + tasks.Count))}\n{string.Join('\n', tasks.Select(t => "• " + TaskWords.Line(t, turn)))}");
            }
        }
    }
}
