using System.Text.RegularExpressions;
using PmBot.Adapters.Activities;

namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>A reply as a person sees it.</summary>
/// <param name="Text">Its text; a card's, where there is nothing else.</param>
/// <param name="CardText">What stands on its cards, line by line.</param>
/// <param name="Buttons">Everything that can be pressed.</param>
internal sealed partial record SeenReply(string Text, string CardText, IReadOnlyList<SeenButton> Buttons)
{
    /// <summary>All that is to be read: text, cards, buttons.</summary>
    public string Shown { get; } = string.Join('\n', ((IEnumerable<string>)[Text, CardText, .. Buttons.Select(b => b.Title)]).Where(part => part.Length > 0));

    /// <summary>What a message shows; null for what is no message.</summary>
    public static SeenReply? From(Activity activity)
    {
        if (activity.Type is not (null or ActivityTypes.Message))
        {
            return null;
        }

        var card = new CardReader();
        foreach (var attachment in activity.Attachments ?? [])
        {
            card.Read(attachment);
        }

        var buttons = (activity.SuggestedActions?.Actions ?? []).Select(SeenButton.From).OfType<SeenButton>().Concat(card.Buttons).ToList();
        if (buttons.Count == 0)
        {
            buttons = [.. Written(activity.Text)];
        }

        var cardText = string.Join('\n', card.Texts);
        return string.IsNullOrWhiteSpace(activity.Text) ? new SeenReply(cardText, "", buttons) : new SeenReply(activity.Text, cardText, buttons);
    }

    /// <summary>Where there are no buttons they stand in the last line, <c>[Sí]  [No]</c>: whoever presses one types it.</summary>
    private static IEnumerable<SeenButton> Written(string? text) =>
        Bracketed().Matches(text?.Split('\n')[^1] ?? "").Select(match => new SayButton(match.Groups["title"].Value, match.Groups["title"].Value));

    [GeneratedRegex(@"\[(?<title>[^\[\]]+)\]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Bracketed();

    /// <summary>On one line: <c>"¿Borro #7?" [Sí] [No]</c>.</summary>
    public override string ToString() => string.Join(' ', [Quoted.Text(CardText.Length == 0 ? Text : $"{Text}\n{CardText}"), .. Buttons]);
}
