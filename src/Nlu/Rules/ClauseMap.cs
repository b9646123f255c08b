using PmBot.Nlu.Text;

namespace PmBot.Nlu.Rules;

/// <summary>Where the clauses of a message begin, and how much each says.</summary>
/// <param name="matcher">Reads what stands before and behind a request.</param>
/// <param name="text">The message.</param>
/// <param name="cueEnd">First token after the words that only answer ("sí, ...").</param>
internal sealed class ClauseMap(Matcher matcher, TokenizedText text, int cueEnd)
{
    private const int MaxClauses = 12;

    private readonly Token[] _tokens = text.Array;
    private readonly int[] _afterPostlude = new int[text.Count + 1];
    private readonly int[] _contentBefore = Unset(text.Count + 1);
    private readonly List<int> _starts = Cut(text.Array, cueEnd);

    /// <summary>How many clauses there are; at least one.</summary>
    public int Count => _starts.Count;

    /// <summary>Where a request of a clause may begin, and what a reading from there has for a start.</summary>
    /// <returns>How many places were written.</returns>
    public int Seeds(int clause, Span<(int, float)> seeds)
    {
        var at = _starts[clause];
        while (at < _tokens.Length && (_tokens[at].Kind is TokenKind.Punctuation or TokenKind.NewLine || IsBot(_tokens[at])) && at + 1 < _tokens.Length && (clause + 1 == _starts.Count || at < _starts[clause + 1])) at++;
        seeds[0] = (at, 0f);
        var count = 1;
        if (clause == 0 && cueEnd > at && cueEnd < _tokens.Length) seeds[count++] = (cueEnd, 0.1f);
        var (first, found) = matcher.Rule(matcher.Grammar.Prelude, at);
        for (var i = first; i < first + found && count < seeds.Length; i++)
        {
            var reading = matcher.RuleReading(i);
            if (reading.End < _tokens.Length) seeds[count++] = (reading.End, 0.1f * Math.Min(5, reading.End - at));
        }

        return count;
    }

    // "@PmBot my tasks": whom the message is for, where the channel doesn't say it apart.
    private static bool IsBot(in Token token) => token.Kind == TokenKind.Mention && token.Folded is "pmbot" or "bot";

    /// <summary>Where what merely follows a request ("por favor", "menos la 7") ends.</summary>
    public int AfterPostlude(int end)
    {
        if (_afterPostlude[end] > 0) return _afterPostlude[end] - 1;
        var at = end;
        while (at < _tokens.Length)
        {
            var (first, count) = matcher.Rule(matcher.Grammar.Postlude, at);
            var furthest = at;
            for (var i = first; i < first + count; i++) furthest = Math.Max(furthest, matcher.RuleReading(i).End);
            if (furthest == at && But(at) is { } but) furthest = but.End;
            if (furthest == at && !_tokens[at].IsContent && (_tokens[at].Kind != TokenKind.NewLine || at + 1 == _tokens.Length)) furthest = at + 1;
            if (furthest == at) break;
            at = furthest;
        }

        _afterPostlude[end] = at + 1;
        return at;
    }

    /// <summary>The longest reading of what is left out: "menos la 7".</summary>
    public Reading? But(int at)
    {
        var (first, count) = matcher.Rule(matcher.Grammar.ButRule, at);
        Reading? longest = null;
        for (var i = first; i < first + count; i++)
            if (longest is null || matcher.RuleReading(i).End > longest.Value.End) longest = matcher.RuleReading(i);
        return longest;
    }

    /// <summary>The unexplained words after a reading and the clause that follows it.</summary>
    public (int Gap, int Next) After(in Reading reading)
    {
        var end = AfterPostlude(reading.End);
        var next = 0;
        while (next < _starts.Count && _starts[next] < Math.Max(end, reading.End)) next++;
        // A clause that begins behind a postlude ("y listo") begins later.
        var stop = next < _starts.Count ? _starts[next] : _tokens.Length;
        return (Content(end, stop), next);
    }

    /// <summary>How many words that say something a clause has.</summary>
    public int Content(int clause) => Content(_starts[clause], clause + 1 < Count ? _starts[clause + 1] : _tokens.Length);

    /// <summary>How many words that say something stand between two tokens.</summary>
    public int Content(int from, int to)
    {
        if (_contentBefore[^1] < 0)
        {
            _contentBefore[^1] = 0;
            for (var i = 0; i < _tokens.Length; i++)
                _contentBefore[i + 1] = _contentBefore[i] + (_tokens[i].IsContent && !matcher.Words.IsFiller(i) && !Clauses.IsSeparator(_tokens[i]) ? 1 : 0);
        }

        return to > from ? _contentBefore[to] - _contentBefore[from] : 0;
    }

    private static List<int> Cut(Token[] tokens, int cueEnd)
    {
        List<int> starts = [0];
        for (var i = 1; i < tokens.Length && starts.Count < MaxClauses; i++)
        {
            if (!Clauses.IsSeparator(tokens[i - 1]) || Clauses.IsSeparator(tokens[i])) continue;
            // "3,5" and "v1.2" are no ends of clauses.
            if (tokens[i].Glued && tokens[i - 1].Folded is "." or "," or ":") continue;
            starts.Add(i);
        }

        if (cueEnd > 0 && cueEnd < tokens.Length && !starts.Contains(cueEnd))
        {
            starts.Add(cueEnd);
            starts.Sort();
        }

        return starts;
    }

    private static int[] Unset(int length)
    {
        var counts = new int[length];
        counts[^1] = -1;
        return counts;
    }
}
