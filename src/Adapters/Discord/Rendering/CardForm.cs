using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using static PmBot.Adapters.Activities.LenientJson;

namespace PmBot.Adapters.Discord.Rendering;

/// <summary>A form: a card's fields as a Discord modal, and what its button does with what was filled in.</summary>
internal static class CardForm
{
    /// <summary>What has to be known when the form is opened and sent: its fields, its button, and as what it is sent.</summary>
    /// <param name="card">The card with the fields.</param>
    /// <param name="action">The button.</param>
    /// <param name="invoke">As what it is sent; null for what the button says.</param>
    public static JsonObject Keep(JsonElement card, JsonElement action, string? invoke) => new()
    {
        ["card"] = JsonNode.Parse(card.GetRawText()),
        ["action"] = JsonNode.Parse(action.GetRawText()),
        ["invoke"] = invoke,
    };

    /// <summary>The form of a card that is all form, or null when there is nothing in it to fill in or to send.</summary>
    /// <param name="card">The card.</param>
    /// <param name="invoke">As what it is sent.</param>
    /// <param name="extra">What is to be sent along, besides the data.</param>
    public static JsonObject? Of(JsonElement card, string invoke, JsonObject? extra)
    {
        if (CardReader.Read(card).Inputs.Count == 0) return null;
        var action = Submit(card) ?? JsonElement.Parse("""{"type":"Action.Submit","data":{}}""");
        var form = Keep(card, action, invoke);
        if (extra is not null) form["extra"] = extra;
        return form;
    }

    /// <summary>The modal: at most five fields, those that must be filled in first.</summary>
    public static JsonObject Modal(JsonElement form, string? title, string customId)
    {
        var card = form.GetProperty("card");
        var read = CardReader.Read(card);
        var parts = new JsonArray();
        foreach (var input in Ordered(read).Take(DiscordLimits.ModalParts)) parts.Add((JsonNode)Field(input));
        var heading = title is { Length: > 0 } ? title : read.Title ?? read.Lines.FirstOrDefault(l => l.Length > 0) ?? Text(form.GetProperty("action"), "title");
        return new JsonObject
        {
            ["custom_id"] = customId,
            ["title"] = Words(heading is { Length: > 0 } ? DiscordText.Label(heading) : "PmBot", DiscordLimits.ModalTitle),
            ["components"] = parts,
        };
    }

    /// <summary>The button's data together with what was filled in; a field that was left empty is left out.</summary>
    /// <param name="form">As it was kept.</param>
    /// <param name="values">
    /// What came back, by field: Discord sends every field of the modal, one that was left empty as an empty text or an empty list, and one that was not touched with
    /// what it showed. A field that is not among them had no room in the modal, and stays as it was: left out, it would count as emptied.
    /// </param>
    public static JsonObject Data(JsonElement form, IReadOnlyDictionary<string, string> values)
    {
        var data = form.TryGetProperty("action", out var action) && action.TryGetProperty("data", out var given) && given.ValueKind is JsonValueKind.Object
            ? JsonNode.Parse(given.GetRawText())!.AsObject()
            : new JsonObject();
        data.Remove("msteams");
        foreach (var input in CardReader.Read(form.GetProperty("card")).Inputs)
        {
            if (Text(input, "id") is { Length: > 0 } id && (values.TryGetValue(id, out var entered) ? Meant(input, entered) : Value(input)) is { Length: > 0 } value) data[id] = value;
        }

        return data;
    }

    /// <summary>As what a form is sent.</summary>
    public static string Invoke(JsonElement form) =>
        Text(form, "invoke") ?? (form.TryGetProperty("action", out var action) && Text(action, "type") is "Action.Execute" ? "adaptiveCard/action" : "");

    /// <summary>The fields, those that must be filled in first.</summary>
    private static IEnumerable<JsonElement> Ordered(CardReader card) => card.Inputs.OrderByDescending(i => Flag(i, "isRequired"));

    private static JsonObject Field(JsonElement input)
    {
        var id = DiscordText.Cut(Text(input, "id")!, DiscordLimits.CustomId);
        var label = Text(input, "label") ?? Text(input, "title") ?? Text(input, "placeholder") ?? id;
        var component = Text(input, "type") switch
        {
            "Input.ChoiceSet" when !IsTyped(input) && Choices(input) is { Count: > 0 } choices => List(input, id, choices),
            "Input.Toggle" => List(input, id, [(Text(input, "title") is { Length: > 0 } on ? on : "✓", Text(input, "valueOn") ?? "true"), ("✗", Text(input, "valueOff") ?? "false")]),
            _ => TextField(input, id),
        };
        return new JsonObject { ["type"] = 18, ["label"] = Words(DiscordText.Label(label), DiscordLimits.ModalLabel), ["component"] = component };
    }

