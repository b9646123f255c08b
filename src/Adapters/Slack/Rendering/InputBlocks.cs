using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.Slack.Rendering;

/// <summary>A card's inputs as input blocks.</summary>
internal static class InputBlocks
{
    /// <summary>The block id of an input is its own id behind this.</summary>
    public const string IdMark = "in:";

    /// <summary>The action id of a list that is looked up begins so; then come the data set and the input's id.</summary>
    public const string LookupMark = "find|";

    /// <summary>The action id of a box to tick begins so; then come the values of ticked and not ticked.</summary>
    public const string ToggleMark = "toggle|";

    private const int OptionsText = 8_000;

    /// <summary>The block of an input, or null for one that nothing can be entered in.</summary>
    public static JsonObject? Of(JsonElement input)
    {
        if (LenientJson.Text(input, "id") is not { Length: > 0 and < BlockLimits.Id - 60 } id || Element(input, id) is not { } element) return null;
        var label = LenientJson.Text(input, "label") is { Length: > 0 } given ? given : LenientJson.Text(input, "title") ?? LenientJson.Text(input, "placeholder") ?? id;
        return new JsonObject
        {
            ["type"] = "input",
            ["block_id"] = IdMark + id,
            ["label"] = TextObjects.Plain(label, BlockLimits.Label),
            ["element"] = element,
            ["optional"] = !LenientJson.Flag(input, "isRequired"),
        };
    }

    private static JsonObject? Element(JsonElement input, string id) => LenientJson.Text(input, "type") switch
    {
        "Input.Text" => Text(input, id),
        "Input.Number" => With(Typed("number_input", input, id), ("is_decimal_allowed", true), ("initial_value", LenientJson.Value(input, "value"))),
        "Input.Date" => With(Typed("datepicker", input, id), ("initial_date", Date(LenientJson.Text(input, "value")))),
        "Input.Time" => With(Typed("timepicker", input, id), ("initial_time", Time(LenientJson.Text(input, "value")))),
        "Input.Toggle" => Toggle(input),
        "Input.ChoiceSet" => Choices(input, id),
        _ => null,
    };

    private static JsonObject Text(JsonElement input, string id)
    {
        var element = Typed("plain_text_input", input, id);
        if (LenientJson.Flag(input, "isMultiline")) element["multiline"] = true;
        var max = input.TryGetProperty("maxLength", out var given) && given.ValueKind is JsonValueKind.Number && given.TryGetInt32(out var number) && number > 0
            ? Math.Min(number, BlockLimits.InputText)
            : BlockLimits.InputText;
        element["max_length"] = max;
        if (LenientJson.Value(input, "value") is { Length: > 0 } value) element["initial_value"] = value.Length <= max ? value : TextObjects.Cut(value, max);
        return element;
    }

    private static JsonObject Toggle(JsonElement input)
    {
        var on = LenientJson.Text(input, "valueOn") ?? "true";
        var off = LenientJson.Text(input, "valueOff") ?? "false";
        var option = Option(LenientJson.Text(input, "title") is { Length: > 0 } title ? title : on, "on");
        var element = new JsonObject { ["type"] = "checkboxes", ["action_id"] = $"{ToggleMark}{on}|{off}", ["options"] = new JsonArray(option) };
        if (LenientJson.Value(input, "value") is { } value && value == on) element["initial_options"] = new JsonArray(option.DeepClone());
        return element;
    }

    private static JsonObject? Choices(JsonElement input, string id)
    {
        var many = LenientJson.Flag(input, "isMultiSelect");
        var wanted = (LenientJson.Value(input, "value") ?? "").Split(many ? ',' : '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var given = LenientJson.List(input, "choices")
            .Select(c => (Title: LenientJson.Text(c, "title"), Value: LenientJson.Text(c, "value")))
            .Where(c => c is { Title.Length: > 0, Value.Length: > 0 and <= BlockLimits.OptionValue * 2 })
            .DistinctBy(c => c.Value, StringComparer.Ordinal)
            .ToList();
        // All of them together are part of a message's text, which has a limit of its own.
        var room = Math.Clamp(OptionsText / Math.Max(given.Count, 1), 1, BlockLimits.OptionText);
        var options = given.ConvertAll(c => Option(c.Title!.Length <= room ? c.Title : TextObjects.Cut(c.Title, room), c.Value!));
        var chosen = options.Where(o => wanted.Contains(o["value"]!.GetValue<string>(), StringComparer.Ordinal)).Take(many ? BlockLimits.Options : 1).ToList();

        JsonObject element;
        if (input.TryGetProperty("choices.data", out var query) && LenientJson.Text(query, "dataset") is { Length: > 0 and < 60 } dataset)
        {
            element = Typed(many ? "multi_external_select" : "external_select", input, id);
            element["action_id"] = $"{LookupMark}{dataset}|{id}";
            element["min_query_length"] = 0;
        }
        else if (options.Count == 0)
        {
            return null;
        }
        else
        {
            element = Typed(many ? "multi_static_select" : "static_select", input, id);
            AddOptions(element, options);
        }

        if (chosen.Count > 0) element[many ? "initial_options" : "initial_option"] = many ? new JsonArray([.. chosen.Select(c => c.DeepClone())]) : chosen[0].DeepClone();
        return element;
    }

    private static void AddOptions(JsonObject element, List<JsonObject> options)
    {
        if (options.Count <= BlockLimits.Options)
        {
            element["options"] = new JsonArray([.. options]);
            return;
        }

        var groups = options.Chunk(BlockLimits.Options).Take(BlockLimits.Options).Select((chunk, i) => (JsonNode)new JsonObject
        {
            ["label"] = TextObjects.Plain(string.Create(CultureInfo.InvariantCulture, $"{(i * BlockLimits.Options) + 1}–{(i * BlockLimits.Options) + chunk.Length}"), BlockLimits.OptionText),
            ["options"] = new JsonArray([.. chunk]),
        });
        element["option_groups"] = new JsonArray([.. groups]);
    }

    /// <summary>One thing to choose.</summary>
    public static JsonObject Option(string title, string value) => new() { ["text"] = TextObjects.Plain(title.ReplaceLineEndings(" "), BlockLimits.OptionText), ["value"] = value };

    private static JsonObject Typed(string type, JsonElement input, string id)
    {
        var element = new JsonObject { ["type"] = type, ["action_id"] = $"v:{id}" };
        if (LenientJson.Text(input, "placeholder") is { Length: > 0 } placeholder) element["placeholder"] = TextObjects.Plain(placeholder, BlockLimits.Placeholder);
        return element;
    }

    private static JsonObject With(JsonObject element, params (string Name, JsonNode? Value)[] more)
    {
        foreach (var (name, value) in more)
        {
            if (value is not null) element[name] = value;
        }

        return element;
    }

    private static string? Date(string? value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? value : null;

    private static string? Time(string? value) => TimeOnly.TryParseExact(value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? value : null;
}
