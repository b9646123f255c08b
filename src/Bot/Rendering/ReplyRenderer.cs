using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Replies;

namespace PmBot.Bot.Rendering;

/// <summary>From a reply to the activities that show it, within what the channel can take.</summary>
public static class ReplyRenderer
{
    /// <summary>The messages for a reply: more than one when its text is over the channel's limit; the buttons go with the last.</summary>
    public static IEnumerable<Activity> Render(Reply reply, string language, ChannelFeatures features)
    {
        var pieces = Split(reply.Text, features.MaxTextLength).ToList();
        for (var i = 0; i < pieces.Count; i++)
        {
            var activity = new Activity
            {
                Type = ActivityTypes.Message,
                Text = pieces[i],
                TextFormat = "plain",
                Locale = language,
                InputHint = reply.ConfirmationId is null ? "acceptingInput" : "expectingInput",
            };
            if (i == pieces.Count - 1)
            {
                AddButtons(activity, reply, features);
            }

            yield return activity;
        }
    }

    /// <summary>Cuts a text at line ends, then spaces, so that no piece is over the limit and no character is torn.</summary>
    public static IEnumerable<string> Split(string text, int limit)
    {
        var rest = text;
        while (rest.Length > limit)
        {
            var cut = rest.LastIndexOf('\n', limit - 1, limit);
            cut = cut > limit / 2 ? cut : rest.LastIndexOf(' ', limit - 1, limit);
            cut = cut > limit / 2 ? cut : limit;
            if (char.IsHighSurrogate(rest[cut - 1]))
            {
                cut--;
            }

            yield return rest[..cut].TrimEnd();
            rest = rest[cut..].TrimStart();
        }

        yield return rest;
    }

    private static void AddButtons(Activity activity, Reply reply, ChannelFeatures features)
    {
        if (reply.Buttons.Count == 0)
        {
            return;
        }

        if (reply.ConfirmationId is not null && features is { AdaptiveCards: true, ExecuteActions: true })
        {
            activity.Attachments = [ConfirmationCard(reply)];
            activity.Summary = activity.Text;
            activity.Text = null;
            return;
        }

        if (features.SuggestedActions)
        {
            activity.SuggestedActions = new SuggestedActions { Actions = [.. reply.Buttons.Select(Action)] };
            return;
        }

        activity.Text += "\n" + string.Join("  ", reply.Buttons.Select(b => $"[{b.Title}]"));
    }

    private static CardAction Action(Button button) => new()
    {
        Type = "imBack",
        Title = button.Title,
        Value = JsonSerializer.SerializeToElement(button.Say, ActivityJson.Default.String),
    };

    /// <summary>A question with its buttons on a card that knows which question it is: an old card's "yes" does nothing.</summary>
    private static Attachment ConfirmationCard(Reply reply)
    {
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = Escape(reply.Text), ["wrap"] = true }),
            ["actions"] = new JsonArray([.. reply.Buttons.Select(b => (JsonNode)new JsonObject
            {
                ["type"] = "Action.Execute",
                ["title"] = b.Title,
                ["verb"] = "say",
                ["data"] = new JsonObject { ["say"] = b.Say, ["confirmation"] = reply.ConfirmationId },
            })]),
        };
        return new Attachment { ContentType = Attachment.AdaptiveCard, Content = JsonSerializer.SerializeToElement(card, ActivityJson.Default.JsonObject) };
    }

    /// <summary>A TextBlock reads a subset of Markdown: what people wrote must stay as they wrote it.</summary>
    private static string Escape(string text)
    {
        var builder = new System.Text.StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (c is '*' or '_' or '[' or ']' or '\\')
            {
                builder.Append('\\');
            }

            builder.Append(c == '\n' ? "\n\n" : c.ToString());
        }

        return builder.ToString();
    }
}
