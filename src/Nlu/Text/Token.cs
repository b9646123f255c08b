namespace PmBot.Nlu.Text;

/// <summary>What a piece of a message is made of.</summary>
public enum TokenKind
{
    Word,
    /// <summary>Digits only.</summary>
    Number,
    /// <summary>"#7".</summary>
    TaskNumber,
    /// <summary>"#ux".</summary>
    Hashtag,
    /// <summary>"@diego", <c>&lt;@U123&gt;</c>, <c>&lt;at&gt;Diego&lt;/at&gt;</c>.</summary>
    Mention,
    Email,
    Url,
    /// <summary>Text between quotes, as one piece.</summary>
    Quoted,
    Emoji,
    Punctuation,
    NewLine,
}

/// <summary>A piece of a message.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">First UTF-16 unit in the message.</param>
/// <param name="End">One past the last.</param>
/// <param name="Folded">Without case and accents; for mentions the bare id or name, for quotes their content.</param>
/// <param name="Number">The value of digits, or -1.</param>
/// <param name="Glued">No space stands between it and the piece before.</param>
/// <param name="Capital">It begins with a capital letter.</param>
public readonly record struct Token(TokenKind Kind, int Start, int End, string Folded, int Number, bool Glued, bool Capital)
{
    internal bool Is(string folded) => (Kind is TokenKind.Word or TokenKind.Punctuation) && string.Equals(Folded, folded, StringComparison.Ordinal);

    internal bool IsPause() => Kind is TokenKind.NewLine || (Kind == TokenKind.Punctuation && Folded is "," or "." or ";" or "?" or "!" or ")" or ":");

    internal bool IsContent => Kind is not (TokenKind.Punctuation or TokenKind.NewLine or TokenKind.Emoji);
}

/// <summary>A message in pieces. Offsets are those of the message as written.</summary>
public sealed class TokenizedText
{
    internal TokenizedText(string text, Token[] tokens)
    {
        Text = text;
        Tokens = tokens;
    }

    /// <summary>The message as written.</summary>
    public string Text { get; }

    /// <summary>Its pieces, in order, without the spaces between them.</summary>
    public IReadOnlyList<Token> Tokens { get; }

    internal Token[] Array => (Token[])Tokens;

    internal int Count => Array.Length;

    internal string Slice(int from, int to) => Text[Array[from].Start..Array[to - 1].End];

    internal ReadOnlySpan<char> Span(int from, int to) => Text.AsSpan(Array[from].Start, Array[to - 1].End - Array[from].Start);
}
