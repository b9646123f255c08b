using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.Hosting;

/// <summary>Who sees a message in a conversation whose answers are for one person alone.</summary>
public static class Audience
{
    private const string Field = "audience";
    private const string All = "everyone";

    /// <summary>Marks a message as one that everybody in the conversation is to see.</summary>
    public static Activity Everyone(Activity message)
    {
        var data = message.ChannelData is { ValueKind: JsonValueKind.Object } given ? JsonNode.Parse(given.GetRawText())!.AsObject() : [];
        data[Field] = All;
        message.ChannelData = JsonSerializer.SerializeToElement(data, ActivityJson.Default.JsonObject);
        return message;
    }

    /// <summary>Whether it is one that everybody is to see.</summary>
    public static bool IsEveryone(Activity message) =>
        message.ChannelData is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty(Field, out var who) && who.ValueKind is JsonValueKind.String && who.ValueEquals(All);
}
