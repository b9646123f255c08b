using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Hosting;
using static PmBot.Adapters.Activities.LenientJson;

namespace PmBot.Adapters.Discord.Rendering;

/// <summary>Takes an Adaptive Card apart: a title, lines of Markdown, pictures, things to press and fields to fill in.</summary>
internal sealed class CardReader
{
    private readonly List<string> lines = [];
    private readonly List<string> pictures = [];
    private readonly List<Control> controls = [];
    private readonly List<JsonElement> inputs = [];
    private readonly JsonElement card;

    private CardReader(JsonElement card) => this.card = card;

    /// <summary>The title; null where its first line is none.</summary>
    public string? Title { get; private set; }

    /// <summary>Lines of Discord's Markdown.</summary>
    public IReadOnlyList<string> Lines => lines;

    /// <summary>Addresses that Discord can fetch.</summary>
    public IReadOnlyList<string> Pictures => pictures;

    public IReadOnlyList<Control> Controls => controls;

    /// <summary>Its <c>Input.*</c> elements.</summary>
    public IReadOnlyList<JsonElement> Inputs => inputs;

    /// <summary>0xRRGGBB; null for no colour.</summary>
    public int? Color { get; private set; }

    /// <summary>Reads a card.</summary>
    /// <param name="card">An Adaptive Card, of any version.</param>
    /// <param name="invoke">As what a form in it is sent; null for what its actions say.</param>
    public static CardReader Read(JsonElement card, string? invoke = null)
    {
        var reader = new CardReader(card);
        if (card.ValueKind is not JsonValueKind.Object) return reader;
        reader.Elements(card, "body");
        // Fields first: what a button does depends on whether there are any.
        reader.Actions(card, "actions", invoke);
        if (reader.Title is null && reader.lines.Count == 0 && reader.controls.Count == 0 && Text(card, "fallbackText") is { } fallback) reader.lines.Add(DiscordText.OfCard(fallback));
        return reader;
    }

