using System.Text.Json;
using System.Text.Json.Serialization;
using PmBot.Bot.Jobs;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Proactive;

/// <summary>One thing that somebody did to a task that concerns somebody else.</summary>
/// <remarks>What happened is <c>assigned</c>, <c>commented</c>, <c>mentioned</c>, <c>blocked</c>, <c>unblocked</c>, <c>done</c> or <c>changed</c>; the text is what a comment says.</remarks>
internal sealed record Notice(string What, int Task, string Title, UserId By, string? Text);

/// <summary>Hears what happens to tasks, and has those told whom it concerns. Nobody is told of what they did themselves.</summary>
/// <remarks>What happens within a window of three minutes comes as one message.</remarks>
internal sealed class NoticeListener(Deliveries deliveries, TaskQueries tasks, WorkspaceDirectories directories, WeekStore week, DueBell bell) : IEventHandler
{
    private const long Window = 180;

    /// <inheritdoc/>
    public string Name => "notices";

    /// <inheritdoc/>
    public bool Wants(string eventType) => eventType is "task.created" or "task.changed" or "comment.created";

    /// <inheritdoc/>
    public bool Concerns(DomainEvent domainEvent) => domainEvent.Subject is not TaskView task || Concerned(task).Exists(c => c.User != domainEvent.Actor);

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
        bell.Due(due);
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
            told.Add((author.Id, What(status), false, task.Number, task.Title, null));
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

    /// <summary>Whether somebody is named by <c>@username</c>: not somebody whose username only begins so, nor who only stands in an address.</summary>
    private static bool Names(string folded, string username)
    {
        static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';
        for (var at = 0; (at = folded.IndexOf("@" + username, at, StringComparison.Ordinal)) >= 0; at++)
        {
            var rest = folded.AsSpan(at + username.Length + 1);
            var goesOn = rest.Length > 0 && (IsPart(rest[0]) || (rest[0] == '.' && rest.Length > 1 && IsPart(rest[1])));
            if (!goesOn && (at == 0 || !(IsPart(folded[at - 1]) || folded[at - 1] == '.'))) return true;
        }

        return false;
    }

    private async Task<IReadOnlyList<(UserId User, string What, bool IsOwn, int Task, string Title, string? Text)>> ConcernedAsync(
        DomainEvent happened, CommentView comment, CancellationToken cancellationToken)
    {
        if (await directories.GetAsync(happened.Workspace, cancellationToken) is not { } directory
            || await tasks.FindByNumbersAsync(new Actor(happened.Workspace, happened.Actor, happened.Surface), [comment.TaskNumber], cancellationToken) is not [var task])
        {
            return [];
        }

        var folded = Fold.Text(comment.Text);
        var mentioned = directory.Users.Where(u => u.IsActive && directory.RoleIn(task.Project.Id, u.Id) is not null && Names(folded, u.Username));
        return
        [
            .. mentioned.Select(u => (u.Id, "mentioned", true, task.Number, task.Title, (string?)comment.Text)),
            .. task.Assignee is { } assignee ? [(assignee.Id, "commented", true, task.Number, task.Title, comment.Text)] : (IEnumerable<(UserId, string, bool, int, string, string?)>)[],
            .. task.CreatedBy is { } author ? [(author.Id, "commented", false, task.Number, task.Title, comment.Text)] : (IEnumerable<(UserId, string, bool, int, string, string?)>)[],
        ];
    }
}

[JsonSerializable(typeof(Notice))]
[JsonSerializable(typeof(NoticeDelivery.Gathered))]
internal sealed partial class NoticeJson : JsonSerializerContext;
