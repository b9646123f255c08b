using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.Slack.Rendering;

/// <summary>What a button does, as it travels in the button's value.</summary>
/// <param name="Kind">See <see cref="SlackButtonKind"/>.</param>
/// <param name="Say">The words that it says for the person, if it does.</param>
/// <param name="Verb">The verb of an Action.Execute.</param>
/// <param name="Data">The data of the action.</param>
internal sealed record SlackButton(SlackButtonKind Kind, string? Say = null, string? Verb = null, JsonNode? Data = null)
{
    /// <summary>The button of a card's action; null where it leads nowhere here.</summary>
    public static SlackButton? Of(JsonElement action)
    {
        var data = action.TryGetProperty("data", out var given) ? given : default;
        if (data.ValueKind is JsonValueKind.String) return new(SlackButtonKind.Say, data.GetString());
        if (data.ValueKind is not JsonValueKind.Object) return new(SlackButtonKind.Act, Verb: LenientJson.Text(action, "verb"), Data: new JsonObject());

        var teams = data.TryGetProperty("msteams", out var own) && own.ValueKind is JsonValueKind.Object ? own : default;
        var type = teams.ValueKind is JsonValueKind.Object ? LenientJson.Text(teams, "type") : null;
        if (type is "imBack" or "messageBack" && (LenientJson.Text(teams, "value") ?? LenientJson.Text(teams, "text")) is { Length: > 0 } words)
            return new(SlackButtonKind.Say, words);

        var rest = JsonNode.Parse(data.GetRawText())!.AsObject();
        rest.Remove("msteams");
        if (type is "task/fetch") return new(SlackButtonKind.Form, Data: rest);
        return LenientJson.Text(action, "type") is "Action.Submit" && rest.Count == 1 && LenientJson.Text(data, "say") is { Length: > 0 } said
            ? new(SlackButtonKind.Say, said)
            : new(SlackButtonKind.Act, Verb: LenientJson.Text(action, "verb"), Data: rest);
    }

    /// <summary>The value of the button; null when it is over what a value may hold.</summary>
    public string? ToValue()
    {
        var value = new JsonObject { ["k"] = Kind switch { SlackButtonKind.Say => "say", SlackButtonKind.Form => "form", _ => "act" } };
        if (Say is not null) value["s"] = Say;
        if (Verb is not null) value["v"] = Verb;
        if (Data is not null) value["d"] = Data.DeepClone();
        var json = JsonSerializer.Serialize(value, ActivityJson.Default.JsonObject);
        return json.Length <= BlockLimits.ButtonValue ? json : null;
    }

    /// <summary>Reads a button's value back; null for one that is not ours.</summary>
    public static SlackButton? Read(string? value)
    {
        try
        {
            if (value is not { Length: > 1 } || JsonNode.Parse(value) is not JsonObject read) return null;
            var say = Word(read["s"]);
            return Word(read["k"]) switch
            {
                "say" when say is { Length: > 0 } => new(SlackButtonKind.Say, say),
                "form" => new(SlackButtonKind.Form, Data: read["d"]?.DeepClone()),
                "act" => new(SlackButtonKind.Act, Verb: Word(read["v"]), Data: read["d"]?.DeepClone()),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Word(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

/// <summary>What pressing a button does.</summary>
internal enum SlackButtonKind
{
    /// <summary>Says words for the person.</summary>
    Say,
    /// <summary>An <c>adaptiveCard/action</c>.</summary>
    Act,
    /// <summary>Opens a form.</summary>
    Form,
}
