using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Bot.Cards;
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

    /// <summary>The longest words on a button: no client shows more of them.</summary>
    public const int MaxButton = 80;

    /// <summary>The verb with which a client asks for a card as it is now.</summary>
    public const string RefreshVerb = "refresh";

    /// <summary>The verb with which a person has a private answer shown to everybody.</summary>
    public const string ShareVerb = "share";

    // What one text may take, tried in order until the card fits: nearly always the first does.
    private static readonly int[] TextLimits = [300, 120, 60, 30];

    /// <summary>The card of a reply as an attachment, or null when it cannot be made small enough: the text will do.</summary>
    public static Attachment? Attach(Reply reply, CardStyle style)
    {
        foreach (var limit in TextLimits)
        {
            var body = reply.Card is { } shown ? CardBody.Of(shown, style, limit) : CardBody.Question(reply.Text, limit * 4);
            var json = JsonSerializer.SerializeToUtf8Bytes(Envelope(reply, body, style, CardText.Cut(reply.Text, limit)), ActivityJson.Default.JsonObject);
            if (json.Length <= MaxBytes)
            {
                return new Attachment { ContentType = Attachment.AdaptiveCard, Content = JsonElement.Parse(json) };
            }
        }

        return null;
    }

    private static JsonObject Envelope(Reply reply, JsonArray body, CardStyle style, string fallback)
    {
        var actions = Actions(reply, style);
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

        if (style.ExecuteButtons && reply is { ConfirmationId: null, Card: TaskCard task })
        {
            // Whoever looks at it later sees the task as it is by then.
            card["refresh"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = RefreshVerb, ["data"] = new JsonObject { ["task"] = task.Number } } };
        }

        return card;
    }

    private static JsonArray Actions(Reply reply, CardStyle style)
    {
        JsonArray actions = reply.ConfirmationId is { } question ? [.. OfQuestion(reply, question, style)]
            : reply.Card is TaskCard task ? [.. OfTask(reply, task, style)]
            : style.Actions ? [.. reply.Buttons.Take(MaxActions).Select(b => (JsonNode)Say(b.Title, b.Say, style))]
            : [];
        if (reply.Share is not { } share) return actions;
        // Of the suggestions there is always another way to say it.
        if (actions.Count == MaxActions) actions.RemoveAt(0);
        actions.Add((JsonNode)new JsonObject { ["type"] = "Action.Execute", ["title"] = share.Title, ["verb"] = ShareVerb, ["data"] = new JsonObject { ["share"] = share.Id } });
        return actions;
    }

    private static IEnumerable<JsonNode> OfQuestion(Reply reply, string question, CardStyle style)
    {
        var form = style.Forms && reply.Correct is { } correct ? Form(correct, new JsonObject { ["form"] = "correct", ["confirmation"] = question }) : null;
        foreach (var button in reply.Buttons.Take(form is null ? MaxActions : MaxActions - 1)) yield return Confirm(button, question, style);
        if (form is not null) yield return form;
    }

    private static IEnumerable<JsonNode> OfTask(Reply reply, TaskCard task, CardStyle style)
    {
        List<JsonNode> forms = [];
        if (style.Forms && task.Edit is { } edit) forms.Add(Form(edit, new JsonObject { ["form"] = task.Form, ["task"] = task.Number }));
        if (style.MoreForms && task.More is { } more) forms.Add(Form(more, new JsonObject { ["form"] = task.Form, ["task"] = task.Number, ["more"] = true }));
        if (style.Actions)
        {
            foreach (var button in reply.Buttons.Take(MaxActions - forms.Count))
            {
                yield return style.Shared ? Act(button, task.Number) : Say(button.Title, button.Say, style);
            }
        }

        foreach (var form in forms) yield return form;
    }

    /// <summary>A button that opens a form.</summary>
    private static JsonObject Form(string title, JsonObject data)
    {
        data["msteams"] = new JsonObject { ["type"] = "task/fetch" };
        return new JsonObject { ["type"] = "Action.Submit", ["title"] = CardText.Cut(title, MaxButton), ["data"] = data };
    }

    /// <summary>A button that acts on the card of a task.</summary>
    private static JsonObject Act(Button button, int task) => new()
    {
        ["type"] = "Action.Execute", ["title"] = CardText.Cut(button.Title, MaxButton), ["verb"] = "say", ["data"] = new JsonObject { ["say"] = button.Say, ["task"] = task },
    };

    /// <summary>A button that knows which question it answers: an old card's "yes" does nothing.</summary>
    private static JsonObject Confirm(Button button, string question, CardStyle style)
    {
        var action = new JsonObject { ["type"] = style.ExecuteButtons ? "Action.Execute" : "Action.Submit", ["title"] = CardText.Cut(button.Title, MaxButton) };
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
            action["title"] = CardText.Cut(title, MaxButton);
        }

        action["data"] = style.ExecuteButtons
            ? new JsonObject { ["say"] = words, ["msteams"] = new JsonObject { ["type"] = "imBack", ["value"] = words } }
            : JsonValue.Create(words);
        return action;
    }
}
