using PmBot.Nlu.Text;

namespace PmBot.Nlu.Rules;

/// <summary>Different values for different tasks in one message: "ponle 5 a pagos, 3 al carrito y 8 a las fotos".</summary>
/// <remarks>All of the message must be such pieces, and all of one intent.</remarks>
internal sealed class PairReader(Matcher matcher, Token[] tokens, bool answering)
{
    // So many pieces alike are no chance, however little each says: "apple pay 8, lookup 5, promo 3".
    private const int Plainly = 3;

    /// <summary>A piece that says by itself what is meant: a verb, or a unit.</summary>
    private const float Sure = 0.95f;

    /// <summary>A piece that the message may begin with.</summary>
    private const float Likely = 0.93f;
    private const int MaxPieces = 16;
    private const int LongestPiece = 3;
    private readonly Grammar _grammar = matcher.Grammar;

    /// <summary>Whether one of the pieces leaves no doubt.</summary>
    public static bool IsSure(List<Reading> pairs, Grammar grammar) => pairs.Exists(p => grammar.Patterns[p.Pattern].Confidence >= Sure);

    /// <summary>The pieces in order, from one of the places where the message may begin; none where it is not all such pieces.</summary>
    public List<Reading> Read(ReadOnlySpan<(int Position, float Score)> starts, int least)
    {
        foreach (var (from, _) in starts)
        {
            var pieces = Cut(from);
            var found = new List<Reading>();
            if (pieces.Count >= least && pieces.Count <= MaxPieces && Read(pieces, 0, found, least) && (least == 1 || (found.Count >= Plainly && !answering) || _grammar.Patterns[found[0].Pattern].Confidence >= Likely)) return found;
        }

        return [];
    }

    private List<(int From, int To)> Cut(int from)
    {
        var pieces = new List<(int From, int To)>();
        var end = tokens.Length;
        while (end > from && !tokens[end - 1].IsContent) end--;
        for (var at = from; at < end;)
        {
            while (at < end && IsSeparator(at)) at++;
            var to = at;
            while (to < end && !IsSeparator(to)) to++;
            if (to > at) pieces.Add((at, to));
            at = to;
        }

        return pieces;
    }

    // "Pagos: 5" is one piece, and so is "3,5".
    private bool IsSeparator(int at) => !tokens[at].Is(":") && Clauses.IsSeparator(tokens[at]) && !(tokens[at].Glued && at + 1 < tokens.Length && tokens[at + 1].Glued);

    private bool Read(List<(int From, int To)> pieces, int at, List<Reading> into, int least)
    {
        if (at == pieces.Count) return into.Count >= least;
        // "Ponle 3 a precios y fotos": what joins two may stand inside a piece.
        for (var next = at + 1; next <= pieces.Count && next <= at + LongestPiece; next++)
        {
            if (Best(pieces[at].From, pieces[next - 1].To, into.Count > 0 ? _grammar.Patterns[into[0].Pattern].Intent : null) is not { } reading) continue;
            into.Add(reading);
            if (Read(pieces, next, into, least)) return true;
            into.RemoveAt(into.Count - 1);
        }

        return false;
    }

    // Of readings that explain alike, the one that says more by itself.
    private float Weight(in Reading reading) => reading.Score + _grammar.Patterns[reading.Pattern].Confidence;

    private Reading? Best(int from, int to, string? intent)
    {
        var found = new List<Reading>();
        matcher.Patterns(_grammar.ItemStart, [(from, 0f)], to, found);
        Reading? best = null;
        foreach (var reading in found)
        {
            var pattern = _grammar.Patterns[reading.Pattern];
            if (!pattern.Flags.HasFlag(PatternFlags.Pair) || reading.End < to || reading.Skips > 0 || (intent is not null && pattern.Intent != intent)) continue;
            if (best is null || Weight(reading) > Weight(best.Value)) best = reading;
        }

        return best;
    }
}