    private static JsonObject TextField(JsonElement input, string id)
    {
        var most = input.TryGetProperty("maxLength", out var length) && length.TryGetInt32(out var given) ? Math.Clamp(given, 1, DiscordLimits.ModalValue) : DiscordLimits.ModalValue;
        var field = new JsonObject { ["type"] = 4, ["custom_id"] = id, ["style"] = Flag(input, "isMultiline") ? 2 : 1, ["required"] = Flag(input, "isRequired"), ["max_length"] = most };
        var hint = Text(input, "placeholder") ?? (Text(input, "type") is "Input.Date" ? "2026-12-31" : Text(input, "type") is "Input.Time" ? "09:30" : null);
        if (hint is { Length: > 0 }) field["placeholder"] = DiscordText.Cut(hint, DiscordLimits.Placeholder);
        if (Shown(input) is { Length: > 0 } value) field["value"] = DiscordText.Cut(value, most);
        return field;
    }

    /// <summary>A list that is too long for Discord's, or that is looked up: what is meant is typed.</summary>
    private static bool IsTyped(JsonElement input) =>
        Text(input, "type") is "Input.ChoiceSet" && (input.TryGetProperty("choices.data", out _) || (!Flag(input, "isMultiSelect") && Choices(input).Count > DiscordLimits.Options));

    /// <summary>What a field that is typed in shows first: of a choice its name.</summary>
    private static string? Shown(JsonElement input) =>
        IsTyped(input) && Value(input) is { } value && Choices(input).Find(c => c.Value == value) is { Title: { Length: > 0 } title } ? title : Value(input);

    /// <summary>What was entered, as the card means it: of a choice that is typed its value where its name was written; and of a text that was too long for its field all of it, unless it was changed.</summary>
    private static string Meant(JsonElement input, string entered)
    {
        if (IsTyped(input))
        {
            return Choices(input).Where(c => c.Title.Equals(entered.Trim(), StringComparison.OrdinalIgnoreCase)).ToList() is [var only] ? only.Value
                : Choices(input).Find(c => c.Value == Value(input)) is { Title: { } shown, Value: { } same } && shown == entered ? same
                : entered.Trim();
        }

        return Value(input) is { } whole && whole.Length > entered.Length && entered.Length > 0 && TextField(input, "x")["value"]?.GetValue<string>() == entered ? whole : entered;
    }

    private static JsonObject List(JsonElement input, string id, IReadOnlyList<(string Title, string Value)> choices)
    {
        var chosen = (Value(input) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);
        var isMulti = Flag(input, "isMultiSelect");
        var options = new JsonArray();
        // A value that is chosen must be on the list, wherever it stood.
        var shown = choices.Where(c => c.Value.Length is > 0 and <= DiscordLimits.OptionValue).DistinctBy(c => c.Value, StringComparer.Ordinal).OrderByDescending(c => chosen.Contains(c.Value)).Take(DiscordLimits.Options).ToList();
        var places = choices.Select((c, i) => (c.Value, i)).DistinctBy(c => c.Value, StringComparer.Ordinal).ToDictionary(c => c.Value, c => c.i, StringComparer.Ordinal);
        var defaults = 0;
        foreach (var (title, value) in shown.OrderBy(c => places[c.Value]))
        {
            var option = new JsonObject { ["label"] = Words(DiscordText.Label(title), DiscordLimits.OptionLabel), ["value"] = value };
            if (chosen.Contains(value) && (isMulti || defaults == 0))
            {
                option["default"] = true;
                defaults++;
            }

            options.Add((JsonNode)option);
        }

        if (options.Count == 0) return TextField(input, id);
        var required = Flag(input, "isRequired");
        return new JsonObject
        {
            ["type"] = 3, ["custom_id"] = id, ["required"] = required, ["min_values"] = required ? 1 : 0, ["max_values"] = isMulti ? options.Count : 1, ["options"] = options,
        };
    }

    private static List<(string Title, string Value)> Choices(JsonElement input) => input.TryGetProperty("choices", out var choices) && choices.ValueKind is JsonValueKind.Array
        ? [.. choices.EnumerateArray().Select(c => (Title: Text(c, "title"), Value: Text(c, "value"))).Where(c => c.Value is not null).Select(c => (c.Title ?? c.Value!, c.Value!))]
        : [];

    private static string? Value(JsonElement input) => input.TryGetProperty("value", out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetDouble().ToString(CultureInfo.InvariantCulture),
            _ => null,
        }
        : null;

    /// <summary>The first button of a card that sends its fields.</summary>
    private static JsonElement? Submit(JsonElement card)
    {
        if (card.ValueKind is not JsonValueKind.Object) return null;
        foreach (var part in card.EnumerateObject().Where(p => p.Value.ValueKind is JsonValueKind.Array && p.Name is "actions" or "body" or "items"))
        {
            foreach (var element in part.Value.EnumerateArray())
            {
                if (part.Name is "actions" && Text(element, "type") is "Action.Submit" or "Action.Execute") return element;
                if (Submit(element) is { } inner) return inner;
            }
        }

        return null;
    }

    private static string Words(string label, int limit) => DiscordText.Cut(label, limit) is var words && !string.IsNullOrWhiteSpace(words) ? words : "…";
}
