using System.Text;
using System.Text.Json;

namespace PmBot.Bot.Tests.Rendering;

/// <summary>What Adaptive Cards 1.5 and Teams ask of a card, as far as the bot's cards use it; anything it does not know is a fault.</summary>
internal static class CardSchema
{
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["AdaptiveCard"] = ["type", "$schema", "version", "fallbackText", "body", "actions", "refresh"],
        ["TextBlock"] = ["type", "text", "wrap", "size", "weight", "isSubtle", "color", "spacing", "separator"],
        ["FactSet"] = ["type", "facts"],
        ["ColumnSet"] = ["type", "columns", "spacing", "selectAction"],
        ["Column"] = ["type", "width", "items"],
        ["Image"] = ["type", "url", "altText", "size"],
        ["Input.Text"] = ["type", "id", "label", "value", "maxLength", "isRequired", "errorMessage", "isMultiline"],
        ["Input.Date"] = ["type", "id", "label", "value"],
        ["Input.ChoiceSet"] = ["type", "id", "label", "style", "value", "isRequired", "choices", "choices.data", "placeholder"],
        ["Data.Query"] = ["type", "dataset"],
        ["Action.Execute"] = ["type", "title", "verb", "data"],
        ["Action.Submit"] = ["type", "title", "data"],
    };

    private static readonly Dictionary<string, string[]> Values = new(StringComparer.Ordinal)
    {
        ["size"] = ["Small", "Default", "Medium", "Large", "ExtraLarge", "Stretch"],
        ["weight"] = ["Lighter", "Default", "Bolder"],
        ["color"] = ["Default", "Dark", "Light", "Accent", "Good", "Warning", "Attention"],
        ["spacing"] = ["None", "Small", "Default", "Medium", "Large"],
        ["width"] = ["auto", "stretch"],
    };

    /// <summary>Everything that is wrong with a card.</summary>
    public static IReadOnlyList<string> Faults(JsonElement card)
    {
        var faults = new List<string>();
        if (Encoding.UTF8.GetByteCount(card.GetRawText()) > 28 * 1024)
        {
            faults.Add("over 28 KB");
        }

        if (Text(card, "type") != "AdaptiveCard" || Text(card, "version") != "1.5" || !card.TryGetProperty("body", out var body) || body.GetArrayLength() == 0)
        {
            faults.Add("no card of version 1.5 with a body");
        }

        if (card.TryGetProperty("actions", out var actions) && actions.GetArrayLength() is 0 or > 6)
        {
            faults.Add("none or too many actions");
        }

        Walk(card, "AdaptiveCard", faults);
        return faults;
    }

    private static void Walk(JsonElement element, string at, List<string> faults)
    {
        if (Text(element, "type") is not { } type || !Known.TryGetValue(type, out var fields))
        {
            faults.Add($"{at}: unknown element");
            return;
        }

        foreach (var field in element.EnumerateObject())
        {
            if (!fields.Contains(field.Name, StringComparer.Ordinal))
            {
                faults.Add($"{at}: {type} has no {field.Name}");
            }

            if (Values.TryGetValue(field.Name, out var allowed) && !allowed.Contains(field.Value.GetString(), StringComparer.Ordinal))
            {
                faults.Add($"{at}: {field.Name} may not be {field.Value}");
            }
        }

        foreach (var required in Required(type).Where(r => !element.TryGetProperty(r, out _)))
        {
            faults.Add($"{at}: {type} needs {required}");
        }

        foreach (var text in new[] { "text", "altText", "fallbackText" }.Where(t => element.TryGetProperty(t, out var v) && string.IsNullOrWhiteSpace(v.GetString())))
        {
            faults.Add($"{at}: {type} with an empty {text}");
        }

        foreach (var list in new[] { "body", "columns", "items", "actions" })
        {
            if (element.TryGetProperty(list, out var items))
            {
                var i = 0;
                foreach (var item in items.EnumerateArray())
                {
                    Walk(item, $"{at}/{list}[{i++}]", faults);
                }
            }
        }

        if (element.TryGetProperty("selectAction", out var action))
        {
            Walk(action, at + "/selectAction", faults);
        }

        if (type == "Image" && !Uri.TryCreate(Text(element, "url"), UriKind.Absolute, out _))
        {
            faults.Add($"{at}: an image without an absolute address");
        }

        if (type.StartsWith("Action.", StringComparison.Ordinal) && Said(element.GetProperty("data")) is not { Length: > 0 })
        {
            faults.Add($"{at}: a button that says nothing");
        }
    }

    /// <summary>What a button says for the person.</summary>
    private static string? Said(JsonElement data) => data.ValueKind == JsonValueKind.String ? data.GetString() : Text(data, "say") ?? Text(data, "form");

    private static string[] Required(string type) => type switch
    {
        "Input.Text" or "Input.Date" => ["id", "label"],
        "Input.ChoiceSet" => ["id", "label", "choices"],
        "TextBlock" => ["text", "wrap"],
        "FactSet" => ["facts"],
        "ColumnSet" => ["columns"],
        "Column" => ["items", "width"],
        "Image" => ["url", "altText"],
        "Action.Execute" => ["title", "verb", "data"],
        "Action.Submit" => ["data"],
        _ => [],
    };

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
