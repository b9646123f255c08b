using System.Text.Json.Nodes;

namespace PmBot.Adapters.Tests.Slack.StandIns;

/// <summary>Slack's limits, counted as Slack counts them; what it does not know is a fault.</summary>
internal static class BlockKit
{
    private static readonly string[] InMessages = ["section", "context", "header", "divider", "image", "actions", "input"];

    /// <summary>Everything that is wrong with a message.</summary>
    public static IReadOnlyList<string> MessageFaults(JsonObject message)
    {
        var faults = new List<string>();
        var text = Text(message["text"]);
        if (message["blocks"] is JsonArray blocks)
        {
            Count(blocks, 50, "blocks", faults);
            Blocks(blocks, faults);
            if (TotalText(blocks) > 13_200) faults.Add("msg_blocks_too_long");
            if (string.IsNullOrEmpty(text)) faults.Add("no text beside blocks");
        }
        else if (string.IsNullOrEmpty(text))
        {
            faults.Add("no_text");
        }

        if (text?.Length > 4_000) faults.Add("text over 4,000");
        Markup(text, faults);
        return faults;
    }

    /// <summary>Everything that is wrong with a modal or home page.</summary>
    public static IReadOnlyList<string> ViewFaults(JsonObject view)
    {
        var faults = new List<string>();
        var type = Text(view["type"]);
        if (type is not ("modal" or "home")) faults.Add($"view of type {type}");
        if (view["blocks"] is not JsonArray { Count: > 0 } blocks)
        {
            faults.Add("view without blocks");
            return faults;
        }

        Count(blocks, 100, "view blocks", faults);
        Blocks(blocks, faults);
        Within(view["private_metadata"], 3_000, "private_metadata", faults);
        Within(view["callback_id"], 255, "callback_id", faults);
        if (type == "modal")
        {
            foreach (var field in new[] { "title", "submit", "close" }) Plain(view[field], 24, field, faults, required: field == "title");
            if (view["submit"] is null && blocks.Any(b => Text(b!["type"]) == "input")) faults.Add("a form without submit");
        }

        return faults;
    }

