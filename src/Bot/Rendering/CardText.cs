using System.Globalization;
using System.Text;

namespace PmBot.Bot.Rendering;

/// <summary>Text for cards: what people wrote stays as they wrote it.</summary>
internal static class CardText
{
    /// <summary>A text as Markdown that reads as that text.</summary>
    /// <remarks>Only what would change the look is escaped, since not every client takes a backslash before every sign.</remarks>
    public static string Escape(string text)
    {
        var builder = new StringBuilder(text.Length + 16);
        var start = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\r' || (char.IsControl(c) && c is not ('\n' or '\t')))
            {
                continue;
            }

            if (c == '\n')
            {
                builder.Append("\n\n");
                start = true;
                continue;
            }

            if (IsMarkup(text, i, start))
            {
                builder.Append('\\');
            }

            builder.Append(c);
            start &= char.IsWhiteSpace(c) || char.IsAsciiDigit(c);
        }

        return builder.ToString();
    }

    /// <summary>The text if it is short, else its beginning and an ellipsis; no character is torn.</summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit)
        {
            return text;
        }

        var cut = 0;
        while (cut < text.Length)
        {
            var next = cut + StringInfo.GetNextTextElementLength(text, cut);
            if (next > limit - 1)
            {
                break;
            }

            cut = next;
        }

        return text[..cut].TrimEnd() + "…";
    }

    private static bool IsMarkup(string text, int at, bool atStart)
    {
        var next = at + 1 < text.Length ? text[at + 1] : '\0';
        return text[at] switch
        {
            '*' or '_' or '[' or ']' or '\\' or '`' or '~' => true,
            // Formatting functions of the cards themselves: {{DATE(...)}}.
            '{' => next == '{',
            '<' => char.IsAsciiLetter(next) || next is '/' or '!' or '?',
            '&' => char.IsAsciiLetter(next) || next == '#',
            '-' or '+' => atStart && (next is ' ' or '\0' || next == text[at]),
            '.' or ')' => atStart && at > 0 && char.IsAsciiDigit(text[at - 1]),
            '#' or '>' or '=' => atStart && !char.IsAsciiDigit(next),
            _ => false,
        };
    }
}
