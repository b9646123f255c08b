using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Proactive;

/// <summary>How to write to a conversation outside a turn: a person's private one on a channel, or a shared channel.</summary>
public sealed class ConversationRef
{
    public required WorkspaceId WorkspaceId { get; init; }

    /// <summary>Unique in the workspace: see <see cref="PrivateKey"/> and <see cref="SharedKey"/>.</summary>
    public required string Key { get; init; }

    /// <summary>Whose private conversation it is; null for a shared channel.</summary>
    public UserId? UserId { get; init; }

    /// <summary>The channel's name in the domain: <c>slack</c>, <c>teams</c>, <c>web</c> ...</summary>
    public required string Channel { get; init; }

    /// <summary>The channel's id of the conversation.</summary>
    public required string Conversation { get; init; }

    /// <summary>What a shared channel is called, where the platform says so.</summary>
    public string? Name { get; init; }

    /// <summary>The language last spoken there, or null.</summary>
    public string? Language { get; init; }

    /// <summary>The adapter's own reference, as JSON.</summary>
    public required string Reference { get; init; }

    /// <summary>What the channel can show, as JSON.</summary>
    public required string Features { get; init; }

    /// <summary>When a message last came from there.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>The same conversation as another person's, who turned out to be this one.</summary>
    internal ConversationRef For(UserId user) => new()
    {
        WorkspaceId = WorkspaceId,
        Key = PrivateKey(user, Channel),
        UserId = user,
        Channel = Channel,
        Conversation = Conversation,
        Name = Name,
        Language = Language,
        Reference = Reference,
        Features = Features,
        SeenAt = SeenAt,
    };

    /// <summary>One private conversation a person and channel: the last one counts.</summary>
    public static string PrivateKey(UserId user, string channel) => $"u:{user}:{channel}";

    /// <summary>A shared channel goes by its own id.</summary>
    public static string SharedKey(string channel, string conversation) => $"c:{channel}:{conversation}";
}
