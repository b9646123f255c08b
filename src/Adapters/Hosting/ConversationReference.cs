using System.Text.Json;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.Hosting;

/// <summary>All that is needed to write to a conversation outside a turn; kept by reminders, jobs and notifications.</summary>
/// <remarks>Plain data: serialise it as it is. Made by the adapter, never from what a client claims about itself.</remarks>
public sealed record ConversationReference
{
    /// <summary>The adapter that can deliver to it, for example <c>botframework</c> or <c>directline</c>.</summary>
    public required string Adapter { get; init; }
    public required string ChannelId { get; init; }
    /// <summary>Where the channel takes replies; null where the adapter alone knows.</summary>
    public string? ServiceUrl { get; init; }
    /// <summary>True when an authenticated activity named <see cref="ServiceUrl"/>: only then may our token be sent there.</summary>
    public bool Trusted { get; init; }
    public required ConversationAccount Conversation { get; init; }
    public ChannelAccount? User { get; init; }
    public ChannelAccount? Bot { get; init; }
    public string? Locale { get; init; }
    /// <summary>What the adapter needs besides, in a form of its own: a thread, a <c>response_url</c>, an interaction's token and when it ends.</summary>
    public JsonElement? ChannelData { get; init; }
}
