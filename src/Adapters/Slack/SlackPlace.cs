using System.Text.Json;
using System.Text.Json.Serialization;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Slack;

/// <summary>A place in Slack, as it is kept in a conversation's reference.</summary>
/// <param name="Team">The workspace (<c>T…</c>), or the organisation of one that was installed for all of it.</param>
/// <param name="Channel">The channel, direct message or, to write to somebody directly, the person.</param>
public sealed record SlackPlace(string Team, string Channel)
{
    /// <summary>The <c>ts</c> of the message that the thread hangs from, or null outside of threads.</summary>
    public string? Thread { get; init; }

    /// <summary>The organisation of the workspace, if it has one.</summary>
    public string? Enterprise { get; init; }

    /// <summary>Only this person is to see what is said.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>Takes up to five answers for half an hour, in channels too where the bot is no member.</summary>
    public string? ResponseUrl { get; init; }

    /// <summary>When <see cref="ResponseUrl"/> ends.</summary>
    public DateTimeOffset? ResponseUntil { get; init; }

    /// <summary>The place that a reference leads to.</summary>
    /// <exception cref="DeliveryException">It is none of Slack's.</exception>
    internal static SlackPlace Of(ConversationReference reference)
    {
        try
        {
            return reference.ChannelData?.Deserialize(SlackJson.Default.SlackPlace) is { Team.Length: > 0, Channel.Length: > 0 } place
                ? place
                : throw new DeliveryException("The reference names no place in Slack.");
        }
        catch (JsonException unreadable)
        {
            throw new DeliveryException("The reference names no place in Slack.", unreadable) { IsTransient = false };
        }
    }
}

/// <summary>How the channel's own records are read and written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SlackPlace))]
[JsonSerializable(typeof(SlackWork))]
internal sealed partial class SlackJson : JsonSerializerContext;
