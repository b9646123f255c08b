using System.Buffers;

namespace PmBot.Nlu.Text;

/// <summary>Titles and comments as people meant them.</summary>
internal static class FreeText
{
    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"'`\u201C\u201D\u201E\u2018\u2019\u00AB\u00BB");

    /// <summary>Without surrounding space, stray punctuation and the quotes around the whole.</summary>
    public static string Clean(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var trimmed = text.Trim().Trim("*_~\u200B").TrimStart(",;:.-\u2013\u2014\u2022>= \t\r\n").TrimEnd(",;:- \t\r\n");
            if (trimmed.EndsWith(".") && !trimmed.EndsWith("..")) trimmed = trimmed[..^1].TrimEnd();
            if (trimmed.Length >= 2 && Quotes.Contains(trimmed[0]) && Quotes.Contains(trimmed[^1]))
            {
                // Between quotes stands what is meant, sign by sign.
                var quoted = trimmed[1..^1].Trim();
                if (quoted.Length < 2 || !Quotes.Contains(quoted[0]) || !Quotes.Contains(quoted[^1])) return new string(quoted);
                text = quoted;
                continue;
            }

            if (trimmed.Length > 1 && Quotes.Contains(trimmed[0]) && !trimmed[1..].ContainsAny(Quotes)) trimmed = trimmed[1..];
            else if (trimmed.Length > 1 && trimmed[^1] is '"' or '\u201D' or '\u00BB' && !trimmed[..^1].ContainsAny(Quotes)) trimmed = trimmed[..^1];
            if (trimmed.Length == text.Length) return new string(trimmed);
            text = trimmed;
        }
    }
}
