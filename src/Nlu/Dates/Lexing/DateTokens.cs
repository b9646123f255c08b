using PmBot.Nlu.Text;

namespace PmBot.Nlu.Dates.Lexing;

/// <summary>A text cut for reading dates: digits apart from letters, every sign a token.</summary>
internal sealed class DateTokens
{
    private readonly DateToken[] tokens;
    private readonly char[] folded;

    private DateTokens(string text, DateToken[] tokens, int count, char[] folded)
    {
        Text = text;
        this.tokens = tokens;
        Count = count;
        this.folded = folded;
    }

    public string Text { get; }

    public int Count { get; }

    /// <summary>Some word or number could be part of a date.</summary>
    public bool Any { get; private set; }

    public ref readonly DateToken this[int i] => ref tokens[i];

    public ReadOnlySpan<char> Folded(int i) => folded.AsSpan(tokens[i].Start, tokens[i].Length);

    public static DateTokens Cut(string text, DateLexicon lexicon)
    {
        var plain = new char[text.Length];
        for (var i = 0; i < text.Length; i++) plain[i] = Plain(text[i]);
        var list = new DateToken[text.Length + 1];
        var count = Split(plain, list);
        var cut = new DateTokens(text, list, count, plain);
        for (var i = 0; i < count; i++) cut.LookUp(i, lexicon);
        return cut;
    }

    /// <summary>The tokens of a phrase of a word list.</summary>
    internal static string[] Pieces(string form)
    {
        var plain = form.Select(Plain).ToArray();
        var list = new DateToken[form.Length];
        var count = Split(plain, list);
        return [.. Enumerable.Range(0, count).Select(i => new string(plain, list[i].Start, list[i].Length))];
    }

    private static char Plain(char c) => c switch
    {
        '\u2019' or '\u2018' or '\u00B4' or '`' => '\'',
        '\u2013' or '\u2014' or '\u2212' => '-',
        '\u00BA' or '\u00B0' => '\u00BA',
        _ => Fold.Char(c) is var f && f == '\0' ? c : f,
    };

    private static int Split(char[] folded, DateToken[] list)
    {
        var count = 0;
        var spaced = true;
        for (var i = 0; i < folded.Length;)
        {
            var c = folded[i];
            if (char.IsWhiteSpace(c))
            {
                spaced = true;
                i++;
                continue;
            }

            ref var token = ref list[count++];
            token.Start = i;
            token.Spaced = spaced;
            token.Sign = c;
            token.Senses = [];
            spaced = false;
            if (char.IsAsciiDigit(c))
            {
                token.Kind = DateTokenKind.Number;
                var value = 0;
                for (; i < folded.Length && char.IsAsciiDigit(folded[i]); i++) value = i - token.Start < 9 ? (value * 10) + folded[i] - '0' : int.MaxValue;
                token.Number = value;
            }
            else if (IsLetter(c))
            {
                token.Kind = DateTokenKind.Word;
                while (i < folded.Length && IsLetter(folded[i])) i++;
            }
            else
            {
                token.Kind = DateTokenKind.Sign;
                i++;
            }

            token.End = i;
        }

        return count;
    }

    private static bool IsLetter(char c) => c is >= 'a' and <= 'z' || (c >= 0x80 && c != '\u00BA' && c != '\u00AA' && char.IsLetter(c));

    private void LookUp(int i, DateLexicon lexicon)
    {
        ref var token = ref tokens[i];
        if (token.Kind == DateTokenKind.Number) Any = true;
        if (lexicon.Find(Folded(i)) is not { } entry) return;
        Any = true;
        if (entry.Alone is { } alone)
        {
            token.Senses = alone;
            return;
        }

        List<Sense>? fitting = null;
        foreach (var (rest, sense) in entry.Phrases)
        {
            if (Follows(i + 1, rest)) (fitting ??= []).Add(sense);
        }

        if (fitting is not null) token.Senses = [.. fitting];
    }

    private bool Follows(int i, string[] rest)
    {
        if (i + rest.Length > Count) return false;
        for (var k = 0; k < rest.Length; k++)
        {
            if (!Folded(i + k).SequenceEqual(rest[k])) return false;
        }

        return true;
    }
}
