using System.Collections.Frozen;
using PmBot.ProjectCore.Text;

namespace PmBot.ProjectCore.Search;

/// <summary>The words that a search looks for: folded, without those that stand everywhere, plurals cut to their stem.</summary>
internal static class SearchWords
{
    private const int MaxWords = 8;
    private const int ShortestPlural = 5;

    private static readonly FrozenSet<string> Common = new[]
    {
        "el", "la", "los", "las", "lo", "de", "del", "en", "a", "al", "y", "o", "que", "un", "una", "por", "para", "con", "sobre", "se", "su", "es", "algo", "todo",
        "the", "of", "in", "on", "and", "or", "a", "an", "to", "for", "about", "with", "that", "is", "it", "any", "anything", "something",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>At most eight; the common ones only where there is nothing else.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var all = Folding.Words(text);
        var telling = all.Where(w => !Common.Contains(w)).ToArray();
        return [.. (telling.Length > 0 ? telling : all).Select(Stem).Distinct(StringComparer.Ordinal).Take(MaxWords)];
    }

    // "pagos" finds "pago" and "pagos", "invoices" "invoice".
    private static string Stem(string word) => word.Length >= ShortestPlural && word.EndsWith('s') ? word[..^1] : word;
}
