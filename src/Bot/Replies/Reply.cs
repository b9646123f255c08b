using PmBot.Bot.Cards;

namespace PmBot.Bot.Replies;

/// <summary>One message of the bot, before a channel gives it its form.</summary>
/// <param name="Text">Plain text; also the alternative where a card cannot be shown.</param>
public sealed record Reply(string Text)
{
    /// <summary>The likely next steps.</summary>
    public IReadOnlyList<Button> Buttons { get; init; } = [];

    /// <summary>The same as the text, for channels that show cards; null where the text is enough.</summary>
    public Card? Card { get; init; }

    /// <summary>What the buttons decide, if it is a confirmation: shown as a card where cards can be acted on.</summary>
    public string? ConfirmationId { get; init; }

    /// <summary>What stands on the button that opens the form to say it differently, of a confirmation; null for none. Shown where there are forms.</summary>
    public string? Correct { get; init; }

    /// <summary>A button that shows this to everybody, where only the person sees it; null for none.</summary>
    public ShareOffer? Share { get; init; }

    /// <summary>The same with a sentence more, in the text and on the card.</summary>
    /// <param name="note">What else there is to say.</param>
    /// <param name="first">It comes before the rest.</param>
    public Reply Noting(string note, bool first = false) => this with
    {
        Text = first ? $"{note}\n{Text}" : $"{Text}\n{note}",
        Card = Card is null ? null : Card with { Notes = [.. Card.Notes, note] },
    };
}

/// <summary>A button: pressing it says <paramref name="Say"/> for the person.</summary>
/// <param name="Title">What stands on it.</param>
/// <param name="Say">The message it sends.</param>
public sealed record Button(string Title, string Say)
{
    /// <summary>A button that says what stands on it.</summary>
    public static Button Saying(string words) => new(words, words);
}

/// <summary>The offer to show an answer to everybody.</summary>
/// <param name="Id">Names the answer.</param>
/// <param name="Title">What stands on the button.</param>
public sealed record ShareOffer(string Id, string Title);
