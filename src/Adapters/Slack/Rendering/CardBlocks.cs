using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.Slack.Rendering;

/// <summary>Adaptive Cards as blocks. What Block Kit has no word for is shown as the nearest that it has.</summary>
internal sealed class CardBlocks(BlockList blocks)
{
    // A colour says what a sign can say to everybody.
    private static string Sign(string? color) => color switch { "Attention" => "🔴 ", "Warning" => "🟡 ", "Good" => "🟢 ", _ => "" };

    /// <summary>Adds a card, body and actions.</summary>
    /// <param name="card">The card.</param>
    /// <param name="actions">False where the actions are shown otherwise, as in a form.</param>
    public void Add(JsonElement card, bool actions = true)
    {
        foreach (var element in LenientJson.List(card, "body")) Element(element);
        if (actions) Actions(LenientJson.List(card, "actions"));
    }

    /// <summary>Adds the buttons of actions.</summary>
    public void Actions(IEnumerable<JsonElement> actions)
    {
        List<JsonObject> buttons = [];
        foreach (var action in actions)
        {
            if (LenientJson.Text(action, "type") is "Action.ShowCard" && action.TryGetProperty("card", out var inner) && inner.ValueKind is JsonValueKind.Object) Add(inner);
            else if (Button(action) is { } button) buttons.Add(button);
        }

        blocks.Actions(buttons);
    }

    /// <summary>The button of an action, or null where there is none for it here.</summary>
    private static JsonObject? Button(JsonElement action)
    {
        var title = LenientJson.Text(action, "title") is { Length: > 0 } given ? given : "…";
        var style = LenientJson.Text(action, "style") switch { "positive" => "primary", "destructive" => "danger", _ => null };
        switch (LenientJson.Text(action, "type"))
        {
            case "Action.OpenUrl" when LenientJson.Text(action, "url") is { Length: > 0 and <= BlockLimits.Url } url:
                var link = BlockList.Button(title, null, style);
                link["url"] = url;
                return link;
            case "Action.Submit" or "Action.Execute":
                return SlackButton.Of(action)?.ToValue() is { } value ? BlockList.Button(title, value, style) : null;
            default:
                return null;
        }
    }

    private void Element(JsonElement element)
    {
        if (LenientJson.IsHidden(element)) return;
        if (LenientJson.Flag(element, "separator")) blocks.Divider();
        switch (LenientJson.Text(element, "type"))
        {
            case "TextBlock":
                TextBlock(element);
                break;
            case "RichTextBlock":
                if (Inlines(element) is { Length: > 0 } rich) blocks.Section(rich);
                break;
            case "FactSet":
                blocks.Facts([.. LenientJson.List(element, "facts").Select(fact => (LenientJson.Text(fact, "title") ?? "", LenientJson.Text(fact, "value") ?? ""))]);
                break;
            case "Image":
                blocks.Image(LenientJson.Text(element, "url") ?? "", LenientJson.Text(element, "altText") ?? "");
                break;
            case "ImageSet":
                foreach (var image in LenientJson.List(element, "images")) Element(image);
                break;
            case "ColumnSet":
                Columns(element);
                break;
            case "Container" or "Column":
                foreach (var item in LenientJson.List(element, "items")) Element(item);
                break;
            case "ActionSet":
                Actions(LenientJson.List(element, "actions"));
                break;
            case { } input when input.StartsWith("Input.", StringComparison.Ordinal):
                if (InputBlocks.Of(element) is { } block) blocks.Add(block);
                break;
        }
    }

    private void TextBlock(JsonElement element)
    {
        if (LenientJson.Text(element, "text") is not { } text || string.IsNullOrWhiteSpace(text)) return;
        var bold = LenientJson.Text(element, "weight") is "Bolder";
        var size = LenientJson.Text(element, "size");
        if (bold && size is "Medium" or "Large" or "ExtraLarge") blocks.Header(text);
        else if (!bold && (LenientJson.Flag(element, "isSubtle") || size is "Small")) blocks.Context(Sign(LenientJson.Text(element, "color")) + text);
        else blocks.Section(Sign(LenientJson.Text(element, "color")) + text, bold);
    }

    /// <summary>Columns side by side become one text, with what the row does as a button at its end.</summary>
    private void Columns(JsonElement set)
    {
        List<string> columns = [];
        foreach (var column in LenientJson.List(set, "columns").Where(c => !LenientJson.IsHidden(c)))
        {
            var lines = LenientJson.List(column, "items").Where(i => !LenientJson.IsHidden(i)).Select(Line).OfType<string>().ToList();
            if (lines.Count > 0) columns.Add(string.Join('\n', lines));
        }

        var select = set.TryGetProperty("selectAction", out var action) && action.ValueKind is JsonValueKind.Object ? Button(action) : null;
        if (columns.Count > 0)
        {
            var text = columns[0];
            // "1." belongs before what it counts; a state stands behind what it is the state of.
            for (var i = 1; i < columns.Count; i++) text = i == 1 && text.Length <= 5 && !text.Contains('\n', StringComparison.Ordinal) ? $"{text} {columns[i]}" : $"{text}  ·  {columns[i]}";
            blocks.Section(text, accessory: select);
        }
        else if (select is not null)
        {
            blocks.Actions([select]);
        }

        foreach (var other in LenientJson.List(set, "columns").SelectMany(c => LenientJson.List(c, "items")).Where(i => Line(i) is null)) Element(other);
    }

    private static string? Line(JsonElement item)
    {
        var text = LenientJson.Text(item, "type") switch
        {
            "TextBlock" => LenientJson.Text(item, "text"),
            "RichTextBlock" => Inlines(item),
            _ => null,
        };
        if (string.IsNullOrWhiteSpace(text)) return null;
        var sign = Sign(LenientJson.Text(item, "color"));
        return LenientJson.Text(item, "weight") is "Bolder" && !text.Contains('\n', StringComparison.Ordinal) ? $"{sign}**{text}**" : sign + text;
    }

    private static string Inlines(JsonElement block)
    {
        if (!block.TryGetProperty("inlines", out var inlines) || inlines.ValueKind is not JsonValueKind.Array) return "";
        return string.Concat(inlines.EnumerateArray().Select(inline => inline.ValueKind is JsonValueKind.String ? inline.GetString() : LenientJson.Text(inline, "text")));
    }
}
