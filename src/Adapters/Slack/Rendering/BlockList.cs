using System.Globalization;
using System.Text.Json.Nodes;

namespace PmBot.Adapters.Slack.Rendering;

/// <summary>Blocks in the making; each is within Slack's limits, what is longer becomes several.</summary>
internal sealed class BlockList
{
    private readonly List<JsonObject> blocks = [];
    private int ids;

    public IReadOnlyList<JsonObject> Blocks => blocks;

    /// <summary>Text in Markdown.</summary>
    public void Section(string markdown, bool bold = false, JsonObject? accessory = null)
    {
        foreach (var piece in TextObjects.Split(markdown, BlockLimits.SectionText, text => Length(TextObjects.Of(text, bold))))
        {
            Text(TextObjects.Of(piece, bold), accessory);
            accessory = null;
        }

        if (accessory is not null) Actions([accessory]);
    }

    /// <summary>Text without any look of its own.</summary>
    public void Literal(string text)
    {
        foreach (var piece in TextObjects.Split(text, BlockLimits.SectionText, t => Length(TextObjects.Literal(t)))) Text(TextObjects.Literal(piece), accessory: null);
    }

    /// <summary>A heading in Markdown; where it is too long for one, a text.</summary>
    public void Header(string markdown)
    {
        var plain = MarkdownRuns.Plain(markdown).ReplaceLineEndings(" ");
        if (plain.Length is 0 or > BlockLimits.HeaderText || plain.AsSpan().IndexOfAny("&<>") >= 0) Section(markdown, bold: true);
        else Add(new JsonObject { ["type"] = "header", ["text"] = TextObjects.Plain(plain, BlockLimits.HeaderText) });
    }

    /// <summary>Small text in Markdown.</summary>
    public void Context(string markdown)
    {
        foreach (var piece in TextObjects.Split(markdown, BlockLimits.ContextText, text => Length(TextObjects.Of(text))))
            Add(new JsonObject { ["type"] = "context", ["elements"] = new JsonArray(TextObjects.Of(piece)) });
    }

    /// <summary>Names and values, in two columns.</summary>
    public void Facts(IReadOnlyList<(string Title, string Value)> facts)
    {
        var fields = new JsonArray();
        foreach (var (title, value) in facts)
        {
            var field = TextObjects.Mrkdwn($"{TextObjects.Of(title, bold: true)["text"]}\n{TextObjects.Mark(value)}");
            if (Length(field) > BlockLimits.FieldText)
            {
                Flush(ref fields);
                Section(title, bold: true);
                Section(value);
                continue;
            }

            fields.Add(field);
            if (fields.Count == BlockLimits.SectionFields) Flush(ref fields);
        }

        Flush(ref fields);
    }

    /// <summary>A picture; one at an address that Slack does not take is described.</summary>
    public void Image(string url, string description)
    {
        if (url.Length <= BlockLimits.Url && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")
            Add(new JsonObject { ["type"] = "image", ["image_url"] = url, ["alt_text"] = TextObjects.Cut(description, BlockLimits.AltText) });
        else if (description.Length > 0) Context(description);
    }

    public void Divider()
    {
        if (blocks.Count > 0 && blocks[^1]["type"]!.GetValue<string>() != "divider") Add(new JsonObject { ["type"] = "divider" });
    }

    /// <summary>Buttons and the like.</summary>
    /// <param name="elements">Without ids.</param>
    /// <param name="once">They go once one of them was pressed.</param>
    public void Actions(IEnumerable<JsonObject> elements, bool once = false)
    {
        foreach (var row in elements.Chunk(BlockLimits.Actions))
        {
            var list = new JsonArray();
            foreach (var element in row)
            {
                element["action_id"] = NextId("a");
                list.Add(element);
            }

            Add(new JsonObject { ["type"] = "actions", ["block_id"] = NextId(once ? OnceMark : "b"), ["elements"] = list });
        }
    }

    /// <summary>The block ids of buttons that go once one of them was pressed begin so.</summary>
    public const string OnceMark = "once";

    public void Add(JsonObject block) => blocks.Add(block);

    public static JsonObject Button(string title, string? value, string? style)
    {
        var button = new JsonObject { ["type"] = "button", ["text"] = TextObjects.Plain(title.ReplaceLineEndings(" "), BlockLimits.ButtonText) };
        if (value is not null) button["value"] = value;
        if (style is not null) button["style"] = style;
        return button;
    }

    private void Text(JsonObject text, JsonObject? accessory)
    {
        var section = new JsonObject { ["type"] = "section", ["text"] = text };
        if (accessory is not null)
        {
            accessory["action_id"] = NextId("a");
            section["accessory"] = accessory;
        }

        Add(section);
    }

    private void Flush(ref JsonArray fields)
    {
        if (fields.Count == 0) return;
        Add(new JsonObject { ["type"] = "section", ["fields"] = fields });
        fields = [];
    }

    private string NextId(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{++ids}");

    private static int Length(JsonObject text) => text["text"]!.GetValue<string>().Length;
}
