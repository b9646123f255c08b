using System.Globalization;
using PmBot.Bot.Cards;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Standups;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Proactive;

/// <summary>Asks each member of a project at the hour of its stand-up, on their own clock, on the days on which they work.</summary>
internal sealed class StandupPlanner(WeekStore week, Deliveries deliveries) : IPlanner
{
    /// <summary>For how long after its hour a stand-up is still asked for.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(4);

    /// <inheritdoc/>
    public async Task PlanAsync(WorkspaceDirectory directory, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var asked = new List<Delivery>();
        foreach (var schedule in await week.SchedulesAsync(directory.Workspace.Id, cancellationToken))
        {
            foreach (var person in Members(directory, schedule.ProjectId))
            {
                var zone = TeamDays.Zone(person, directory);
                var day = DateOnly.FromDateTime(WallClock.ToLocal(now, zone));
                var moment = WallClock.ToUtc(day.ToDateTime(schedule.At), zone);
                if (moment <= now && now - moment < Window && IsHeld(schedule, day, directory))
                {
                    asked.Add(new Delivery
                    {
                        WorkspaceId = directory.Workspace.Id,
                        Key = string.Create(CultureInfo.InvariantCulture, $"standup:{schedule.ProjectId}:{person.Id}:{day:yyyy-MM-dd}"),
                        Kind = "standup",
                        UserId = person.Id,
                        SubjectId = schedule.ProjectId.Value,
                        Payload = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        MeantAt = moment,
                        DueAt = moment,
                    });
                }
            }
        }

        if (asked.Count > 0)
        {
            await deliveries.AddAsync(asked, cancellationToken);
        }
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

    private static bool IsHeld(StandupSchedule schedule, DateOnly day, WorkspaceDirectory directory) =>
        day >= schedule.StartsOn && (schedule.PausedUntil is not { } until || day >= until) && TeamDays.IsWorkday(day, directory);

    private static IEnumerable<DirectoryUser> Members(WorkspaceDirectory directory, ProjectId project) =>
        directory.Project(project) is { Archived: false } found
            ? found.Members.Where(m => m.Role >= Role.Developer).Select(m => directory.User(m.User)).OfType<DirectoryUser>().Where(u => u.IsActive)
            : [];
}

/// <summary>Begins the stand-up in somebody's own chat.</summary>
internal sealed class StandupDelivery(ProactiveChat chat, DialogEngine engine, WeekStore week, WorkspaceDirectories directories, TimeProvider clock) : IDeliveryKind
{
    /// <inheritdoc/>
    public string Kind => "standup";

    /// <inheritdoc/>
    public async Task<Verdict> TellAsync(IReadOnlyList<Delivery> together, CancellationToken cancellationToken)
    {
        var delivery = together[0];
        var day = DateOnly.ParseExact(delivery.Payload, "yyyy-MM-dd", CultureInfo.InvariantCulture);
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

        await chat.TellAsync(
            delivery.WorkspaceId, user, settings.Channel, delivery.Key,
            async (turn, ct) =>
            {
                if (turn.State.Top is { } open)
                {
                    open.Interrupted = true;
                }

                turn.Say(turn.Text("standup.time", ("name", TaskWords.FirstName(person.FullName)), ("project", project.Name)));
                await engine.BeginAsync(new DialogFrame { Intent = "daily_standup", Slots = { ["project"] = new ProjectSlot(project.Id.Value, project.Name) } }, turn, ct);
            },
            cancellationToken);
        return Verdict.Sent;
    }
}

/// <summary>Hears of what is said in stand-ups, and has the day's summary told.</summary>
internal sealed class StandupListener(Deliveries deliveries) : IEventHandler
{
    /// <inheritdoc/>
    public string Name => "standups";

    /// <inheritdoc/>
    public bool Wants(string eventType) => eventType == "standup.written";

    /// <inheritdoc/>
    public Task HandleAsync(DomainEvent domainEvent, CancellationToken cancellationToken)
    {
        var standup = (StandupView)domainEvent.Subject;
        // What several say within a minute is written in one go.
        var minute = domainEvent.At.ToUnixTimeSeconds() / 60;
        var due = DateTimeOffset.FromUnixTimeSeconds((minute + 1) * 60);
        return deliveries.AddAsync(
            [
                new Delivery
                {
                    WorkspaceId = domainEvent.Workspace,
                    Key = string.Create(CultureInfo.InvariantCulture, $"summary:{standup.Project.Id}:{standup.Day:yyyy-MM-dd}:{minute}"),
                    Kind = "summary",
                    SubjectId = standup.Project.Id.Value,
                    Payload = standup.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    MeantAt = due,
                    DueAt = due,
                },
            ],
            cancellationToken);
    }
}

/// <summary>Posts the summary of a day's stand-up in the project's channel, and writes it anew as more people answer.</summary>
/// <remarks>
/// Where the channel cannot replace a message it waits until everybody has answered, or two hours. Without a channel the
/// summary goes to whoever set the stand-up up.
/// </remarks>
internal sealed class SummaryDelivery(ProactiveChat chat, WeekStore week, Deliveries deliveries, WorkspaceDirectories directories, TimeProvider clock) : IDeliveryKind
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    /// <inheritdoc/>
    public string Kind => "summary";

