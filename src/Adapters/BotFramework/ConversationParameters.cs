using System.Text.Json;
using System.Text.Json.Serialization;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.BotFramework;

/// <summary>What a new conversation is to be (ConversationParameters of the Connector).</summary>
public sealed record ConversationParameters
{
    public required ChannelAccount Bot { get; init; }
    public IReadOnlyList<ChannelAccount>? Members { get; init; }
    public bool? IsGroup { get; init; }
    public string? TopicName { get; init; }
    public string? TenantId { get; init; }
    /// <summary>The first message.</summary>
    public Activity? Activity { get; init; }
    public JsonElement? ChannelData { get; init; }

    internal ConversationParameters Cleaned()
    {
        if (Activity is not null) OutgoingActivity.Clean(Activity);
        return Members is { Count: 0 } ? this with { Members = null } : this;
    }
}

/// <summary>The conversation that a channel opened.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ActivityId">Id of the first message, if there was one and the channel says.</param>
/// <param name="ServiceUrl">Where to write to it, when that differs.</param>
public sealed record ConversationOpened(string Id, string? ActivityId, string? ServiceUrl);

internal sealed record ResourceAnswer(string? Id);

internal sealed record ErrorAnswer(ErrorDetail? Error);

internal sealed record ErrorDetail(string? Code);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConversationParameters))]
[JsonSerializable(typeof(ConversationOpened))]
[JsonSerializable(typeof(ResourceAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(ChannelAccount))]
[JsonSerializable(typeof(List<ChannelAccount>))]
internal sealed partial class ConnectorJson : JsonSerializerContext;
