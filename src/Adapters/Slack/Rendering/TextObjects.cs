using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace PmBot.Adapters.Slack.Rendering;

/// <summary>Slack's text objects. What people wrote reads as they wrote it, and calls nobody.</summary>
internal static class TextObjects
{
    private const string Signs = "*_~`";

    // mrkdwn has no escapes: between two of these a sign is only a sign.
    private const char Nothing = '\u200B';

    /// <summary>Markdown as one text object.</summary>
    public static JsonObject Of(string markdown, bool bold = false, bool italic = false)
    {
        var runs = MarkdownRuns.Read(markdown);
        var plain = !bold && !italic && runs.TrueForAll(run => run is { Bold: false, Italic: false, Strike: false, Code: false, Link: null });
        var text = string.Concat(runs.Select(run => run.Text));
        return plain ? Literal(text) : Mrkdwn(Mark(runs, bold, italic));
    }

    /// <summary>Text without any look of its own.</summary>
    public static JsonObject Literal(string text) =>
        text.AsSpan().IndexOfAny(Signs) >= 0 && text.AsSpan().IndexOfAny("&<>") < 0 ? Plain(text, int.MaxValue) : Mrkdwn(Neutral(text));

    /// <summary>Plain text, cut to what is taken.</summary>
    public static JsonObject Plain(string text, int limit) => new() { ["type"] = "plain_text", ["text"] = Cut(text, limit), ["emoji"] = false };

    /// <summary>Markup that is ready; <c>verbatim</c> keeps Slack from finding names and links in it by itself.</summary>
    public static JsonObject Mrkdwn(string text) => new() { ["type"] = "mrkdwn", ["text"] = text, ["verbatim"] = true };

    /// <summary>Markdown as mrkdwn.</summary>
    public static string Mark(string markdown) => Mark(MarkdownRuns.Read(markdown), bold: false, italic: false);

    /// <summary>The text if it is short, else its beginning and an ellipsis; no character is torn, and nothing is empty.</summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length == 0) return " ";
        if (text.Length <= limit) return text;
        var cut = 0;
        while (cut < text.Length)
        {
            var next = cut + StringInfo.GetNextTextElementLength(text, cut);
            if (next > limit - 1) break;
            cut = next;
        }

        return text[..cut].TrimEnd() + "…";
    }

    /// <summary>Cuts a text at line ends, then spaces, into pieces whose rendered form is within the limit.</summary>
    public static IEnumerable<string> Split(string text, int limit, Func<string, int> length)
    {
        var rest = text;
        // What is longer than the limit before it is rendered need not be rendered to know.
        while (rest.Length > limit || length(rest) > limit)
        {
            var cut = Math.Min(limit, rest.Length);
            while (length(rest[..cut]) > limit) cut = Math.Max(1, cut * 3 / 4);
            var at = rest.LastIndexOf('\n', cut - 1, cut);
            at = at > cut / 2 ? at : rest.LastIndexOf(' ', cut - 1, cut);
            cut = at > cut / 2 ? at : cut;
            if (cut > 1 && char.IsHighSurrogate(rest[cut - 1])) cut--;
            // An escape is not torn from what it escapes.
            if (cut > 1 && rest[..cut].Length - rest[..cut].TrimEnd('\\').Length is var slashes && slashes % 2 == 1) cut--;
            if (rest[..cut].TrimEnd() is { Length: > 0 } piece) yield return piece;
            rest = rest[cut..].TrimStart();
        }

        if (rest.Length > 0) yield return rest;
    }

    private static string Mark(List<TextRun> runs, bool bold, bool italic)
    {
        var builder = new StringBuilder();
        foreach (var run in runs)
        {
            var look = run with { Bold = run.Bold || bold, Italic = run.Italic || italic };
            var lines = look.Text.Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                if (i > 0) builder.Append('\n');
                Append(builder, lines[i], look);
            }
        }

        return builder.ToString();
    }

    private static void Append(StringBuilder builder, string line, TextRun look)
    {
        var body = line.Trim();
        if (body.Length == 0)
        {
            builder.Append(line);
            return;
        }

        var start = line.IndexOf(body, StringComparison.Ordinal);
        builder.Append(line.AsSpan(0, start));
        var marks = $"{(look.Bold ? "*" : "")}{(look.Italic ? "_" : "")}{(look.Strike ? "~" : "")}{(look.Code ? "`" : "")}";
        builder.Append(marks);
        builder.Append(look.Link is { } link ? $"<{SlackText.Escape(link).Replace("|", "%7C", StringComparison.Ordinal)}|{Neutral(body).Replace('|', '¦')}>" : Neutral(body));
        for (var i = marks.Length - 1; i >= 0; i--) builder.Append(marks[i]);
        builder.Append(line.AsSpan(start + body.Length));
    }

    private static string Neutral(string text)
    {
        var escaped = SlackText.Escape(text);
        if (escaped.AsSpan().IndexOfAny(Signs) < 0) return escaped;
        var builder = new StringBuilder(escaped.Length + 8);
        for (var i = 0; i < escaped.Length; i++)
        {
            // Inside of a word a sign marks nothing: names such as DB_URL stay untouched.
            var marks = Signs.Contains(escaped[i], StringComparison.Ordinal) && !(IsWord(escaped, i - 1) && IsWord(escaped, i + 1));
            if (marks) builder.Append(Nothing);
            builder.Append(escaped[i]);
            if (marks) builder.Append(Nothing);
        }

        return builder.ToString();
    }

    private static bool IsWord(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);
}
