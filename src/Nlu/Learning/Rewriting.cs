using System.Text;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Learning;

/// <summary>A message while its pieces are decided upon: who decides first, decides.</summary>
internal sealed class Rewriting(TokenizedText text)
{
    private readonly string?[] _replacements = new string?[text.Count];
    private readonly bool[] _decided = new bool[text.Count];
    private readonly bool[] _parted = new bool[text.Count + 1];

    public Token[] Tokens => text.Array;

    public bool IsOpen(int token) => !_decided[token];

    /// <summary>The tokens that a stretch of the message touches.</summary>
    public (int From, int To) Cover(int start, int end)
    {
        var from = 0;
        while (from < Tokens.Length && Tokens[from].End <= start) from++;
        var to = from;
        while (to < Tokens.Length && Tokens[to].Start < end) to++;
        return (from, to);
    }

    public void Replace(int from, int to, string placeholder)
    {
        for (var i = from; i < to; i++)
        {
            if (_decided[i]) continue;
            _decided[i] = true;
            // A mention in a title is a mention still, and a number a number.
            _replacements[i] = placeholder == Placeholder.Text ? placeholder : Placeholder.Of(Tokens[i].Kind) ?? placeholder;
        }
    }

    public void Keep(int from, int to, bool evenNumbers)
    {
        for (var i = from; i < to; i++)
        {
            if (Tokens[i].Kind is TokenKind.Word or TokenKind.Punctuation || (evenNumbers && Tokens[i].Kind == TokenKind.Number)) _decided[i] = true;
        }
    }

    /// <summary>Placeholders do not run together over a slot's edge.</summary>
    public void Part(IEnumerable<SlotSpan> spans)
    {
        foreach (var span in spans)
        {
            var (from, to) = Cover(span.Start, span.End);
            _parted[from] = _parted[to] = true;
        }
    }

    public RewrittenText Write()
    {
        var written = new StringBuilder();
        var places = new (int Start, int End)[Tokens.Length];
        var words = 0;
        for (var i = 0; i < Tokens.Length; i++)
        {
            var replacement = _replacements[i];
            if (i > 0 && replacement is not null && replacement == _replacements[i - 1] && !_parted[i] && replacement != Placeholder.Word)
            {
                places[i] = places[i - 1];
                continue;
            }

            if (written.Length > 0 && written[^1] != ' ' && !Tokens[i].Glued) written.Append(' ');
            var start = written.Length;
            if (replacement is not null) written.Append(replacement);
            else if (Tokens[i].Kind != TokenKind.NewLine) Append(written, text.Text.AsSpan(Tokens[i].Start, Tokens[i].End - Tokens[i].Start));
            if (replacement is null && Tokens[i].Kind == TokenKind.Word) words++;
            places[i] = (start, written.Length);
        }

        return new RewrittenText(written.ToString(), words, span => Cover(span.Start, span.End) is var (from, to) && from < to ? (places[from].Start, places[to - 1].End) : default);
    }

    // Brackets of the message's own would be read as slots, braces as placeholders.
    private static void Append(StringBuilder into, ReadOnlySpan<char> piece)
    {
        foreach (var c in piece) into.Append(c switch { '[' or '{' => '(', ']' or '}' => ')', _ => c });
    }
}

/// <summary>A message rewritten, with the way from the old places to the new ones.</summary>
/// <param name="Text">The rewritten text.</param>
/// <param name="Words">How many words of the message are left.</param>
/// <param name="Place">Where a slot stands now; empty where it stands nowhere.</param>
internal sealed record RewrittenText(string Text, int Words, Func<SlotSpan, (int Start, int End)> Place)
{
    /// <summary>The text with the slots written into it; of two that overlap, the first.</summary>
    public string Annotate(IEnumerable<SlotSpan> spans)
    {
        var annotated = new StringBuilder();
        var at = 0;
        foreach (var (slot, place) in spans.Select(s => (s.Slot, Place: Place(s))).OrderBy(s => s.Place.Start).ThenByDescending(s => s.Place.End).ThenBy(s => s.Slot, StringComparer.Ordinal))
        {
            if (place.Start < at || place.End <= place.Start) continue;
            annotated.Append(Text, at, place.Start - at).Append('[').Append(Text, place.Start, place.End - place.Start).Append("](").Append(slot).Append(')');
            at = place.End;
        }

        return annotated.Append(Text, at, Text.Length - at).ToString().Trim();
    }
}
