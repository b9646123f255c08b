namespace PmBot.Nlu.Text;

/// <summary>Finds where a quotation ends. What was once searched in vain isn't searched again, so the whole stays linear.</summary>
internal ref struct QuoteFinder(ReadOnlySpan<char> text)
{
    private const int MaxLength = 1000;
    private readonly ReadOnlySpan<char> _text = text;
    private char _hopeless;
    private int _hopelessUntil;

    /// <summary>The index of the closing quote, or 0.</summary>
    public int CloseOf(int open)
    {
        var first = _text[open];
        var close = first switch
        {
            '"' => '"', '\u201C' or '\u201E' => '\u201D', '\u00AB' => '\u00BB', '\u2018' => '\u2019', '\'' => '\'', '`' => '`', _ => '\0',
        };
        if (close == '\0' || (_hopeless == first && open < _hopelessUntil)) return 0;
        var single = first is '\'' or '\u2018';
        if (single && open > 0 && !char.IsWhiteSpace(_text[open - 1]) && _text[open - 1] is not (':' or '(')) return 0;
        var limit = Math.Min(_text.Length, open + MaxLength);
        for (var i = open + 1; i < limit; i++)
        {
            var c = _text[i];
            if (c is '\n' or '\r') break;
            var closes = c == close || (first is '\u201C' && c is '"') || (first is '"' && c is '\u201D');
            if (closes && (!single || i + 1 >= _text.Length || !char.IsLetterOrDigit(_text[i + 1]))) return i > open + 1 ? i : 0;
        }

        (_hopeless, _hopelessUntil) = (first, limit);
        return 0;
    }
}
