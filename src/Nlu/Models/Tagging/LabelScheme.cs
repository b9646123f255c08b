using PmBot.Nlu.Text;
using PmBot.Nlu.Training;

namespace PmBot.Nlu.Models.Tagging;

/// <summary>Spans as one label a token, BIO: 0 is outside, then begin and inside for each type.</summary>
internal sealed class LabelScheme(string[] types)
{
    private readonly Dictionary<string, int> _index = types.Select((type, i) => (type, i)).ToDictionary(p => p.type, p => p.i, StringComparer.Ordinal);

    public string[] Types => types;

    public int Count => 1 + (2 * types.Length);

    public static int Begin(int type) => 1 + (2 * type);

    public static int Inside(int type) => 2 + (2 * type);

    /// <summary>The type of a label other than 0.</summary>
    public static int TypeOf(int label) => (label - 1) >> 1;

    public static bool IsInside(int label) => label > 0 && (label & 1) == 0;

    /// <summary>Whether one label may stand after another.</summary>
    public static bool MayFollow(int before, int label) => !IsInside(label) || before == label || before == label - 1;

    /// <summary>The labels of a sentence; false if a span cuts a token, or two share one.</summary>
    public bool Encode(TokenizedText text, IReadOnlyList<LabelledSpan> spans, Span<ushort> labels)
    {
        labels.Clear();
        var whole = true;
        foreach (var span in spans)
        {
            var (from, to, exact) = Cover(text.Array, span.Start, span.End);
            whole &= exact;
            if (from >= to || labels[from..to].ContainsAnyExcept((ushort)0)) continue;
            var type = _index[span.Type];
            labels[from..to].Fill((ushort)Inside(type));
            labels[from] = (ushort)Begin(type);
        }

        return whole;
    }

    /// <summary>Where the tokens from..to stand in the text; of a quotation only what it says.</summary>
    public static (int Start, int End) Place(Token[] tokens, int from, int to)
    {
        var (start, end) = (tokens[from].Start, tokens[to - 1].End);
        return to - from == 1 && tokens[from].Kind == TokenKind.Quoted && end - start > 2 ? (start + 1, end - 1) : (start, end);
    }

    private static (int From, int To, bool Exact) Cover(Token[] tokens, int start, int end)
    {
        var from = 0;
        while (from < tokens.Length && tokens[from].End <= start) from++;
        var to = from;
        while (to < tokens.Length && tokens[to].Start < end) to++;
        if (from >= to) return (from, from, false);
        var (placedStart, placedEnd) = Place(tokens, from, to);
        var exact = (placedStart == start && placedEnd == end) || (tokens[from].Start == start && tokens[to - 1].End == end);
        return (from, to, exact);
    }
}
