using PmBot.Adapters.Activities;

namespace PmBot.Bot.Dialogs;

/// <summary>Where a message was said: alone with the bot, in a room, or in a thread of one.</summary>
/// <param name="Conversation">The channel and its id of the conversation, the thread included.</param>
/// <param name="Room">The same without the thread.</param>
/// <param name="Thread">The message that the thread hangs from, or null outside of threads.</param>
/// <param name="IsShared">Others read along.</param>
internal sealed record Place(string Conversation, string Room, string? Thread, bool IsShared)
{
    /// <summary>What stands between a room and a thread of it in a conversation's id: as Teams names threads, and as every adapter of ours does.</summary>
    public const string ThreadMark = ";messageid=";

    /// <summary>The place of an activity.</summary>
    public static Place Of(Activity activity)
    {
        var id = activity.Conversation?.Id ?? "";
        var mark = id.IndexOf(ThreadMark, StringComparison.OrdinalIgnoreCase);
        var isShared = IsSharedIn(activity.Conversation);
        return mark < 0
            ? new Place($"{activity.ChannelId}|{id}", $"{activity.ChannelId}|{id}", null, isShared)
            : new Place($"{activity.ChannelId}|{id}", $"{activity.ChannelId}|{id[..mark]}", id[(mark + ThreadMark.Length)..], isShared);
    }

    /// <summary>Whether others read along in a conversation.</summary>
    public static bool IsSharedIn(ConversationAccount? conversation) => conversation is { IsGroup: true } or { ConversationType: "channel" or "groupChat" };

    /// <summary>Under which key a thread is remembered, by the message that it hangs from.</summary>
    public string ThreadKey(string messageId) => $"thread|{Room}|{messageId}";

    /// <summary>Whether a message is meant for the bot whatever else is going on: it is named, or a button of its own was pressed.</summary>
    public static bool Addresses(Activity activity) =>
        activity.Type != ActivityTypes.Message
        || (activity.Entities ?? []).Any(e => e is { Type: "mention", Mentioned.Id: { } id } && id == activity.Recipient?.Id)
        || Incoming.CallsByName(activity.Text)
        || (string.IsNullOrWhiteSpace(activity.Text) && Incoming.Text(activity) is not null);
}
