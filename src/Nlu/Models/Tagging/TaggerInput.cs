using PmBot.Nlu.Text;

namespace PmBot.Nlu.Models.Tagging;

/// <summary>What the tagger reads.</summary>
/// <param name="text">The message in tokens.</param>
/// <param name="hints">One a token.</param>
/// <param name="intent">What the classifier says that the message asks for; one that training never saw counts as unknown.</param>
public readonly ref struct TaggerInput(TokenizedText text, ReadOnlySpan<TokenHint> hints, string intent)
{
    /// <summary>The message in tokens.</summary>
    public TokenizedText Text { get; } = text;

    /// <summary>One a token.</summary>
    public ReadOnlySpan<TokenHint> Hints { get; } = hints;

    /// <summary>The predicted intent.</summary>
    public string Intent { get; } = intent;
}
