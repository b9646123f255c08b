using PmBot.Adapters.Activities;
using PmBot.Bot.ConversationFiles.Expectations;

namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>Who the usernames of a conversation file are on each platform.</summary>
/// <remarks>By the workspace as it was at the start; whoever is not in it is a stranger by that name.</remarks>
internal sealed class Cast(WorldSnapshot workspace)
{
    /// <summary>Where a person sits on a platform: with the account that the workspace file gives them, else by their username.</summary>
    public Seat Seat(string user, ChannelPlace place)
    {
        var channel = place.Platform.ToString().ToLowerInvariant();
        var known = workspace.Find(new ThingRef(ThingKind.User, user));
        var account = new ChannelAccount
        {
            Id = Text(known, channel) ?? Text(known, "username") ?? user,
            Name = Text(known, "full_name") ?? user,
            Role = "user",
        };
        return new Seat(place, account, workspace.Tenant(channel));
    }

    private static string? Text(Thing? user, string field) => user is null ? null : Thing.Text(user.Fields[field]);
}
