using System.Buffers;
using System.Globalization;
using System.Text;

namespace PmBot.ProjectCore.Text;

/// <summary>Text as it is compared and searched: lower case, without accents, words parted by single spaces.</summary>
/// <remarks>The process runs without ICU, so the letters of the Latin blocks are folded by a table of our own.</remarks>
public static class Folding
{
    // U+00C0 to U+017F, one base letter each; '\0' where there is none, the letters that become two are dealt with apart.
    private const string Bases =
        "aaaaaaaceeeeiiiidnooooo\0ouuuuyts" + "aaaaaaaceeeeiiiidnooooo\0ouuuuyty" +
        "aaaaaacccccccc" + "dddd" + "eeeeeeeeee" + "gggggggg" + "hhhh" + "iiiiiiiiii" + "iijj" + "kkk" + "llllllllll" + "nnnnnnnnn" +
        "oooooooo" + "rrrrrr" + "ssssssss" + "tttttt" + "uuuuuuuuuuuu" + "ww" + "yyy" + "zzzzzz" + "s";

    /// <summary>The folded words, parted by single spaces; punctuation parts words and is dropped.</summary>
    public static string Fold(string text)
    {
        var buffer = ArrayPool<char>.Shared.Rent((text.Length * 2) + 1);
        try
        {
            var length = Fold(WholeCharacters(text), buffer);
            return new string(buffer, 0, length);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>The folded words one by one.</summary>
    public static string[] Words(string text) => Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static int Fold(string text, Span<char> to)
    {
        var length = 0;
        var gap = false;
        foreach (var c in text)
        {
            if (c is >= '\u0300' and <= '\u036f') continue; // a combining accent, parted from its letter
            var folded = FoldLetter(c);
            if (folded == '\0')
            {
                gap = length > 0;
                continue;
            }

            if (gap)
            {
                to[length++] = ' ';
                gap = false;
            }

            to[length++] = folded;
            if (c is 'Æ' or 'æ' or 'Œ' or 'œ') to[length++] = 'e';
            if (c is 'ß') to[length++] = 's';
        }

        return length;
    }

    private static char FoldLetter(char c)
    {
        if (c < 128) return char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '\0';
        if (c is >= '\u00c0' and <= '\u017f') return c is 'Œ' or 'œ' ? 'o' : Bases[c - '\u00c0'];
        return CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
                or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.Surrogate or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.TitlecaseLetter => char.ToLowerInvariant(c),
            _ => '\0',
        };
    }

    /// <summary>Text as it is shown: on one line, without control characters, runs of white space made one blank.</summary>
    public static string OneLine(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in WholeCharacters(text))
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
            }
            else if (!IsInvisible(c))
            {
                clean.Append(c);
            }
        }

        return clean.ToString().TrimEnd();
    }

    /// <summary>Text as it is kept over several lines: line ends as <c>\n</c>, no other control characters but tabs, no lone surrogates.</summary>
    public static string Lines(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in WholeCharacters(text).ReplaceLineEndings("\n"))
        {
            if (c is '\n' or '\t' || !(char.IsControl(c) || IsInvisible(c))) clean.Append(c);
        }

        return clean.ToString().Trim();
    }

    /// <summary>Whether every store takes the text: no control characters, no half of a surrogate pair.</summary>
    internal static bool IsStorable(string text) => !text.Any(char.IsControl) && ReferenceEquals(WholeCharacters(text), text);

    /// <summary>The text without halves of surrogate pairs: hostile JSON can contain them, and no UTF-8 can.</summary>
    private static string WholeCharacters(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) i++;
            else return string.Concat(text.EnumerateRunes().Where(r => r != Rune.ReplacementChar).Select(r => r.ToString()));
        }

        return text;
    }

    // Characters that reorder or hide what a person reads; zero-width joiners stay, emoji need them.
    private static bool IsInvisible(char c) => c is '\ufeff' or '\u200b' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
