using System.Text.Json;
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
            if (i == pieces.Count - 1 && !(i == 0 && AddCard(activity, reply, features)))
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

        if (features.SuggestedActions)
        {
            activity.SuggestedActions = new SuggestedActions { Actions = [.. reply.Buttons.Select(Action)] };
            return;
        }

        activity.Text += "\n" + string.Join("  ", reply.Buttons.Select(b => $"[{b.Title}]"));
    }

    /// <summary>Shows the reply as a card, if it has one and the channel shows it; its summary says that the text is said by the card.</summary>
    private static bool AddCard(Activity activity, Reply reply, ChannelFeatures features)
    {
        if (CardStyle.For(features) is not { } style || (reply.ConfirmationId is null ? reply.Card is null && reply.Share is null : reply.Buttons.Count == 0)
            || AdaptiveCards.Attach(reply, style) is not { } card)
        {
            return false;
        }

        activity.Attachments = [card];
        activity.Summary = activity.Text;
        if (style.ExecuteButtons)
        {
            // Teams shows the text above the card; other clients may read nothing but the text, and our own page leaves it out.
            activity.Text = null;
        }

        return style.Actions || reply.ConfirmationId is not null;
    }

    private static CardAction Action(Button button) => new()
    {
        Type = "imBack",
        Title = button.Title,
        Value = JsonSerializer.SerializeToElement(button.Say, ActivityJson.Default.String),
    };
}
