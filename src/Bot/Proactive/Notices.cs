using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using PmBot.Bot.Dialogs;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Proactive;

/// <summary>One thing that somebody did to a task that concerns somebody else.</summary>
/// <remarks>What happened is <c>assigned</c>, <c>commented</c>, <c>mentioned</c>, <c>blocked</c>, <c>unblocked</c>, <c>done</c> or <c>changed</c>; the text is what a comment says.</remarks>
internal sealed record Notice(string What, int Task, string Title, UserId By, string? Text);

/// <summary>Hears what happens to tasks, and has those told whom it concerns. Nobody is told of what they did themselves.</summary>
/// <remarks>What happens within a window of three minutes comes as one message.</remarks>
internal sealed class NoticeListener(Deliveries deliveries, TaskQueries tasks, WorkspaceDirectories directories, WeekStore week) : IEventHandler
{
    private const long Window = 180;

    /// <inheritdoc/>
    public string Name => "notices";

    /// <inheritdoc/>
    public bool Wants(string eventType) => eventType is "task.created" or "task.changed" or "comment.created";

    /// <inheritdoc/>
    public async Task HandleAsync(DomainEvent domainEvent, CancellationToken cancellationToken)
    {
        IReadOnlyList<(UserId User, string What, bool IsOwn, int Task, string Title, string? Text)> concerned = domainEvent.Subject switch
        {
            TaskView task => Concerned(task),
            CommentView comment => await ConcernedAsync(domainEvent, comment, cancellationToken),
            _ => [],
        };
        var others = concerned.Where(c => c.User != domainEvent.Actor).DistinctBy(c => c.User).ToList();
        if (others.Count == 0)
        {
            return;
        }

        var settings = await week.SettingsAsync(domainEvent.Workspace, cancellationToken);
        var due = DateTimeOffset.FromUnixTimeSeconds(((domainEvent.At.ToUnixTimeSeconds() / Window) + 1) * Window);
        await deliveries.AddAsync(
            [.. others.Where(c => Wants(settings.GetValueOrDefault(c.User, NoticeSettings.Default), c)).Select(c => Delivery(domainEvent, c, due))], cancellationToken);
    }

    private static bool Wants(NoticeSettings settings, (UserId User, string What, bool IsOwn, int Task, string Title, string? Text) told) =>
        settings.Wants(Kind(told.What)) && (told.IsOwn || !settings.OnlyOwn);

    private static NoticeKind Kind(string what) => what switch
    {
        "assigned" => NoticeKind.Assigned,
        "commented" or "mentioned" => NoticeKind.Commented,
        "blocked" or "unblocked" => NoticeKind.Blocked,
        _ => NoticeKind.Changed,
    };

    private static Delivery Delivery(DomainEvent happened, (UserId User, string What, bool IsOwn, int Task, string Title, string? Text) told, DateTimeOffset due) => new()
    {
        WorkspaceId = happened.Workspace,
        Key = $"notice:{told.User}:{happened.Id}",
        Kind = "notice",
        UserId = told.User,
        SubjectId = happened.Subject.Subject.Id,
        Payload = JsonSerializer.Serialize(new Notice(told.What, told.Task, told.Title, happened.Actor, told.Text), NoticeJson.Default.Notice),
        MeantAt = due,
        DueAt = due,
    };

    private static List<(UserId User, string What, bool IsOwn, int Task, string Title, string? Text)> Concerned(TaskView task)
    {
        var told = new List<(UserId User, string What, bool IsOwn, int Task, string Title, string? Text)>();
        var isNew = task.Changes.Count == 0;
        var status = task.Changes.FirstOrDefault(c => c.Field == "status");
        if (task.Deleted)
        {
            return [];
        }

        if (task.Assignee is { } assignee)
        {
            var what = isNew || task.Changes.Any(c => c.Field == "assignee") ? "assigned" : What(status);
            told.Add((assignee.Id, what, true, task.Number, task.Title, null));
        }

        // Whoever wrote it down hears of its end and of what stops it, not of every change.
        if (!isNew && task.CreatedBy is { } author && What(status) is "blocked" or "unblocked" or "done")
        {
            told.Add((task.CreatedBy!.Id, What(status), false, task.Number, task.Title, null));
        }

        return told;
    }

    private static string What(FieldChange? status) => status switch
    {
        { To: "blocked" } => "blocked",
        { From: "blocked", To: not "done" } => "unblocked",
        { To: "done" } => "done",
        _ => "changed",
    };

