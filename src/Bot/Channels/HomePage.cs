using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Rendering;
using PmBot.Bot.Replies;

namespace PmBot.Bot.Channels;

/// <summary>What stands on the home page besides the day: whatever waits for the person, with its buttons.</summary>
public sealed class HomePage(IEnumerable<IWaiting> kinds)
{
    // A page is read at a glance; what is beyond this comes up once these are answered.
    private const int Most = 8;

    /// <summary>What waits for the person.</summary>
    public async Task<IReadOnlyList<WaitingQuestion>> WaitingAsync(Turn turn, CancellationToken cancellationToken)
    {
        List<WaitingQuestion> waiting = [];
        foreach (var kind in kinds) waiting.AddRange(await kind.OfAsync(turn, cancellationToken));
        return [.. waiting.Take(Most)];
    }

    /// <summary>The page: what waits, then the day.</summary>
    /// <param name="day">The message with the day's card; gets what waits before it.</param>
    /// <param name="waiting">What waits; nothing is shown of an empty list.</param>
    /// <param name="turn">Whose.</param>
    /// <param name="style">What the channel can do.</param>
    internal static void Add(Activity day, IReadOnlyList<WaitingQuestion> waiting, Turn turn, CardStyle style)
    {
        if (waiting.Count == 0 || day.Attachments is not [{ Content: { } content } attachment, ..] || JsonNode.Parse(content.GetRawText()) is not JsonObject card || card["body"] is not JsonArray body) return;
        JsonArray page = [Text(turn.Text("channels.home.waiting"), size: "Medium", bold: true)];
        foreach (var question in waiting)
        {
            page.Add((JsonNode)Text(question.Asked.Text, size: null, bold: false));
            if (question.Where is { } room) page.Add((JsonNode)Text(turn.Text("channels.home.where", ("room", room)), "Small", bold: false));
            page.Add((JsonNode)new JsonObject
            {
                ["type"] = "ActionSet",
                ["actions"] = new JsonArray([.. question.Asked.Buttons.Take(AdaptiveCards.MaxActions).Select(b => (JsonNode)Answer(b, question.Asked.ConfirmationId, style))]),
            });
        }

        foreach (var (element, i) in body.Select((e, i) => (e!.DeepClone(), i)).ToList())
        {
            if (i == 0 && element is JsonObject first) first["separator"] = true;
            page.Add(element);
        }

        card["body"] = page;
        attachment.Content = JsonSerializer.SerializeToElement(card, ActivityJson.Default.JsonObject);
    }

    /// <summary>A button that is bound to its question, or else says its words.</summary>
    private static JsonObject Answer(Button button, string? confirmation, CardStyle style) => confirmation is null ? AdaptiveCards.Say(button.Title, button.Say, style) : new JsonObject
    {
        ["type"] = "Action.Execute", ["title"] = CardText.Cut(button.Title, AdaptiveCards.MaxButton), ["verb"] = "say", ["data"] = new JsonObject { ["say"] = button.Say, ["confirmation"] = confirmation },
    };

    private static JsonObject Text(string text, string? size, bool bold)
    {
        var block = new JsonObject { ["type"] = "TextBlock", ["text"] = CardText.Escape(text), ["wrap"] = true };
        if (size is not null) block["size"] = size;
        if (bold) block["weight"] = "Bolder";
        return block;
    }
}
