using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Slack;

/// <summary>Makes items of the inbox: the activity with its place, its way back and what is to be done.</summary>
internal static class SlackArrival
{
    // Threads are named as Teams names them.
    private const string ThreadMark = ";messageid=";

    /// <summary>An item of the inbox.</summary>
    /// <param name="key">Slack's own id of what came in.</param>
    /// <param name="activity">What was said or done; gets sender, conversation and work.</param>
    /// <param name="where">Where.</param>
    /// <param name="work">What is to be done.</param>
    public static InboxItem Item(string key, Activity activity, SlackSource where, SlackWork work)
    {
        activity.ChannelId = SlackChannel.Name;
        activity.From = new ChannelAccount { Id = where.User, Role = where.IsOutsider ? Outsiders.Role : "user" };
        activity.Recipient = new ChannelAccount { Id = where.Bot ?? "pmbot", Role = "bot" };
        activity.Conversation = Conversation(where.Place, where.IsShared, where.ChannelName, where.Place.Thread);
        activity.ChannelData = JsonSerializer.SerializeToElement(work, SlackJson.Default.SlackWork);
        return new InboxItem(SlackChannel.Name, key, activity.Conversation.Id!, activity, new ConversationReference
        {
            Adapter = SlackChannel.Name,
            ChannelId = SlackChannel.Name,
            Trusted = true,
            Conversation = activity.Conversation,
            User = activity.From,
            Bot = activity.Recipient,
            ChannelData = JsonSerializer.SerializeToElement(where.Place, SlackJson.Default.SlackPlace),
        });
    }

    /// <summary>An invoke of the Bot Framework.</summary>
    public static Activity Invoke(string name, string id, JsonObject value) => new()
    {
        Type = ActivityTypes.Invoke,
        Name = name,
        Id = id,
        Value = JsonSerializer.SerializeToElement(value, ActivityJson.Default.JsonObject),
    };

    /// <summary>The reference to keep for later: the channel itself, not the thread or the answer that is on now.</summary>
    public static ConversationReference Lasting(ConversationReference reference)
    {
        var place = SlackPlace.Of(reference);
        var isShared = reference.Conversation.IsGroup == true;
        // A command may be given in a direct message between two others: the person's own is where PmBot writes.
        var channel = !isShared && place.ResponseUrl is not null && reference.User?.Id is { Length: > 0 } person ? person : place.Channel;
        var lasting = new SlackPlace(place.Team, channel) { Enterprise = place.Enterprise };
        return reference with
        {
            Conversation = Conversation(lasting, isShared, reference.Conversation.Name, thread: null),
            ChannelData = JsonSerializer.SerializeToElement(lasting, SlackJson.Default.SlackPlace),
        };
    }

    private static ConversationAccount Conversation(SlackPlace place, bool isShared, string? name, string? thread) => new()
    {
        Id = thread is null ? $"{place.Team}/{place.Channel}" : $"{place.Team}/{place.Channel}{ThreadMark}{thread}",
        Name = name,
        IsGroup = isShared,
        ConversationType = !isShared ? "personal" : place.Channel.StartsWith('C') ? "channel" : "groupChat",
        TenantId = place.Team,
    };
}

/// <summary>Whom and where something came from.</summary>
/// <param name="Place">Where it is answered.</param>
/// <param name="User">Who.</param>
/// <param name="Bot">The bot's own user there, or null where that was not said.</param>
/// <param name="IsShared">Others read along.</param>
/// <param name="ChannelName">What the channel is called, where that was said.</param>
internal sealed record SlackSource(SlackPlace Place, string User, string? Bot, bool IsShared, string? ChannelName = null)
{
    /// <summary>They seem to be of another organisation, as far as what came in says; their profile says for sure.</summary>
    public bool IsOutsider { get; init; }
}