    private static void Blocks(JsonArray blocks, List<string> faults)
    {
        var blockIds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var block in blocks.Select(b => b!.AsObject()))
        {
            var type = Text(block["type"]);
            if (!InMessages.Contains(type, StringComparer.Ordinal)) faults.Add($"a block of type {type}");
            if (Text(block["block_id"]) is { } id && (!blockIds.Add(id) || id.Length is 0 or > 255)) faults.Add($"block_id {id}");
            switch (type)
            {
                case "section":
                    if (block["text"] is null && block["fields"] is null) faults.Add("a section with nothing");
                    if (block["text"] is not null) TextObject(block["text"], 3_000, "section", faults);
                    if (block["fields"] is JsonArray fields)
                    {
                        Count(fields, 10, "fields", faults);
                        foreach (var field in fields) TextObject(field, 2_000, "field", faults);
                    }

                    if (block["accessory"] is JsonObject accessory) Element(accessory, faults);
                    break;
                case "header":
                    Plain(block["text"], 150, "header", faults, required: true);
                    break;
                case "context":
                    Elements(block, 10, faults, e => TextObject(e, 3_000, "context", faults));
                    break;
                case "actions":
                    Elements(block, 25, faults, e => Element(e, faults));
                    if (block["elements"]!.AsArray().Select(e => Text(e!["action_id"])).Distinct(StringComparer.Ordinal).Count() != block["elements"]!.AsArray().Count) faults.Add("action_ids are not unique");
                    break;
                case "image":
                    Within(block["image_url"], 3_000, "image_url", faults, required: true);
                    Within(block["alt_text"], 2_000, "alt_text", faults, required: true);
                    break;
                case "input":
                    Plain(block["label"], 2_000, "label", faults, required: true);
                    if (block["element"] is JsonObject element) Element(element, faults);
                    else faults.Add("an input without element");
                    break;
            }
        }
    }

    private static void Element(JsonObject element, List<string> faults)
    {
        Within(element["action_id"], 255, "action_id", faults, required: true);
        if (element["placeholder"] is not null) Plain(element["placeholder"], 150, "placeholder", faults, required: false);
        switch (Text(element["type"]))
        {
            case "button":
                Plain(element["text"], 75, "button", faults, required: true);
                Within(element["value"], 2_000, "value", faults);
                Within(element["url"], 3_000, "url", faults);
                if (Text(element["style"]) is not (null or "primary" or "danger")) faults.Add("style");
                break;
            case "static_select" or "multi_static_select" or "checkboxes":
                var max = Text(element["type"]) == "checkboxes" ? 10 : 100;
                if (element["option_groups"] is JsonArray groups)
                {
                    Count(groups, 100, "option_groups", faults);
                    foreach (var group in groups)
                    {
                        Plain(group!["label"], 75, "group", faults, required: true);
                        Options(group["options"] as JsonArray, 100, faults);
                    }
                }
                else
                {
                    Options(element["options"] as JsonArray, max, faults);
                }

                break;
            case "plain_text_input":
                Within(element["initial_value"], 3_000, "initial_value", faults);
                break;
            case "datepicker" or "timepicker" or "number_input" or "external_select" or "multi_external_select":
                break;
            default:
                faults.Add($"an element of type {element["type"]}");
                break;
        }
    }

    private static void Options(JsonArray? options, int max, List<string> faults)
    {
        if (options is not { Count: > 0 })
        {
            faults.Add("no options");
            return;
        }

        Count(options, max, "options", faults);
        foreach (var option in options)
        {
            Plain(option!["text"], 75, "option", faults, required: true);
            Within(option["value"], 150, "option value", faults, required: true);
        }
    }

    private static void Elements(JsonObject block, int max, List<string> faults, Action<JsonObject> check)
    {
        if (block["elements"] is not JsonArray { Count: > 0 } elements)
        {
            faults.Add("a block without elements");
            return;
        }

        Count(elements, max, "elements", faults);
        foreach (var element in elements) check(element!.AsObject());
    }

    private static void TextObject(JsonNode? node, int max, string what, List<string> faults)
    {
        var type = Text(node?["type"]);
        if (type is not ("mrkdwn" or "plain_text")) faults.Add($"{what}: a text of type {type}");
        Within(node?["text"], max, what, faults, required: true);
        if (type == "mrkdwn") Markup(Text(node?["text"]), faults);
    }

    private static void Plain(JsonNode? node, int max, string what, List<string> faults, bool required)
    {
        if (node is null)
        {
            if (required) faults.Add($"no {what}");
            return;
        }

        if (Text(node["type"]) != "plain_text") faults.Add($"{what} is not plain");
        Within(node["text"], max, what, faults, required: true);
    }

    /// <summary>The only control sequences that ever leave are links of our own.</summary>
    private static void Markup(string? text, List<string> faults)
    {
        for (var at = text?.IndexOf('<', StringComparison.Ordinal) ?? -1; at >= 0; at = text!.IndexOf('<', at + 1))
        {
            if (!text![(at + 1)..].StartsWith("http", StringComparison.Ordinal) && !text[(at + 1)..].StartsWith("mailto:", StringComparison.Ordinal)) faults.Add($"markup: {text[at..Math.Min(text.Length, at + 20)]}");
        }
    }

    private static void Within(JsonNode? node, int max, string what, List<string> faults, bool required = false)
    {
        var text = Text(node);
        if (required && string.IsNullOrEmpty(text)) faults.Add($"{what} is empty");
        if (text?.Length > max) faults.Add($"{what} is {text.Length} long");
    }

    private static void Count(JsonArray list, int max, string what, List<string> faults)
    {
        if (list.Count > max) faults.Add($"{list.Count} {what}");
    }

    private static int TotalText(JsonNode? node) => node switch
    {
        JsonObject item => item.Sum(f => f.Key == "text" && f.Value is JsonValue v ? v.GetValue<string>().Length : TotalText(f.Value)),
        JsonArray list => list.Sum(TotalText),
        _ => 0,
    };

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