    private void Elements(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var list) || list.ValueKind is not JsonValueKind.Array) return;
        foreach (var element in list.EnumerateArray().Where(e => e.ValueKind is JsonValueKind.Object && !IsHidden(e))) Element(element);
    }

    private void Element(JsonElement element)
    {
        if (Flag(element, "separator") && lines.Count > 0) lines.Add("");
        switch (Text(element, "type"))
        {
            case "TextBlock" when Text(element, "text") is { Length: > 0 } text:
                Block(element, text);
                break;
            case "RichTextBlock" when element.TryGetProperty("inlines", out var inlines) && inlines.ValueKind is JsonValueKind.Array:
                lines.Add(DiscordText.Escape(string.Concat(inlines.EnumerateArray().Select(i => i.ValueKind is JsonValueKind.String ? i.GetString() : Text(i, "text")))));
                break;
            case "FactSet" when element.TryGetProperty("facts", out var facts) && facts.ValueKind is JsonValueKind.Array:
                foreach (var fact in facts.EnumerateArray().Where(f => Text(f, "title") is not null)) Fact(fact);
                break;
            case "ColumnSet":
                Columns(element);
                break;
            case "Container" or "Column" or "ImageSet" or "Table" or "TableRow" or "TableCell":
                var before = lines.Count;
                foreach (var part in (ReadOnlySpan<string>)["items", "images", "rows", "cells"]) Elements(element, part);
                Select(element, before);
                break;
            case "Image" when Text(element, "url") is { } url:
                Picture(url);
                break;
            case "ActionSet":
                Actions(element, "actions", null);
                break;
            case { } type when type.StartsWith("Input.", StringComparison.Ordinal) && Text(element, "id") is { Length: > 0 }:
                inputs.Add(element);
                break;
        }
    }

    private void Block(JsonElement element, string text)
    {
        var said = DiscordText.OfCard(text);
        if (string.IsNullOrWhiteSpace(said)) return;
        var isHead = Text(element, "weight") is "Bolder" || Text(element, "size") is "Medium" or "Large" or "ExtraLarge";
        Color ??= Tone(Text(element, "color"));
        if (Title is null && lines.Count == 0 && isHead && said.Length <= DiscordLimits.EmbedTitle && !said.Contains('\n', StringComparison.Ordinal))
        {
            Title = said;
            return;
        }

        if (isHead) lines.Add($"**{said}**");
        else if (Flag(element, "isSubtle") && Text(element, "size") is "Small") lines.AddRange(said.Split('\n').Select(line => line.Length == 0 ? line : $"-# {line}"));
        else lines.Add(said);
    }

    private void Fact(JsonElement fact) => lines.Add($"**{DiscordText.OfCard(Text(fact, "title")!)}:** {DiscordText.OfCard(Text(fact, "value") ?? "")}");

    /// <summary>Columns beside each other: their first lines become one, what stands below follows.</summary>
    private void Columns(JsonElement set)
    {
        if (!set.TryGetProperty("columns", out var columns) || columns.ValueKind is not JsonValueKind.Array) return;
        var before = lines.Count;
        var first = new StringBuilder();
        List<string> below = [];
        foreach (var column in columns.EnumerateArray().Where(c => c.ValueKind is JsonValueKind.Object && !IsHidden(c)))
        {
            var part = ReadColumn(column);
            foreach (var line in part.lines.Prepend(part.Title is { } head ? $"**{head}**" : "").Where(l => l.Length > 0).Select((line, i) => (line, i)))
            {
                if (line.i > 0) below.Add(line.line);
                else first.Append(first.Length > 0 ? " " : "").Append(line.line.StartsWith("-# ", StringComparison.Ordinal) ? line.line[3..] : line.line);
            }

            pictures.AddRange(part.pictures);
            controls.AddRange(part.controls);
            inputs.AddRange(part.inputs);
            Color ??= part.Color;
        }

        if (first.Length > 0) lines.Add(first.ToString());
        lines.AddRange(below);
        Select(set, before);
    }

    private static CardReader ReadColumn(JsonElement column)
    {
        var reader = new CardReader(column);
        reader.Elements(column, "items");
        return reader;
    }

    /// <summary>What a line of the card does when it is pressed becomes a choice of a list.</summary>
    private void Select(JsonElement element, int before)
    {
        if (!element.TryGetProperty("selectAction", out var action) || action.ValueKind is not JsonValueKind.Object) return;
        var label = lines.Count > before ? lines[before] : Text(action, "title") ?? "";
        if (Press(action, label, null) is { Kind: not null } control) controls.Add(control with { IsRow = true });
    }

    private void Actions(JsonElement parent, string name, string? invoke)
    {
        if (!parent.TryGetProperty(name, out var list) || list.ValueKind is not JsonValueKind.Array) return;
        foreach (var action in list.EnumerateArray().Where(a => a.ValueKind is JsonValueKind.Object))
        {
            if (Text(action, "type") is "Action.ShowCard" && action.TryGetProperty("card", out var inner))
            {
                // Folded away in other clients; here what it offers is offered at once.
                controls.AddRange(Read(inner, invoke).controls);
            }
            else if (Press(action, Text(action, "title") ?? "", invoke) is { } control)
            {
                controls.Add(control);
            }
        }
    }

    private Control? Press(JsonElement action, string label, string? invoke)
    {
        var data = action.TryGetProperty("data", out var given) ? given : default;
        var style = Text(action, "style") switch { "positive" => 3, "destructive" => 4, _ => 2 };
        switch (Text(action, "type"))
        {
            case "Action.OpenUrl" when Text(action, "url") is { Length: <= DiscordLimits.ButtonUrl } url && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https":
                return Control.Link(label, uri.AbsoluteUri.Length <= DiscordLimits.ButtonUrl ? uri.AbsoluteUri : url);
            case "Action.Submit" or "Action.Execute" when inputs.Count > 0 && Text(action, "associatedInputs") is not "none":
                return new(label, ComponentKind.Form, CardForm.Keep(card, action, invoke), Style: style is 2 ? 1 : style);
            case "Action.Submit" when IsFetch(data):
                return new(label, ComponentKind.Fetch, WithoutTeams(data), Style: style);
            case "Action.Submit":
                return new(label, ComponentKind.Submit, WithoutTeams(data), Style: style);
            case "Action.Execute":
                var node = WithoutTeams(data);
                var verb = Text(action, "verb");
                return new(label, ComponentKind.Execute, verb is null or "say" ? node : new JsonArray(verb, node), Style: style);
            default:
                return null;
        }
    }

    private void Picture(string url)
    {
        if (url.Length <= 2048 && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && !Loopback.IsHost(uri.Host)) pictures.Add(uri.AbsoluteUri);
    }

    private static bool IsFetch(JsonElement data) =>
        data.ValueKind is JsonValueKind.Object && data.TryGetProperty("msteams", out var teams) && teams.ValueKind is JsonValueKind.Object && Text(teams, "type") is "task/fetch";

    /// <summary>The data without what only Teams reads.</summary>
    private static JsonNode? WithoutTeams(JsonElement data)
    {
        if (data.ValueKind is JsonValueKind.Undefined) return new JsonObject();
        var node = JsonNode.Parse(data.GetRawText());
        if (node is JsonObject fields) fields.Remove("msteams");
        return node;
    }

    private static int? Tone(string? color) => color switch
    {
        "Good" => 0x2E7D32,
        "Warning" => 0xB26A00,
        "Attention" => 0xC62828,
        "Accent" => 0x3559C7,
        _ => null,
    };
}
