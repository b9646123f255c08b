using System.Text;

namespace PmBot.Adapters.Slack.Rendering;

/// <summary>A piece of text with one look, and where it leads if it does.</summary>
internal readonly record struct TextRun(string Text, bool Bold = false, bool Italic = false, bool Strike = false, bool Code = false, string? Link = null);

/// <summary>Reads the Markdown of cards: emphasis, code, links, escapes; everything else is text.</summary>
internal static class MarkdownRuns
{
    // Emphasis is short; looking to the end of a long text for every sign that has no partner would take forever.
    private const int LongestMarked = 500;
    private const int LongestAddress = 3_000;

    private const string Escapable = "\\`*_{}[]()#+-.!~<>|=&";

    /// <summary>The runs of a text, in order.</summary>
    public static List<TextRun> Read(string text)
    {
        var runs = new List<TextRun>();
        Read(Lines(text), default, runs);
        return runs;
    }

    /// <summary>A text as it reads, without its look.</summary>
    public static string Plain(string text) => string.Concat(Read(text).Select(run => run.Link is { } link && link != run.Text ? $"{run.Text} ({link})" : run.Text));

    // Lists and headings have signs of their own in Slack, or none.
    private static string Lines(string text)
    {
        if (!text.Contains('\n', StringComparison.Ordinal) && !text.StartsWith("- ", StringComparison.Ordinal) && !text.StartsWith('#')) return text;
        var lines = text.Replace("\r", "", StringComparison.Ordinal).Replace("\n\n", "\n", StringComparison.Ordinal).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var body = line.TrimStart();
            if (body.StartsWith("- ", StringComparison.Ordinal) || body.StartsWith("* ", StringComparison.Ordinal))
                lines[i] = $"{line[..(line.Length - body.Length)]}• {body[2..]}";
            else if (body.TrimStart('#') is { } title && title.Length < body.Length && title.StartsWith(' ') && title.Trim() is { Length: > 0 } heading)
                lines[i] = $"**{heading}**";
        }

        return string.Join('\n', lines);
    }

    private static void Read(ReadOnlySpan<char> text, TextRun style, List<TextRun> into)
    {
        var literal = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var rest = text[at..];
            if (rest[0] == '\\' && rest.Length > 1 && Escapable.Contains(rest[1], StringComparison.Ordinal))
            {
                literal.Append(rest[1]);
                at += 2;
                continue;
            }

            if (TryMarked(rest, out var inner, out var length, out var next, style))
            {
                Flush(literal, style, into);
                if (next.Code || next.Link is not null) into.Add(next with { Text = next.Code ? inner.ToString() : Unescaped(inner) });
                else Read(inner, next, into);
                at += length;
                continue;
            }

            literal.Append(rest[0]);
            at++;
        }

        Flush(literal, style, into);
    }

    private static bool TryMarked(ReadOnlySpan<char> rest, out ReadOnlySpan<char> inner, out int length, out TextRun next, TextRun style)
    {
        next = style;
        if (TryPair(rest, "**", out inner, out length) || TryPair(rest, "__", out inner, out length)) next = style with { Bold = true };
        else if (TryPair(rest, "~~", out inner, out length)) next = style with { Strike = true };
        else if (TryPair(rest, "`", out inner, out length)) next = style with { Code = true };
        else if (TryPair(rest, "*", out inner, out length) || TryPair(rest, "_", out inner, out length)) next = style with { Italic = true };
        else if (TryLink(rest, out inner, out length, out var link)) next = style with { Link = link };
        else return false;
        return true;
    }

    private static bool TryPair(ReadOnlySpan<char> rest, string mark, out ReadOnlySpan<char> inner, out int length)
    {
        inner = default;
        length = 0;
        if (!rest.StartsWith(mark) || rest.Length <= mark.Length || char.IsWhiteSpace(rest[mark.Length])) return false;
        for (var at = mark.Length; at <= Math.Min(rest.Length, LongestMarked) - mark.Length; at++)
        {
            if (rest[at] == '\n') return false;
            if (rest[at] == '\\')
            {
                at++;
                continue;
            }

            if (at > mark.Length && rest[at..].StartsWith(mark) && !char.IsWhiteSpace(rest[at - 1]))
            {
                inner = rest[mark.Length..at];
                length = at + mark.Length;
                return true;
            }
        }

        return false;
    }

    private static bool TryLink(ReadOnlySpan<char> rest, out ReadOnlySpan<char> label, out int length, out string? link)
    {
        label = default;
        length = 0;
        link = null;
        if (rest[0] != '[') return false;
        var close = 1;
        while (close < Math.Min(rest.Length, LongestMarked) && rest[close] is not (']' or '\n')) close += rest[close] == '\\' ? 2 : 1;
        if (close >= Math.Min(rest.Length, LongestMarked) - 1 || rest[close] != ']' || rest[close + 1] != '(') return false;
        var end = rest[close..Math.Min(rest.Length, close + LongestAddress)].IndexOf(')');
        if (end < 0) return false;
        var address = rest[(close + 2)..(close + end)].Trim().ToString();
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https" or "mailto") || close == 1) return false;
        label = rest[1..close];
        length = close + end + 1;
        link = uri.AbsoluteUri;
        return true;
    }

    private static string Unescaped(ReadOnlySpan<char> text)
    {
        var builder = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && Escapable.Contains(text[i + 1], StringComparison.Ordinal)) i++;
            builder.Append(text[i]);
        }

        return builder.ToString();
    }

    private static void Flush(StringBuilder literal, TextRun style, List<TextRun> into)
    {
        if (literal.Length == 0) return;
        into.Add(style with { Text = literal.ToString() });
        literal.Clear();
    }
}
