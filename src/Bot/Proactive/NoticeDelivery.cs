using System.Globalization;
using System.Text.Json;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Rendering;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Proactive;

/// <summary>Tells somebody what happened, all that is due at once in one message.</summary>
/// <remarks>
/// What comes within ten minutes of such a message is written into it, where the channel can replace one and the person has not written since:
/// above what they said nobody would see it.
/// </remarks>
internal sealed class NoticeDelivery(ProactiveChat chat, WeekStore week, Deliveries deliveries, WorkspaceDirectories directories, TimeProvider clock) : IDeliveryKind
{
    /// <summary>For how long a message is added to.</summary>
    public static readonly TimeSpan Open = TimeSpan.FromMinutes(10);

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
        await TellAsync(delivery, user, settings.Channel, notices, cancellationToken);
        return Verdict.Sent;
    }

    private async Task TellAsync(Delivery delivery, UserId user, string? channel, List<Notice> notices, CancellationToken cancellationToken)
    {
        var key = $"notices:{user}";
        var posted = await deliveries.PostedAsync(delivery.WorkspaceId, key, cancellationToken);
        var isOpen = posted is { MessageId.Length: > 0 } && clock.GetUtcNow() - posted.PostedAt < Open && await chat.CanUpdateAsync(delivery.WorkspaceId, posted.ConversationKey, cancellationToken);
        var before = isOpen ? JsonSerializer.Deserialize(posted!.Content, NoticeJson.Default.Gathered)! : null;
        var (gathered, over) = (new Gathered(notices, ""), (string?)null);
        var told = await chat.TellOverAsync(
            delivery.WorkspaceId, user, channel, delivery.Key,
            async (turn, ct) =>
            {
                var talk = string.Join('\n', turn.State.RecentMessages);
                over = before is not null && posted!.ConversationKey == turn.Place!.Key && before.Talk == talk ? posted.MessageId : null;
                gathered = new Gathered(over is null ? notices : [.. before!.Notices, .. notices], talk);
                await SayAsync(gathered.Notices, turn, ct);
                return over;
            },
            cancellationToken);
        await deliveries.RememberAsync(
            new PostedMessage
            {
                WorkspaceId = delivery.WorkspaceId, Key = key, ConversationKey = told.ConversationKey, MessageId = told.MessageId,
                Content = JsonSerializer.Serialize(gathered, NoticeJson.Default.Gathered), PostedAt = over is null ? clock.GetUtcNow() : posted!.PostedAt,
            },
            cancellationToken);
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
            ? turn.Text($"notice.{notice.What}", ("person", by), ("task", task), ("text", CardText.Cut(said, MostQuoted)))
            : turn.Text($"notice.{notice.What}", ("person", by), ("task", task));
    }

    /// <summary>What a message tells.</summary>
    /// <param name="Notices">In the order in which it happened.</param>
    /// <param name="Talk">What the person had written last before it.</param>
    internal sealed record Gathered(IReadOnlyList<Notice> Notices, string Talk);
}