    private async Task<IReadOnlyList<(UserId User, string What, bool IsOwn, int Task, string Title, string? Text)>> ConcernedAsync(
        DomainEvent happened, CommentView comment, CancellationToken cancellationToken)
    {
        if (await directories.GetAsync(happened.Workspace, cancellationToken) is not { } directory
            || await tasks.FindByNumbersAsync(new Actor(happened.Workspace, happened.Actor, happened.Surface), [comment.TaskNumber], cancellationToken) is not [var task])
        {
            return [];
        }

        var folded = Fold.Text(comment.Text);
        var mentioned = directory.Users.Where(u => u.IsActive && directory.RoleIn(task.Project.Id, u.Id) is not null && folded.Contains("@" + u.Username, StringComparison.Ordinal));
        return
        [
            .. mentioned.Select(u => (u.Id, "mentioned", true, task.Number, task.Title, (string?)comment.Text)),
            .. task.Assignee is { } assignee ? [(assignee.Id, "commented", true, task.Number, task.Title, comment.Text)] : (IEnumerable<(UserId, string, bool, int, string, string?)>)[],
            .. task.CreatedBy is { } author ? [(author.Id, "commented", false, task.Number, task.Title, comment.Text)] : (IEnumerable<(UserId, string, bool, int, string, string?)>)[],
        ];
    }
}

/// <summary>Tells somebody what happened, all that is due at once in one message.</summary>
internal sealed class NoticeDelivery(ProactiveChat chat, WeekStore week, WorkspaceDirectories directories, TimeProvider clock) : IDeliveryKind
{
    private const int MostLines = 10;
    private const int MostQuoted = 120;

    /// <inheritdoc/>
    public string Kind => "notice";

    /// <inheritdoc/>
    public bool Gathers => true;

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

        if (await HeldBackAsync(delivery.WorkspaceId, person, directory, settings, cancellationToken) is { } until)
        {
            return Verdict.Later(until);
        }

        var notices = together.Select(d => JsonSerializer.Deserialize(d.Payload, NoticeJson.Default.Notice)!).ToList();
        await chat.TellAsync(delivery.WorkspaceId, user, settings.Channel, delivery.Key, (turn, ct) => SayAsync(notices, turn, ct), cancellationToken);
        return Verdict.Sent;
    }

    /// <summary>Until when quiet hours, a mute or an absence hold something back; null for not at all.</summary>
    internal async Task<DateTimeOffset?> HeldBackAsync(
        WorkspaceId workspace, DirectoryUser person, WorkspaceDirectory directory, NoticeSettings settings, CancellationToken cancellationToken)
    {
        var zone = TeamDays.Zone(person, directory);
        var here = WallClock.ToLocal(clock.GetUtcNow(), zone);
        var free = settings.NotBefore(here);
        var absences = await week.AbsencesAsync(workspace, DateOnly.FromDateTime(here), cancellationToken);
        while (absences.AwayOn(person.Id, DateOnly.FromDateTime(free)) is { } away)
        {
            free = settings.NotBefore(away.To.AddDays(1).ToDateTime(new TimeOnly(9, 0)));
        }

        return free > here ? WallClock.ToUtc(free, zone) : null;
    }

    private static async Task SayAsync(IReadOnlyList<Notice> notices, Turn turn, CancellationToken cancellationToken)
    {
        // Of several changes of the same kind to a task the last says it all.
        var lines = notices.Reverse().DistinctBy(n => (n.What, n.Task, n.By, n.Text)).Reverse().Select(n => Line(n, turn)).ToList();
        var text = lines.Count == 1
            ? lines[0]
            : $"{turn.Text("notice.several", ("count", lines.Count))}\n{string.Join('\n', lines.Take(MostLines).Select(l => "• " + l))}{(lines.Count > MostLines ? "\n" + turn.Text("and_more", ("count", lines.Count - MostLines)) : "")}";
        var found = await turn.Services.Tasks.FindByNumbersAsync(turn.Actor, [.. notices.Select(n => n.Task).Distinct()], cancellationToken);
        turn.State.Focus.Tasks = [.. found.Select(TaskWords.Reference)];
        turn.Say(text, Offers.List(turn));
    }

    private static string Line(Notice notice, Turn turn)
    {
        var by = turn.Directory.User(notice.By) is { } person ? TaskWords.Called(person.FullName, turn) : "";
        var task = string.Create(CultureInfo.InvariantCulture, $"#{notice.Task} {notice.Title}");
        return notice.Text is { } said
            ? turn.Text($"notice.{notice.What}", ("person", by), ("task", task), ("text", said.Length > MostQuoted ? said[..MostQuoted] + "…" : said))
            : turn.Text($"notice.{notice.What}", ("person", by), ("task", task));
    }
}

[JsonSerializable(typeof(Notice))]
internal sealed partial class NoticeJson : JsonSerializerContext;
