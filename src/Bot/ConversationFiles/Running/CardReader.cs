using System.Text.Json;
using System.Text.RegularExpressions;
using PmBot.Adapters.Activities;

namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>Collects what cards say and what can be pressed on them.</summary>
internal sealed partial class CardReader
{
    public List<string> Texts { get; } = [];

    public List<SeenButton> Buttons { get; } = [];

    /// <summary>Reads a card; other attachments show nothing to read but their name.</summary>
    public void Read(Attachment attachment)
    {
        if (attachment.Content is not { ValueKind: JsonValueKind.Object } content)
        {
            Say(attachment.Name);
        }
        else if (attachment.ContentType == Attachment.AdaptiveCard)
        {
            Walk(content);
        }
        else
        {
            Hero(content);
        }
    }

    private void Walk(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Walk(item);
            }
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        switch (String(element, "type"))
        {
            case "TextBlock" or "TextRun":
                Say(Plain(String(element, "text")));
                break;
            case "Image":
                Say(String(element, "altText"));
                return;
            case "FactSet" when element.TryGetProperty("facts", out var facts) && facts.ValueKind == JsonValueKind.Array:
                foreach (var fact in facts.EnumerateArray())
                {
                    Say($"{String(fact, "title")} {String(fact, "value")}");
                }

                return;
            case "Action.Submit":
                Buttons.Add(Submit(element, String(element, "title") ?? ""));
                return;
            case "Action.Execute":
                Buttons.Add(new ExecuteButton(String(element, "title") ?? "", String(element, "id"), String(element, "verb"), Data(element)));
                return;
        }

        foreach (var property in element.EnumerateObject().Where(p => p.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
        {
            Walk(property.Value);
        }
    }

    // Web Chat sends a Submit whose data is a text as the person's own words; Teams does so with what its data names as such.
    private static SeenButton Submit(JsonElement action, string title) => Data(action) switch
    {
        { ValueKind: JsonValueKind.String } words => new SayButton(title, words.GetString()!),
        { ValueKind: JsonValueKind.Object } data when data.TryGetProperty("msteams", out var teams) && String(teams, "type") == "imBack" && String(teams, "value") is { } words =>
            new SayButton(title, words),
        { } data => new SubmitButton(title, data),
        null => new SubmitButton(title, JsonElement.Parse("{}")),
    };

    private void Hero(JsonElement card)
    {
        Say(String(card, "title"));
        Say(String(card, "subtitle"));
        Say(String(card, "text"));
        if (card.TryGetProperty("buttons", out var buttons) && buttons.ValueKind == JsonValueKind.Array)
        {
            Buttons.AddRange(buttons.EnumerateArray().Select(b => SeenButton.From(b.Deserialize(ActivityJson.Default.CardAction)!)).OfType<SeenButton>());
        }
    }

    private void Say(string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            Texts.Add(text.Trim());
        }
    }

    // A TextBlock is Markdown: what is escaped there, a person reads plain, and an empty line is a line break.
    private static string? Plain(string? markdown) => markdown is null ? null : Escaped().Replace(markdown, "${sign}").Replace("\n\n", "\n", StringComparison.Ordinal);

    [GeneratedRegex(@"\\(?<sign>[!-/:-@\[-`{-~])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Escaped();

    private static JsonElement? Data(JsonElement action) => action.TryGetProperty("data", out var data) && data.ValueKind != JsonValueKind.Null ? data : null;

    private static string? String(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
