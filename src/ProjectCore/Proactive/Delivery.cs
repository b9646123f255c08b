using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Proactive;

/// <summary>Something to be told to somebody, once, at a moment.</summary>
/// <remarks>Kept after it was told, so that what made it can run again without telling it again.</remarks>
public sealed class Delivery
{
    public Guid Id { get; init; } = RisingIds.Next();
    public required WorkspaceId WorkspaceId { get; init; }

    /// <summary>Names what is told, uniquely in the workspace: <c>reminder:ID:MOMENT</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Who prepares it: <c>reminder</c>, <c>standup</c>, <c>notice</c>, <c>digest</c>, <c>summary</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>To whom, in private; null where it goes to a shared channel.</summary>
    public UserId? UserId { get; init; }

    /// <summary>The <see cref="ConversationRef.Key"/> of the shared channel, or null.</summary>
    public string? ConversationKey { get; init; }

    /// <summary>The thing it is about, or null.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>What its kind needs besides, as JSON or plain text.</summary>
    public string Payload { get; init; } = "";

    /// <summary>When it should be told. What is told much later says so.</summary>
    public required DateTimeOffset MeantAt { get; init; }

    /// <summary>Not to be taken before; also the claim of whoever is delivering it.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>How often it has failed.</summary>
    public int Attempts { get; init; }

    /// <summary>The last failure, for operators.</summary>
    public string? LastError { get; init; }

    /// <summary>When it was settled, or null while it is not.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>How: <c>sent</c>, <c>dropped</c>, <c>given_up</c>, <c>gone</c>: where it was to be told the bot is not any more, or <c>missed</c>: nothing ran for so long that its time was over.</summary>
    public string? Outcome { get; init; }

    /// <summary>The same as something that was missed: kept, so that it can be said.</summary>
    /// <param name="now">When that was seen.</param>
    public Delivery AsMissed(DateTimeOffset now) => new()
    {
        WorkspaceId = WorkspaceId, Key = Key, Kind = Kind, UserId = UserId, SubjectId = SubjectId, Payload = Payload, MeantAt = MeantAt, DueAt = DueAt, DoneAt = now, Outcome = "missed",
    };
}

/// <summary>A message of the bot's that more can be written into, as long as the channel can replace it.</summary>
public sealed class PostedMessage
{
    public required WorkspaceId WorkspaceId { get; init; }

    /// <summary>What it gathers: <c>summary:PROJECT:DAY</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Where it stands.</summary>
    public required string ConversationKey { get; init; }

    /// <summary>The channel's id of it.</summary>
    public required string MessageId { get; init; }

    /// <summary>What it says, in whatever form its kind adds to.</summary>
    public string Content { get; init; } = "";

    public DateTimeOffset PostedAt { get; init; }
}
