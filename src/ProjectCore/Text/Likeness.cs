namespace PmBot.ProjectCore.Text;

/// <summary>How like words are, small typos allowed for.</summary>
public static class Likeness
{
    /// <summary>From 0, unlike, to 1: every wanted word is the start of a word there, give or take a typo.</summary>
    /// <param name="wanted">Folded words.</param>
    /// <param name="there">Folded words.</param>
    public static double Of(IReadOnlyList<string> wanted, IReadOnlyList<string> there)
    {
        var sum = 0.0;
        foreach (var word in wanted)
        {
            var best = there.Select(t => OfWord(word, t)).DefaultIfEmpty().Max();
            if (best <= 0) return 0;
            sum += best;
        }

        return wanted.Count == 0 ? 0 : sum / wanted.Count;
    }

    /// <summary>The nearest of the candidates, or null where none is near: for "did you mean".</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var folded = Folding.Fold(word);
        return candidates.Select(c => (Name: c, Edits: Edits(folded, Folding.Fold(c), 3)))
            .Where(c => c.Edits <= Math.Max(1, Math.Min(folded.Length, c.Name.Length) / 3)).OrderBy(c => c.Edits).Select(c => c.Name).FirstOrDefault();
    }

    private static double OfWord(string wanted, string there)
    {
        if (there.StartsWith(wanted, StringComparison.Ordinal)) return 1;
        var allowed = wanted.Length switch { < 4 => 0, < 8 => 1, _ => 2 };
        if (allowed == 0) return 0;
        // As a whole word, or as its beginning.
        var edits = Edits(wanted, there, allowed);
        for (var length = Math.Max(1, wanted.Length - 1); length <= Math.Min(there.Length, wanted.Length + 1) && edits > 0; length++)
            edits = Math.Min(edits, Edits(wanted, there[..length], allowed));
        return edits > allowed ? 0 : 1 - (edits / (wanted.Length + 1.0));
    }

    /// <summary>Optimal string alignment distance: letters missing, added, wrong, or two swapped. Anything over <paramref name="max"/> counts as one more.</summary>
    private static int Edits(string a, string b, int max)
    {
        if (Math.Abs(a.Length - b.Length) > max || a.Length > 100 || b.Length > 100) return max + 1;
        Span<int> before = stackalloc int[b.Length + 1], previous = stackalloc int[b.Length + 1], current = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) current[j] = Math.Min(current[j], before[j - 2] + 1);
            }

            var oldest = before;
            before = previous;
            previous = current;
            current = oldest;
        }

        return Math.Min(previous[b.Length], max + 1);
    }
}
