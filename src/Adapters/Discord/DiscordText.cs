using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PmBot.Adapters.Discord;

/// <summary>Text for Discord's Markdown: what people wrote looks as they wrote it, and is never too long.</summary>
internal static class DiscordText
{
    private const string Fence = "```";

    /// <summary>JSON without needless escapes.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Plain text as Markdown that reads as that text; addresses stay links, mentions become text.</summary>
    public static string Escape(string text)
    {
        var builder = new StringBuilder(text.Length + 16);
        var lineStart = true;
        for (var i = 0; i < text.Length; i++)
        {
            if (AddressLength(text, i) is > 0 and var length)
            {
                builder.Append(text, i, length);
                i += length - 1;
                lineStart = false;
                continue;
            }

            var c = text[i];
            if (char.IsControl(c) && c is not ('\n' or '\t')) continue;
            if (IsMarkup(text, i, lineStart)) builder.Append('\\');
            builder.Append(c);
            lineStart = c is '\n' || (lineStart && c is ' ' or '\t');
        }

        return builder.ToString();
    }

    /// <summary>The Markdown of an Adaptive Card as Discord's: the same escapes, and more of them.</summary>
    public static string OfCard(string markdown)
    {
        var builder = new StringBuilder(markdown.Length + 16);
        for (var i = 0; i < markdown.Length; i++)
        {
            var c = markdown[i];
            if (c == '\\' && i + 1 < markdown.Length)
            {
                builder.Append(c).Append(markdown[++i]);
            }
            else if (c == '\n')
            {
                // A card's paragraphs are Discord's lines.
                builder.Append(c);
                while (i + 1 < markdown.Length && markdown[i + 1] is '\n' or '\r') i++;
            }
            else if (!char.IsControl(c) || c == '\t')
            {
                // What is no mark in a card may be one here: a spoiler, a mention, small print.
                if (c is '<' or '|' || (c == '-' && i + 1 < markdown.Length && markdown[i + 1] == '#' && (i == 0 || markdown[i - 1] is '\n'))) builder.Append('\\');
                builder.Append(c);
            }
        }

        return builder.ToString();
    }

    /// <summary>Markdown without its escapes and stars, for labels, where Markdown is not shown.</summary>
    public static string Label(string markdown)
    {
        var builder = new StringBuilder(markdown.Length);
        for (var i = 0; i < markdown.Length; i++)
        {
            if (markdown[i] == '\\' && i + 1 < markdown.Length && !char.IsLetterOrDigit(markdown[i + 1])) i++;
            else if (markdown[i] is '*' && i + 1 < markdown.Length && markdown[i + 1] is '*') { i++; continue; }
            builder.Append(char.IsControl(markdown[i]) ? ' ' : markdown[i]);
        }

        return builder.ToString().Trim();
    }

    /// <summary>The text if it is short, else its beginning and an ellipsis; no character is torn, and no escape.</summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit) return text;
        return limit < 1 ? "" : text[..SafeEnd(text, 0, limit - 1)].TrimEnd() + "…";
    }

    /// <summary>Cuts a text at line ends, then spaces; a code fence that is cut is closed and opened again.</summary>
    public static IReadOnlyList<string> Split(string text, int limit)
    {
        if (text.Length <= limit) return [text];
        var pieces = new List<string>();
        var piece = new StringBuilder();
        string? fence = null;
        foreach (var line in text.Split('\n'))
        {
            var rest = line;
            while (true)
            {
                var room = limit - piece.Length - (piece.Length > 0 ? 1 : 0) - (fence is null && !rest.Contains(Fence, StringComparison.Ordinal) ? 0 : Fence.Length + 1);
                if (rest.Length <= room) break;
                if (piece.Length > (fence?.Length ?? 0) && room < limit / 2)
                {
                    Flush(pieces, piece, fence);
                    continue;
                }

                // A line that is long by itself.
                var end = Break(rest, Math.Max(1, room));
                var part = rest[..end];
                Append(piece, part.TrimEnd());
                if (IsFence(part)) fence = fence is null ? Opening(part) : null;
                rest = rest[end..].TrimStart(' ');
                Flush(pieces, piece, fence);
            }

            Append(piece, rest);
            if (IsFence(rest)) fence = fence is null ? Opening(rest) : null;
        }

        if (piece.ToString().Trim() is { Length: > 0 } last) pieces.Add(last);
        return pieces;
    }

    private static void Append(StringBuilder piece, string line)
    {
        if (piece.Length > 0) piece.Append('\n');
        piece.Append(line);
    }

    private static void Flush(List<string> pieces, StringBuilder piece, string? fence)
    {
        if (fence is not null) piece.Append('\n').Append(Fence);
        if (piece.ToString().Trim('\n') is { Length: > 0 } whole && !string.IsNullOrWhiteSpace(whole)) pieces.Add(whole);
        piece.Clear();
        if (fence is not null) piece.Append(fence);
    }

    /// <summary>Whether a line opens a fence, or closes the one that is open.</summary>
    private static bool IsFence(string line) => line.AsSpan().Count(Fence) % 2 == 1;

    /// <summary>How the fence that a line opens is opened again: with its language, if it names one.</summary>
    private static string Opening(string line)
    {
        var language = line[(line.LastIndexOf(Fence, StringComparison.Ordinal) + Fence.Length)..].Trim();
        return language.Length <= 20 && language.All(char.IsAsciiLetterOrDigit) ? Fence + language : Fence;
    }

    private static int Break(string line, int limit)
    {
        var space = line.LastIndexOf(' ', limit - 1, limit);
        var end = space > limit / 2 ? space : SafeEnd(line, 0, limit);
        // The signs of a fence stay together.
        var whole = end;
        while (whole > 0 && whole < line.Length && line[whole - 1] == '`' && line[whole] == '`') whole--;
        return whole > 0 ? whole : end;
    }

    /// <summary>The highest end up to a limit that tears neither a character nor an escape.</summary>
    private static int SafeEnd(string text, int start, int limit)
    {
        if (limit <= 0) return start;
        var end = start;
        while (end < text.Length)
        {
            var next = end + StringInfo.GetNextTextElementLength(text, end);
            if (text[end] == '\\' && next < text.Length && next == end + 1) next += StringInfo.GetNextTextElementLength(text, next);
            if (next > limit) break;
            end = next;
        }

        // One cluster that is longer than all the room there is.
        return end > start ? end : Math.Min(text.Length, char.IsHighSurrogate(text[start + limit - 1]) && limit > 1 ? start + limit - 1 : start + limit);
    }

    private static int AddressLength(string text, int at)
    {
        if (text[at] is not ('h' or 'H') || (at > 0 && char.IsLetterOrDigit(text[at - 1]))) return 0;
        var rest = text.AsSpan(at);
        if (!rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && !rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) return 0;
        var length = 0;
        // Only what an address may have in the open: anything else is text again, and escaped.
        while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || "-._~:/?#@!$&'+,;=%".Contains(rest[length], StringComparison.Ordinal))) length++;
        return length;
    }

    private static bool IsMarkup(string text, int at, bool lineStart)
    {
        var next = at + 1 < text.Length ? text[at + 1] : ' ';
        return text[at] switch
        {
            '\\' or '*' or '_' or '~' or '`' or '|' or '<' or '[' or ']' => true,
            '#' => lineStart && (next is ' ' or '#' or '\n'),
            '>' => lineStart,
            '-' or '+' => lineStart && next is ' ' or '#',
            _ => false,
        };
    }
}
