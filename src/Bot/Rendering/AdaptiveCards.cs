using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Bot.Replies;

namespace PmBot.Bot.Rendering;

/// <summary>Makes Adaptive Cards 1.5 of the bot's own.</summary>
internal static class AdaptiveCards
{
    /// <summary>The version that Teams and Web Chat both show.</summary>
    public const string Version = "1.5";

    /// <summary>The largest card in bytes of JSON: Teams refuses a message over 28 KB.</summary>
    public const int MaxBytes = 26 * 1024;

    /// <summary>The most buttons that Teams shows.</summary>
    public const int MaxActions = 6;

    // What one text may take, tried in order until the card fits: nearly always the first does.
    private static readonly int[] TextLimits = [300, 120, 60, 30];

    /// <summary>The card of a reply as an attachment, or null when it cannot be made small enough: the text will do.</summary>
    public static Attachment? Attach(Reply reply, CardStyle style)
    {
        foreach (var limit in TextLimits)
        {
            var body = reply.Card is { } shown ? CardBody.Of(shown, style, limit) : CardBody.Question(reply.Text, limit * 4);
            var json = JsonSerializer.SerializeToUtf8Bytes(Envelope(body, Actions(reply, style), CardText.Cut(reply.Text, limit)), ActivityJson.Default.JsonObject);
            if (json.Length <= MaxBytes)
            {
                return new Attachment { ContentType = Attachment.AdaptiveCard, Content = JsonElement.Parse(json) };
            }
        }

        return null;
    }

    private static JsonObject Envelope(JsonArray body, JsonArray actions, string fallback)
    {
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = Version,
            ["fallbackText"] = fallback,
            ["body"] = body,
        };
        if (actions.Count > 0)
        {
            card["actions"] = actions;
        }

        return card;
    }

    private static JsonArray Actions(Reply reply, CardStyle style) =>
        reply.ConfirmationId is { } question ? [.. reply.Buttons.Take(MaxActions).Select(b => (JsonNode)Confirm(b, question, style))]
        : style.Actions ? [.. reply.Buttons.Take(MaxActions).Select(b => (JsonNode)Say(b.Title, b.Say, style))]
        : [];

    /// <summary>A button that knows which question it answers: an old card's "yes" does nothing.</summary>
    private static JsonObject Confirm(Button button, string question, CardStyle style)
    {
        var action = new JsonObject { ["type"] = style.ExecuteButtons ? "Action.Execute" : "Action.Submit", ["title"] = button.Title };
        if (style.ExecuteButtons)
        {
            action["verb"] = "say";
        }

        action["data"] = new JsonObject { ["say"] = button.Say, ["confirmation"] = question };
        return action;
    }

    /// <summary>A button that says words for the person, in sight of everybody.</summary>
    internal static JsonObject Say(string? title, string words, CardStyle style)
    {
        var action = new JsonObject { ["type"] = "Action.Submit" };
        if (title is not null)
        {
            action["title"] = title;
        }

        action["data"] = style.ExecuteButtons
            ? new JsonObject { ["say"] = words, ["msteams"] = new JsonObject { ["type"] = "imBack", ["value"] = words } }
            : JsonValue.Create(words);
        return action;
    }
}
