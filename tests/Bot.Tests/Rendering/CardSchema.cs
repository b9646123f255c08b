using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PmBot.Bot.Tests.Rendering;

/// <summary>What Adaptive Cards 1.5 and Teams ask of a card, as far as the bot's cards use it; anything it does not know is a fault.</summary>
/// <remarks>
/// Compared element by element and property by property with the published schema of version 1.5.0 (microsoft/AdaptiveCards, schemas/1.5.0/adaptive-card.json) and with
/// what <c>AdaptiveCards</c>, <c>CardBody</c>, <c>FormCards</c> and <c>HomePage</c> make.
/// Left out, so that using one is a fault until it is written down here: Container, Table, ImageSet, Media, RichTextBlock, Input.Number, Input.Time, Input.Toggle, Action.OpenUrl, Action.ShowCard,
/// Action.ToggleVisibility, authentication, and every property that no card of the bot has. Names of values are compared without case, as the schema does.
/// Stricter than the schema, for what clients do with it: texts are not empty, a column says its width, a text wraps or says that it does not, an image has a description and an absolute address, an input has a label,
/// ids are unique, a list's value is one of its choices, a required input that may be empty says what is missing, a button says something, cards have six actions at most and 28 KB.
/// Laxer in one thing: <c>choices.data</c> with <c>Data.Query</c> came after 1.5; Teams documents it for the cards it shows, and other clients leave out what they do not know.
/// </remarks>
internal static class CardSchema
{
    // A name, "!" where it must be there, and what it holds: a kind of value below, an element, or in brackets a list of elements.
    private static readonly Dictionary<string, Property[]> Elements = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AdaptiveCard"] = "$schema=uri version!=1.5 fallbackText=text body!=[Element] actions=[Action] refresh=Refresh",
        ["TextBlock"] = "text!=text wrap!=bool size=FontSize weight=FontWeight isSubtle=bool color=Colors spacing=Spacing separator=bool",
        ["FactSet"] = "facts!=[Fact]",
        ["Fact"] = "title!=text value!=text",
        ["ColumnSet"] = "columns!=[Column] spacing=Spacing selectAction=Action",
        ["Column"] = "width!=width items!=[Element]",
        ["Image"] = "url!=uri altText!=text size=ImageSize",
        ["ActionSet"] = "actions!=[Action]",
        ["Input.Text"] = "id!=text label!=text value=string maxLength=number isRequired=bool errorMessage=text isMultiline=bool",
        ["Input.Date"] = "id!=text label!=text value=date",
        ["Input.ChoiceSet"] = "id!=text label!=text style=ChoiceInputStyle value=string isRequired=bool errorMessage=text choices!=[Input.Choice] choices.data=Data.Query placeholder=text",
        ["Input.Choice"] = "title!=text value!=text",
        ["Data.Query"] = "dataset!=text",
        ["Refresh"] = "action!=Action.Execute",
        ["Action.Execute"] = "title=text verb!=text data!=data",
        ["Action.Submit"] = "title=text data!=data",
    }.ToDictionary(e => e.Key, e => e.Value.Split(' ').Select(Property.Read).ToArray(), StringComparer.Ordinal);

    // Where an element stands, and which may: a select action is every action but Action.ShowCard, which no card of the bot has.
    private static readonly Dictionary<string, string[]> Kinds = new(StringComparer.Ordinal)
    {
        ["Element"] = ["TextBlock", "FactSet", "ColumnSet", "Image", "ActionSet", "Input.Text", "Input.Date", "Input.ChoiceSet"],
        ["Action"] = ["Action.Execute", "Action.Submit"],
    };

    // These stand where nothing else can, so that the schema does not ask for their type.
    private static readonly string[] Untyped = ["Fact", "Input.Choice", "Refresh"];

    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["FontSize"] = ["default", "small", "medium", "large", "extraLarge"],
        ["FontWeight"] = ["default", "lighter", "bolder"],
        ["Colors"] = ["default", "dark", "light", "accent", "good", "warning", "attention"],
        ["Spacing"] = ["default", "none", "small", "medium", "large", "extraLarge", "padding"],
        ["ImageSize"] = ["auto", "stretch", "small", "medium", "large"],
        ["ChoiceInputStyle"] = ["compact", "expanded", "filtered"],
        // A number of pixels or a weight would do as well; no card of the bot has one.
        ["width"] = ["auto", "stretch"],
        ["1.5"] = ["1.5"],
    };

    /// <summary>Everything that is wrong with a card.</summary>
    public static IReadOnlyList<string> Faults(JsonElement card)
    {
        var faults = new List<string>();
        if (Encoding.UTF8.GetByteCount(card.GetRawText()) > 28 * 1024) faults.Add("over 28 KB");
        if (List(card, "body").Count == 0) faults.Add("nothing in it");
        Element(card, "AdaptiveCard", "card", faults);
        var ids = List(card, "body").Select(e => Text(e, "id")).OfType<string>().ToList();
        if (ids.Distinct(StringComparer.Ordinal).Count() < ids.Count) faults.Add("two inputs of one id");
        return faults;
    }

    private static void Element(JsonElement element, string kind, string at, List<string> faults)
    {
        var type = Text(element, "type") ?? (Untyped.Contains(kind, StringComparer.Ordinal) && element.ValueKind == JsonValueKind.Object && !element.TryGetProperty("type", out _) ? kind : null);
        if (type is null || !Elements.TryGetValue(type, out var properties) || (type != kind && !Kinds.GetValueOrDefault(kind, []).Contains(type, StringComparer.Ordinal)))
        {
            faults.Add($"{at}: no {kind}");
            return;
        }

        foreach (var field in element.EnumerateObject().Where(f => f.Name != "type"))
        {
            if (Array.Find(properties, p => p.Name == field.Name) is { } property) Value(field.Value, property.Holds, $"{at}/{field.Name}", faults);
            else faults.Add($"{at}: {type} has no {field.Name}");
        }

        faults.AddRange(properties.Where(p => p.MustBe && !element.TryGetProperty(p.Name, out _)).Select(p => $"{at}: {type} needs {p.Name}"));
        faults.AddRange(BesidesTheSchema(element, type).Select(f => $"{at}: {f}"));
    }

    private static void Value(JsonElement value, string holds, string at, List<string> faults)
    {
        if (holds[0] == '[')
        {
            if (value.ValueKind != JsonValueKind.Array) faults.Add($"{at}: no list");
            else foreach (var (i, item) in value.EnumerateArray().Index()) Element(item, holds[1..^1], $"{at}[{i.ToString(CultureInfo.InvariantCulture)}]", faults);
            return;
        }

        if (Elements.ContainsKey(holds) || Kinds.ContainsKey(holds))
        {
            Element(value, holds, at, faults);
            return;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        var fits = holds switch
        {
            "bool" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "number" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number > 0,
            "string" => text is not null,
            "text" => !string.IsNullOrWhiteSpace(text),
            "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "data" => text is { Length: > 0 } || value.ValueKind == JsonValueKind.Object,
            _ => Names[holds].Contains(text, StringComparer.OrdinalIgnoreCase),
        };
        if (!fits) faults.Add($"{at}: {value} is no {holds}");
    }

    private static IEnumerable<string> BesidesTheSchema(JsonElement element, string type)
    {
        if (element.TryGetProperty("actions", out _) && List(element, "actions").Count is 0 or > 6) yield return "none or too many actions";
        if (type == "Input.ChoiceSet")
        {
            var choices = List(element, "choices").ConvertAll(c => Text(c, "value"));
            if (choices.Distinct(StringComparer.Ordinal).Count() < choices.Count) yield return "a choice twice";
            if (Text(element, "value") is { } chosen && !choices.Contains(chosen, StringComparer.Ordinal)) yield return "chosen what is no choice";
            if (choices.Count == 0 && !element.TryGetProperty("choices.data", out _)) yield return "nothing to choose from";
        }

        if (type.StartsWith("Input.", StringComparison.Ordinal) && element.TryGetProperty("isRequired", out var required) && required.ValueKind == JsonValueKind.True
            && !element.TryGetProperty("errorMessage", out _) && Text(element, "value") is null or "")
            yield return "does not say what is missing";
        if (type.StartsWith("Action.", StringComparison.Ordinal) && element.TryGetProperty("data", out var data) && Says(data) is not { Length: > 0 }) yield return "a button that says nothing";
    }

    /// <summary>What a button says for the person, or else what it is about.</summary>
    private static string? Says(JsonElement data) => data.ValueKind != JsonValueKind.Object ? data.GetString()
        : Text(data, "say") ?? Text(data, "form") ?? Text(data, "share") ?? (data.TryGetProperty("task", out var task) ? task.GetRawText() : null);

    private static List<JsonElement> List(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private sealed record Property(string Name, bool MustBe, string Holds)
    {
        public static Property Read(string written)
        {
            var parts = written.Split('=');
            return new Property(parts[0].TrimEnd('!'), parts[0].EndsWith('!'), parts[1]);
        }
    }
}
