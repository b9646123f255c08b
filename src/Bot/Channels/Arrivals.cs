using PmBot.Adapters.Activities;

namespace PmBot.Bot.Channels;

/// <summary>The bot came into a conversation, or somebody opened one with it, and is to be greeted.</summary>
/// <param name="Member">Whom; null for a room, which is greeted as a whole.</param>
/// <param name="IsOnce">The channel says it in more than one way, and again and again: one greeting is enough.</param>
internal sealed record Arrivals(ChannelAccount? Member, bool IsOnce)
{
    /// <summary>Who is to be greeted; null where nobody is: whoever joins a room later is left in peace.</summary>
    public static Arrivals? Of(Activity activity)
    {
        var bot = activity.Recipient?.Id;
        var isRoom = activity.Conversation is { IsGroup: true } or { ConversationType: "channel" or "groupChat" };
        var isTeams = activity.ChannelId == "msteams";
        if (activity.Type == ActivityTypes.InstallationUpdate)
        {
            return activity.Action is "add" or "add-upgrade" && isTeams ? new Arrivals(isRoom ? null : activity.From, IsOnce: true) : null;
        }

        if (activity.MembersAdded is not { Count: > 0 } added) return null;
        if (isRoom) return added.Any(m => m.Id is not null && m.Id == bot) ? new Arrivals(null, IsOnce: true) : null;
        var person = added.FirstOrDefault(m => m.Id is { Length: > 0 } id && id != bot);
        return person is null ? null : new Arrivals(person, isTeams);
    }
}
