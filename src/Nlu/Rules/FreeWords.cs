using PmBot.Nlu.Text;

namespace PmBot.Nlu.Rules;

/// <summary>What a free text inside a pattern may begin with, hold and end with.</summary>
internal static class FreeWords
{
    /// <summary>Whether a text can end with this token: not on a word that leads on, unless nothing follows.</summary>
    public static bool End(Token[] tokens, int last, int limit) =>
        last + 1 >= limit || tokens[last + 1].Kind == TokenKind.NewLine || tokens[last].Kind != TokenKind.Word || !TokenWords.Dangling.Contains(tokens[last].Folded);

    // "<b>bold</b>", "{{title}}", "(2)": a text may begin with a sign, though not with one that separates.
    public static bool Opens(in Token token) => token.Kind == TokenKind.Punctuation && !token.Glued && token.Folded is "<" or "{" or "[" or "(" or "$" or "=" or "+" or "%" or "&" or "/" or "\\" or "~" or "_";

    /// <summary>What a token of a free text adds to a reading.</summary>
    public static float Weight(in Token token) => token.Kind switch
    {
        TokenKind.Quoted => 0.5f,
        TokenKind.Punctuation when token.Folded is "?" or "!" => -0.01f,
        _ => 0.02f,
    };
}
