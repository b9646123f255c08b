using System.Buffers;
using PmBot.Nlu.Dates;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Llm;

/// <summary>Whether a text says what facts say: the same numbers, no other names, nothing to click on.</summary>
public static class FaithfulText
{
    private const int MaxLength = 600;

    // Markup could hide a link, a mention or a quotation in the bot's own voice.
    private static readonly SearchValues<char> Markup = SearchValues.Create("\r\n<>[]{}`@*_#\\|");

    /// <summary>True only for a text in one paragraph whose numbers are those of the facts, all of them, and whose names the facts hold.</summary>
    /// <param name="text">What a language model wrote.</param>
    /// <param name="facts">What it was told.</param>
    public static bool Keeps(string text, string facts)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(facts);
        if (text.Length is 0 or > MaxLength || text.AsSpan().ContainsAny(Markup)) return false;
        var (said, known) = (Tokenizer.Tokenize(text), Tokenizer.Tokenize(facts));
        var words = known.Array.Where(t => t.IsContent).Select(t => t.Folded).ToHashSet(StringComparer.Ordinal);
        return Numbers(said).SetEquals(Numbers(known)) && said.Array.Select((t, i) => (Token: t, Index: i)).All(t => IsKnown(said, t.Index, words));
    }

    private static bool IsKnown(TokenizedText text, int index, HashSet<string> words)
    {
        ref readonly var token = ref text.Array[index];
        if (token.Kind is TokenKind.Punctuation or TokenKind.Number || words.Contains(token.Folded)) return true;
        // A name is what has a capital without need, or what beginning a sentence is no everyday word.
        return token.Kind == TokenKind.Word && (token.Capital
            ? BeginsSentence(text, index) && WordLists.IsCommon(token.Folded) && !WordLists.IsFirstName(token.Folded)
            : !IsSaidNumber(token) && !WordLists.IsFirstName(token.Folded) | WordLists.IsCommon(token.Folded));
    }

    private static bool BeginsSentence(TokenizedText text, int index) => index == 0 || text.Array[index - 1].Folded is "." or "!" or "?" or "¿" or "¡";

    // "Dos", "twelve": numbers that hide in words. "Una" and "a" are articles more often than not.
    private static bool IsSaidNumber(in Token token) => token.Kind == TokenKind.Word && DateWord.Of(token) is { Kind: DateWordKind.Number, Value: > 1 };

    private static HashSet<string> Numbers(TokenizedText text) =>
        text.Array.Where(t => t.Kind is TokenKind.Number or TokenKind.TaskNumber).Select(t => t.Folded).ToHashSet(StringComparer.Ordinal);
}
