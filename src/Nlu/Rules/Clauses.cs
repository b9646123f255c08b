using System.Collections.Frozen;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Rules;

/// <summary>Where one request may end and the next begin.</summary>
internal static class Clauses
{
    private static readonly FrozenSet<string> Conjunctions = new[]
    {
        "y", "e", "and", "then", "luego", "despues", "entonces", "tambien", "also", "ademas", "plus", "&", "+", "finalmente", "finally",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsConjunction(string folded) => Conjunctions.Contains(folded);

    public static bool IsSeparator(in Token token) =>
        token.Kind == TokenKind.NewLine || token.IsPause() || (token.Kind is TokenKind.Word or TokenKind.Punctuation && Conjunctions.Contains(token.Folded));
}
