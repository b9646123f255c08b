using System.Collections.Frozen;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Rules;

/// <summary>Tells where words name something to be done: "book the venue", "reservar el lugar".</summary>
internal static class Deeds
{
    // Verbs of everyday work in their base form; those that are names of things as often ("design", "test") count only before what they are done to.
    private static readonly FrozenSet<string> English = WordLists.Resource("deeds-en.txt")
        .Split((char[])['\n', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a deed of more than one word begins at a token.</summary>
    public static bool Begin(Token[] tokens, int at)
    {
        if (at + 1 >= tokens.Length || tokens[at].Kind != TokenKind.Word || !tokens[at + 1].IsContent || Clauses.IsSeparator(tokens[at + 1])) return false;
        // "Fix the login and test it" is one task.
        return tokens[at + 1].Folded is not ("it" or "them" or "that" or "this") && (English.Contains(tokens[at].Folded) || IsInfinitive(tokens[at]));
    }

    /// <summary>Whether a word is a Spanish infinitive, also with a pronoun: "revisar", "pedirle".</summary>
    public static bool IsInfinitive(in Token token) =>
        token.Kind == TokenKind.Word && token.Folded.Length > 3 && (Ends(token.Folded, "r") || (token.Folded.Length > 5 && (Ends(token.Folded, "rle") || Ends(token.Folded, "rlo") || Ends(token.Folded, "rla"))))
        && "aei".Contains(token.Folded[token.Folded.LastIndexOf('r') - 1], StringComparison.Ordinal);

    private static bool Ends(string word, string with) => word.EndsWith(with, StringComparison.Ordinal);
}
