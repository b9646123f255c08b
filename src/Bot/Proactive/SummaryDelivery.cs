using System.Globalization;
using PmBot.Bot.Replies;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Proactive;

/// <summary>Posts the summary of a day's stand-up in the project's channel, and writes it anew as more people answer.</summary>
/// <remarks>
/// Where the channel cannot replace a message it waits until everybody has answered, or two hours. Without a channel the
/// summary goes to whoever set the stand-up up.
/// </remarks>
internal sealed class SummaryDelivery(ProactiveChat chat, WeekStore week, Deliveries deliveries, WorkspaceDirectories directories, TimeProvider clock) : IDeliveryKind
{
    /// <summary>How long those are waited for who have not answered.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    /// <summary>Names the last summary of a day.</summary>
    public const string End = "end";

    /// <summary>A summary that is due.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="project">Whose.</param>
    /// <param name="day">Of which day.</param>
    /// <param name="name">Names it among those of the day.</param>
    /// <param name="due">When.</param>
    public static Delivery At(WorkspaceId workspace, ProjectId project, DateOnly day, string name, DateTimeOffset due) => new()
    {
        WorkspaceId = workspace,
        Key = string.Create(CultureInfo.InvariantCulture, $"summary:{project}:{day:yyyy-MM-dd}:{name}"),
        Kind = "summary",
        SubjectId = project.Value,
        Payload = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        MeantAt = due,
        DueAt = due,
    };

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
        var missing = StandupWords.Missing(project, said, absences, day, directory);
        var isEnd = delivery.Key.EndsWith(":" + End, StringComparison.Ordinal);
        var schedule = (await week.SchedulesAsync(delivery.WorkspaceId, cancellationToken)).FirstOrDefault(s => s.ProjectId == project.Id);
        var channel = await week.ChannelOfAsync(project.Id, cancellationToken)
            ?? (schedule is null ? null : await chat.PrivateKeyAsync(delivery.WorkspaceId, schedule.SetBy, cancellationToken));
        if (channel is null || (said.Count == 0 && !(isEnd && schedule is not null && missing.Count > 0)))
        {
            return Verdict.Dropped;
        }

        var key = string.Create(CultureInfo.InvariantCulture, $"summary:{project.Id}:{day:yyyy-MM-dd}");
        var posted = await deliveries.PostedAsync(delivery.WorkspaceId, key, cancellationToken);
        var canUpdate = await chat.CanUpdateAsync(delivery.WorkspaceId, channel, cancellationToken);
        if (!isEnd && !canUpdate && missing.Count > 0 && clock.GetUtcNow() - delivery.MeantAt < Patience)
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