    /// <inheritdoc/>
    public async Task<Verdict> TellAsync(IReadOnlyList<Delivery> together, CancellationToken cancellationToken)
    {
        var delivery = together[0];
        var day = DateOnly.ParseExact(delivery.Payload, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (await directories.GetAsync(delivery.WorkspaceId, cancellationToken) is not { } directory || directory.Project(new ProjectId(delivery.SubjectId!.Value)) is not { } project)
        {
            return Verdict.Dropped;
        }

        var said = (await week.StandupsAsync(delivery.WorkspaceId, day, cancellationToken)).Where(s => s.ProjectId == project.Id).ToList();
        var absences = await week.AbsencesAsync(delivery.WorkspaceId, day, cancellationToken);
        var missing = project.Members.Where(m => m.Role >= Role.Developer && absences.AwayOn(m.User, day) is null && said.TrueForAll(s => s.UserId != m.User))
            .Select(m => directory.User(m.User)).OfType<DirectoryUser>().Where(u => u.IsActive).ToList();
        var schedule = (await week.SchedulesAsync(delivery.WorkspaceId, cancellationToken)).FirstOrDefault(s => s.ProjectId == project.Id);
        var channel = await week.ChannelOfAsync(project.Id, cancellationToken)
            ?? (schedule is null ? null : await chat.PrivateKeyAsync(delivery.WorkspaceId, schedule.SetBy, cancellationToken));
        if (channel is null || said.Count == 0)
        {
            return Verdict.Dropped;
        }

        var key = string.Create(CultureInfo.InvariantCulture, $"summary:{project.Id}:{day:yyyy-MM-dd}");
        var posted = await deliveries.PostedAsync(delivery.WorkspaceId, key, cancellationToken);
        var canUpdate = await chat.CanUpdateAsync(delivery.WorkspaceId, channel, cancellationToken);
        if (!canUpdate && missing.Count > 0 && clock.GetUtcNow() - delivery.MeantAt < Patience)
        {
            return Verdict.Later(clock.GetUtcNow() + TimeSpan.FromMinutes(15));
        }

        Reply Say(string language, ReplyCatalog replies) => new(StandupWords.Summary(language, replies, project, day, said, missing, directory))
        {
            Card = StandupWords.Card(language, replies, project, day, said, missing, directory),
        };
        var content = Say(directory.Workspace.Language, chat.Replies).Text;
        if (posted?.Content == content)
        {
            return Verdict.Sent;
        }

        var message = await chat.PostAsync(delivery.WorkspaceId, channel, delivery.Key, Say, posted?.ConversationKey == channel ? posted.MessageId : null, cancellationToken);
        await deliveries.RememberAsync(
            new PostedMessage { WorkspaceId = delivery.WorkspaceId, Key = key, ConversationKey = channel, MessageId = message ?? "", Content = content, PostedAt = clock.GetUtcNow() },
            cancellationToken);
        return Verdict.Sent;
    }
}

/// <summary>Stand-ups in words.</summary>
internal static class StandupWords
{
    /// <summary>A project's day: who said what, and who has not yet.</summary>
    public static string Summary(
        string language, ReplyCatalog replies, DirectoryProject project, DateOnly day, IReadOnlyList<Standup> said, IReadOnlyList<DirectoryUser> missing, WorkspaceDirectory directory)
    {
        var lines = new List<string> { Head(language, replies, project, day) };
        foreach (var one in said)
        {
            var name = directory.User(one.UserId)?.FullName ?? "";
            lines.Add(one.IsSkipped ? replies.Say(language, "standup.skipped", ("person", name)) : $"• {name}\n{Answers(language, replies, one.Yesterday, one.Today, one.Blockers)}");
        }

        if (missing.Count > 0)
        {
            lines.Add(replies.Say(language, "standup.missing", ("people", string.Join(", ", missing.Select(m => m.FullName)))));
        }

        return string.Join('\n', lines);
    }

    /// <summary>The same as a card: everybody's answers under their name.</summary>
    public static ReportCard Card(
        string language, ReplyCatalog replies, DirectoryProject project, DateOnly day, IReadOnlyList<Standup> said, IReadOnlyList<DirectoryUser> missing, WorkspaceDirectory directory)
    {
        List<CardSection> sections = [];
        foreach (var one in said)
        {
            var name = directory.User(one.UserId)?.FullName ?? "";
            sections.Add(one.IsSkipped
                ? new CardSection("") { Lines = [replies.Say(language, "standup.skipped", ("person", name))] }
                : new CardSection(name) { Tone = one.Blockers is null ? CardTone.Plain : CardTone.Warning, Lines = Answers(language, replies, one.Yesterday, one.Today, one.Blockers).Split('\n') });
        }

        if (missing.Count > 0)
        {
            sections.Add(new CardSection("") { Lines = [replies.Say(language, "standup.missing", ("people", string.Join(", ", missing.Select(m => m.FullName))))] });
        }

        return new ReportCard(Head(language, replies, project, day).TrimEnd(':'), [], sections);
    }

    private static string Head(string language, ReplyCatalog replies, DirectoryProject project, DateOnly day) =>
        replies.Say(language, "standup.head", ("project", project.Name), ("day", DateWords.Day(language, day, day.AddDays(-3))));

    /// <summary>The three answers, a line each; what was left out is left out.</summary>
    public static string Answers(string language, ReplyCatalog replies, string? yesterday, string? today, string? blockers)
    {
        var lines = new List<string>();
        if (yesterday is not null)
        {
            lines.Add(replies.Say(language, "standup.yesterday", ("what", yesterday)));
        }

        if (today is not null)
        {
            lines.Add(replies.Say(language, "standup.today", ("what", today)));
        }

        lines.Add(blockers is null ? replies.Say(language, "standup.no_blockers") : replies.Say(language, "standup.blockers", ("what", blockers)));
        return string.Join('\n', lines);
    }
}
