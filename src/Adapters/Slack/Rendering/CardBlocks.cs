using System.Text.Json;
using System.Text.Json.Nodes;

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
        foreach (var element in CardReader.List(card, "body")) Element(element);
        if (actions) Actions(CardReader.List(card, "actions"));
    }

    /// <summary>Adds the buttons of actions.</summary>
    public void Actions(IEnumerable<JsonElement> actions)
    {
        List<JsonObject> buttons = [];
        foreach (var action in actions)
        {
            if (CardReader.Text(action, "type") is "Action.ShowCard" && action.TryGetProperty("card", out var inner) && inner.ValueKind is JsonValueKind.Object) Add(inner);
            else if (Button(action) is { } button) buttons.Add(button);
        }

        blocks.Actions(buttons);
    }

    /// <summary>The button of an action, or null where there is none for it here.</summary>
    private static JsonObject? Button(JsonElement action)
    {
        var title = CardReader.Text(action, "title") is { Length: > 0 } given ? given : "…";
        var style = CardReader.Text(action, "style") switch { "positive" => "primary", "destructive" => "danger", _ => null };
        switch (CardReader.Text(action, "type"))
        {
            case "Action.OpenUrl" when CardReader.Text(action, "url") is { Length: > 0 and <= BlockLimits.Url } url:
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
        if (CardReader.IsHidden(element)) return;
        if (CardReader.Flag(element, "separator")) blocks.Divider();
        switch (CardReader.Text(element, "type"))
        {
            case "TextBlock":
                TextBlock(element);
                break;
            case "RichTextBlock":
                if (Inlines(element) is { Length: > 0 } rich) blocks.Section(rich);
                break;
            case "FactSet":
                blocks.Facts([.. CardReader.List(element, "facts").Select(fact => (CardReader.Text(fact, "title") ?? "", CardReader.Text(fact, "value") ?? ""))]);
                break;
            case "Image":
                blocks.Image(CardReader.Text(element, "url") ?? "", CardReader.Text(element, "altText") ?? "");
                break;
            case "ImageSet":
                foreach (var image in CardReader.List(element, "images")) Element(image);
                break;
            case "ColumnSet":
                Columns(element);
                break;
            case "Container" or "Column":
                foreach (var item in CardReader.List(element, "items")) Element(item);
                break;
            case "ActionSet":
                Actions(CardReader.List(element, "actions"));
                break;
            case { } input when input.StartsWith("Input.", StringComparison.Ordinal):
                if (InputBlocks.Of(element) is { } block) blocks.Add(block);
                break;
        }
    }

    private void TextBlock(JsonElement element)
    {
        if (CardReader.Text(element, "text") is not { } text || string.IsNullOrWhiteSpace(text)) return;
        var bold = CardReader.Text(element, "weight") is "Bolder";
        var size = CardReader.Text(element, "size");
        if (bold && size is "Medium" or "Large" or "ExtraLarge") blocks.Header(text);
        else if (!bold && (CardReader.Flag(element, "isSubtle") || size is "Small")) blocks.Context(Sign(CardReader.Text(element, "color")) + text);
        else blocks.Section(Sign(CardReader.Text(element, "color")) + text, bold);
    }

    /// <summary>Columns side by side become one text, with what the row does as a button at its end.</summary>
    private void Columns(JsonElement set)
    {
        List<string> columns = [];
        foreach (var column in CardReader.List(set, "columns").Where(c => !CardReader.IsHidden(c)))
        {
            var lines = CardReader.List(column, "items").Where(i => !CardReader.IsHidden(i)).Select(Line).OfType<string>().ToList();
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

        foreach (var other in CardReader.List(set, "columns").SelectMany(c => CardReader.List(c, "items")).Where(i => Line(i) is null)) Element(other);
    }

    private static string? Line(JsonElement item)
    {
        var text = CardReader.Text(item, "type") switch
        {
            "TextBlock" => CardReader.Text(item, "text"),
            "RichTextBlock" => Inlines(item),
            _ => null,
        };
        if (string.IsNullOrWhiteSpace(text)) return null;
        var sign = Sign(CardReader.Text(item, "color"));
        return CardReader.Text(item, "weight") is "Bolder" && !text.Contains('\n', StringComparison.Ordinal) ? $"{sign}**{text}**" : sign + text;
    }

    private static string Inlines(JsonElement block)
    {
        if (!block.TryGetProperty("inlines", out var inlines) || inlines.ValueKind is not JsonValueKind.Array) return "";
        return string.Concat(inlines.EnumerateArray().Select(inline => inline.ValueKind is JsonValueKind.String ? inline.GetString() : CardReader.Text(inline, "text")));
    }
}
