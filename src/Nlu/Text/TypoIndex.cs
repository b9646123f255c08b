namespace PmBot.Nlu.Text;

/// <summary>Words within a small distance, found by the letters that are left when some are taken away.</summary>
/// <remarks>Four letters forgive a swap, five to eight one slip, nine and more two. The first letter may only be wrong by a swap in short words.</remarks>
internal sealed class TypoIndex
{
    private readonly Dictionary<string, List<int>> _byRest = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];

    public void Add(string word)
    {
        if (word.Length < 4 || word.Length > 32) return;
        foreach (var c in word)
            if (!char.IsLetter(c)) return;
        var index = _words.Count;
        _words.Add(word);
        Register(word, index);
        foreach (var once in Deletions(word))
        {
            Register(once, index);
            if (word.Length < 9) continue;
            foreach (var twice in Deletions(once)) Register(twice, index);
        }
    }

    private void Register(string rest, int index)
    {
        if (!_byRest.TryGetValue(rest, out var list)) _byRest[rest] = list = new(1);
        if (list.Count == 0 || list[^1] != index) list.Add(index);
    }

    /// <summary>The words nearest to the given one; all of the least distance, at most eight.</summary>
    public int Find(ReadOnlySpan<char> word, Span<(string Word, int Distance)> found)
    {
        if (word.Length is < 4 or > 34) return 0;
        var count = 0;
        var best = 3;
        var lookup = _byRest.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> buffer = stackalloc char[40];
        Span<char> inner = stackalloc char[40];
        Collect(word, word, lookup, found, ref count, ref best);
        for (var i = 0; i < word.Length; i++)
        {
            if (i > 0 && word[i] == word[i - 1]) continue;
            word[..i].CopyTo(buffer);
            word[(i + 1)..].CopyTo(buffer[i..]);
            var once = buffer[..(word.Length - 1)];
            Collect(once, word, lookup, found, ref count, ref best);
            if (word.Length < 8 || best <= 1) continue;
            for (var j = i; j < once.Length; j++)
            {
                once[..j].CopyTo(inner);
                once[(j + 1)..].CopyTo(inner[j..]);
                Collect(inner[..(once.Length - 1)], word, lookup, found, ref count, ref best);
            }
        }

        return count;
    }

    private void Collect(
        ReadOnlySpan<char> rest, ReadOnlySpan<char> word, Dictionary<string, List<int>>.AlternateLookup<ReadOnlySpan<char>> lookup,
        Span<(string Word, int Distance)> found, ref int count, ref int best)
    {
        if (!lookup.TryGetValue(rest, out var indexes)) return;
        foreach (var index in indexes)
        {
            var known = _words[index];
            var distance = Distance(word, known);
            if (distance > best || distance == 0) continue;
            if (distance < best) (best, count) = (distance, 0);
            var seen = false;
            for (var i = 0; i < count; i++) seen |= ReferenceEquals(found[i].Word, known);
            if (!seen && count < found.Length) found[count++] = (known, distance);
        }
    }

    /// <summary>The distance where it is forgiven, else a large number.</summary>
    public static int Distance(ReadOnlySpan<char> word, ReadOnlySpan<char> known)
    {
        const int TooFar = 99;
        var allowed = known.Length switch { < 4 => 0, < 9 => 1, _ => 2 };
        if (Math.Min(word.Length, known.Length) < 4) return TooFar;
        var distance = EditDistance.Bounded(word, known, allowed);
        if (distance > allowed) return TooFar;
        if (distance == 0) return 0;
        var swap = word.Length == known.Length && SameLetters(word, known);
        if ((known.Length == 4 || word.Length == 4) && !swap) return TooFar;
        return known.Length < 8 && word[0] != known[0] && !swap ? TooFar : distance;
    }

    private static bool SameLetters(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var sum = 0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * a[i] - b[i] * b[i];
        return sum == 0;
    }

    private static IEnumerable<string> Deletions(string word)
    {
        for (var i = 0; i < word.Length; i++) yield return word.Remove(i, 1);
    }
}
