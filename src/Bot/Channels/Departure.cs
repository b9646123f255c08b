using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Dialogs;

namespace PmBot.Bot.Channels;

/// <summary>The bot is gone from a place, or the place itself is: what leads there leads nowhere.</summary>
/// <remarks>
/// A place is a conversation with its threads; a team of Teams with all its channels; or a tenant with everything in it (a Slack workspace, a
/// Discord server), which the adapter says by a conversation that goes by the tenant's own id.
/// </remarks>
/// <param name="Adapter">Whose.</param>
/// <param name="ChannelId">On which channel.</param>
/// <param name="Conversation">The conversation.</param>
internal sealed record Departure(string Adapter, string ChannelId, string Conversation)
{
    /// <summary>The tenant, where all of it is gone.</summary>
    public string? Tenant { get; private init; }

    /// <summary>The team, where all of it is gone.</summary>
    public string? Team { get; private init; }

    /// <summary>What an activity says, or null where nobody left. An upgrade takes the app away as well, and brings it back at once.</summary>
    public static Departure? Of(Activity activity, ConversationReference? reference)
    {
        if (reference is null || activity.Conversation is not { Id: { Length: > 0 } id } at) return null;
        var (what, team) = (activity.ChannelData.Text("eventType"), activity.ChannelData.Field("team").Text("id"));
        var place = new Departure(reference.Adapter, reference.ChannelId, id);
        return activity.Type switch
        {
            ActivityTypes.InstallationUpdate when activity.Action == "remove" => place with { Team = team, Tenant = id == at.TenantId ? id : null },
            ActivityTypes.ConversationUpdate when activity.MembersRemoved?.Any(m => m.Id is { Length: > 0 } gone && gone == activity.Recipient?.Id) == true => place with { Team = team },
            ActivityTypes.ConversationUpdate when what is "teamDeleted" or "teamHardDeleted" => place with { Team = team },
            ActivityTypes.ConversationUpdate when what is "channelDeleted" && activity.ChannelData.Field("channel").Text("id") is { } channel => place with { Conversation = channel },
            _ => null,
        };
    }

    /// <summary>A channel has answered that a conversation is not there for the bot.</summary>
    public static Departure From(ConversationReference reference) => new(reference.Adapter, reference.ChannelId, reference.Conversation.Id ?? "");

    /// <summary>What the ids of its conversations begin with; null where only the references themselves tell.</summary>
    public string? Prefix => Tenant is null && Team is null ? Conversation : null;

    /// <summary>Whether a reference leads there.</summary>
    public bool Concerns(ConversationReference reference) =>
        reference.Adapter == Adapter && reference.ChannelId == ChannelId && reference.Conversation is { Id: { Length: > 0 } id } at
        && (id == Conversation || id.StartsWith(Conversation + Place.ThreadMark, StringComparison.Ordinal)
            // Installed for an organisation, the app leaves all its workspaces at once.
            || (Tenant is { } tenant && (at.TenantId == tenant || reference.ChannelData.Text("enterprise") == tenant))
            || (Team is { } team && reference.ChannelData.Field("team").Text("id") == team));
}
