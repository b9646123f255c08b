using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.BotFramework;

/// <summary>Writes activities as the strictest client takes them: no nulls, no empty names, none of the fields that are the channel's to set.</summary>
internal static class OutgoingActivity
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // What a notification shows of a card; the whole text beside it would make the message too large for Teams.
    private const int MaxSummary = 400;

    /// <summary>One activity as a JSON body.</summary>
    public static ReadOnlyMemory<byte> ToJson(Activity activity)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            Write(json, activity);
        }

        return buffer.WrittenMemory;
    }

    /// <summary>The answer to an activity with deliveryMode expectReplies.</summary>
    public static ReadOnlyMemory<byte> ToExpectedReplies(IReadOnlyList<Activity> replies)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteStartArray("activities");
            foreach (var reply in replies) Write(json, reply);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Puts an activity into the shape that clients take; it may be sent again afterwards.</summary>
    public static void Clean(Activity activity)
    {
        // A2041, A2250: set by the channel. Another turn's, if it was copied from what came in.
        activity.Timestamp = null;
        activity.LocalTimestamp = null;
        activity.CallerId = null;
        activity.DeliveryMode = null;
        if (activity.TextFormat is "plain") activity.TextFormat = null;
        if (activity.SuggestedActions is { Actions.Count: 0 }) activity.SuggestedActions = null;
        if (activity.Attachments is { Count: 0 }) activity.Attachments = null;
        if (activity.Entities is { Count: 0 }) activity.Entities = null;
        if (activity is { Summary.Length: > MaxSummary, Attachments.Count: > 0 }) activity.Summary = Shortened(activity.Summary);
        if (activity.ReplyToId is "") activity.ReplyToId = null;
        if (activity.Locale is "") activity.Locale = null;
        activity.From = Clean(activity.From);
        activity.Recipient = Clean(activity.Recipient);
        activity.Conversation = Clean(activity.Conversation);
        activity.Extra = WithoutNulls(activity.Extra);
    }

    private static void Write(Utf8JsonWriter json, Activity activity)
    {
        Clean(activity);
        JsonSerializer.Serialize(json, activity, ActivityJson.Default.Activity);
    }

    private static ChannelAccount? Clean(ChannelAccount? account) => account is null || !NeedsCleaning(account.Extra, account.Name, account.AadObjectId, account.Role)
        ? account
        : new ChannelAccount
        {
            Id = account.Id,
            Name = NotEmpty(account.Name),
            AadObjectId = NotEmpty(account.AadObjectId),
            Role = NotEmpty(account.Role),
            Extra = WithoutNulls(account.Extra),
        };

    private static ConversationAccount? Clean(ConversationAccount? conversation) => conversation is null
        || !(NeedsCleaning(conversation.Extra, conversation.Name, conversation.AadObjectId, conversation.Role)
            || conversation.ConversationType is "" || conversation.TenantId is "")
        ? conversation
        : new ConversationAccount
        {
            Id = conversation.Id,
            Name = NotEmpty(conversation.Name),
            IsGroup = conversation.IsGroup,
            ConversationType = NotEmpty(conversation.ConversationType),
            TenantId = NotEmpty(conversation.TenantId),
            AadObjectId = NotEmpty(conversation.AadObjectId),
            Role = NotEmpty(conversation.Role),
            Extra = WithoutNulls(conversation.Extra),
        };

    private static bool NeedsCleaning(IDictionary<string, JsonElement>? extra, string? name, string? objectId, string? role) =>
        extra is not null || name is "" || objectId is "" || role is "";

    private static IDictionary<string, JsonElement>? WithoutNulls(IDictionary<string, JsonElement>? extra)
    {
        if (extra is null || !extra.Values.Any(value => value.ValueKind is JsonValueKind.Null)) return extra;
        var kept = extra.Where(field => field.Value.ValueKind is not JsonValueKind.Null).ToDictionary(StringComparer.Ordinal);
        return kept.Count == 0 ? null : kept;
    }

    private static string Shortened(string text)
    {
        var cut = char.IsHighSurrogate(text[MaxSummary - 2]) ? MaxSummary - 2 : MaxSummary - 1;
        return text[..cut].TrimEnd() + "…";
    }

    private static string? NotEmpty(string? text) => text is "" ? null : text;
}
