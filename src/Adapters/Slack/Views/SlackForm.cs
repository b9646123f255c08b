using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Slack.Rendering;

namespace PmBot.Adapters.Slack.Views;

/// <summary>What a modal remembers of what it is for; it travels in the view's private metadata.</summary>
/// <param name="Name">The invoke that gets what was entered: <c>task/submit</c>, <c>composeExtension/submitAction</c>.</param>
/// <param name="Place">Where it was opened, and where its result is said.</param>
/// <param name="Command">The command of a message extension.</param>
/// <param name="Data">The data of the form's button.</param>
/// <param name="Message">The message that it is about, as Teams gives one.</param>
/// <param name="Card">The <c>ts</c> of the card that it was opened from: it shows what was changed.</param>
internal sealed record SlackForm(string Name, SlackPlace Place, string? Command = null, JsonObject? Data = null, JsonObject? Message = null, string? Card = null)
{
    public string ToMetadata()
    {
        var json = new JsonObject { ["n"] = Name, ["p"] = JsonSerializer.SerializeToNode(Place, SlackJson.Default.SlackPlace) };
        if (Command is not null) json["c"] = Command;
        if (Card is not null) json["k"] = Card;
        if (Data is not null) json["d"] = Data.DeepClone();
        if (Message is not null) json["m"] = Message.DeepClone();
        var text = Write(json);
        // What was in the message stands in the form by now; its address is what counts.
        if (text.Length > BlockLimits.PrivateMetadata && json["m"] is JsonObject message && message.Remove("body")) text = Write(json);
        if (text.Length > BlockLimits.PrivateMetadata && json.Remove("m")) text = Write(json);
        return text.Length > BlockLimits.PrivateMetadata && json.Remove("d") ? Write(json) : text;
    }

    public static SlackForm? Read(string? metadata)
    {
        try
        {
            if (metadata is not { Length: > 1 } || JsonNode.Parse(metadata) is not JsonObject json) return null;
            return json["n"] is JsonValue name && name.TryGetValue<string>(out var invoke) && json["p"]?.Deserialize(SlackJson.Default.SlackPlace) is { } place
                ? new SlackForm(invoke, place, json["c"]?.GetValue<string>(), json["d"]?.DeepClone() as JsonObject, json["m"]?.DeepClone() as JsonObject, json["k"]?.GetValue<string>())
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Write(JsonObject json) => JsonSerializer.Serialize(json, ActivityJson.Default.JsonObject);
}
