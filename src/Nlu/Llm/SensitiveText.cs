using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Llm;

/// <summary>A message as it may leave the house: e-mail addresses, links, ids of mentions, long numbers and whatever looks like a secret have become placeholders.</summary>
/// <remarks>It hides rather too much than too little: what comes back as a placeholder is put back, so hiding costs little.</remarks>
public sealed partial class SensitiveText
{
    private const int LongRun = 20;
    private const int MixedRun = 10;
    private const string Joining = "-_+/.~$!%^&*";
    private readonly List<(string Placeholder, string Original)> _hidden;

    private SensitiveText(string text, List<(string Placeholder, string Original)> hidden)
    {
        Text = text;
        _hidden = hidden;
    }

    /// <summary>The text with placeholders such as <c>[secret 1]</c>.</summary>
    public string Text { get; }

    /// <summary>Hides what is sensitive in a text.</summary>
    public static SensitiveText Hide(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var spans = new List<(int Start, int End, string Kind)>();
        foreach (var pattern in (ReadOnlySpan<Regex>)[KeyBlock(), Known(), Assigned(), Named()])
        {
            foreach (Match match in pattern.Matches(text))
            {
                var group = match.Groups["secret"].Success ? match.Groups["secret"] : match.Groups[0];
                spans.Add((group.Index, group.Index + group.Length, "secret"));
            }
        }

        FindOpaque(text, spans);
        foreach (Match match in LongNumber().Matches(text))
        {
            if (match.Value.Count(char.IsAsciiDigit) >= 9) spans.Add((match.Index, match.Index + match.Length, "number"));
        }

        foreach (ref readonly var token in Tokenizer.Tokenize(text).Array.AsSpan())
        {
            var kind = token.Kind switch
            {
                TokenKind.Email => "e-mail",
                TokenKind.Url => "link",
                TokenKind.Mention when text[token.Start] == '<' => "person",
                _ => null,
            };
            if (kind is not null) spans.Add((token.Start, token.End, kind));
        }

        return Replace(text, spans);
    }

    /// <summary>Puts what was hidden back into words that were made from <see cref="Text"/>.</summary>
    public string Restore(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        foreach (var (placeholder, original) in _hidden) words = words.Replace(placeholder, original, StringComparison.Ordinal);
        return words;
    }

    // Runs that no word is: long ones of letters and digits, and shorter ones of capitals, small letters and digits.
    private static void FindOpaque(string text, List<(int Start, int End, string Kind)> spans)
    {
        for (var start = 0; start < text.Length; start++)
        {
            var (end, lower, upper, digit) = (start, false, false, false);
            for (; end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || Joining.Contains(text[end])); end++)
            {
                lower |= char.IsAsciiLetterLower(text[end]);
                upper |= char.IsAsciiLetterUpper(text[end]);
                digit |= char.IsAsciiDigit(text[end]);
            }

            if (digit && ((end - start >= LongRun && (lower || upper)) || (end - start >= MixedRun && lower && upper))) spans.Add((start, end, "secret"));
            start = end;
        }
    }

    private static SensitiveText Replace(string text, List<(int Start, int End, string Kind)> spans)
    {
        spans.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        var hidden = new List<(string, string)>();
        var safe = new StringBuilder(text.Length);
        var at = 0;
        for (var i = 0; i < spans.Count;)
        {
            var (start, end, kind) = spans[i++];
            // What overlaps is one: the end of the one may be the beginning of the other.
            for (; i < spans.Count && spans[i].Start < end; i++) end = Math.Max(end, spans[i].End);
            var placeholder = string.Create(CultureInfo.InvariantCulture, $"[{kind} {hidden.Count + 1}]");
            hidden.Add((placeholder, text[start..end]));
            safe.Append(text, at, start - at).Append(placeholder);
            at = end;
        }

        return new SensitiveText(safe.Append(text, at, text.Length - at).ToString(), hidden);
    }

    // Keys in their armour, cut off or not.
    [GeneratedRegex(@"-----BEGIN [A-Z ]+-----[\s\S]*?(-----END [A-Z ]+-----|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex KeyBlock();

    // What well-known services begin their keys with.
    [GeneratedRegex(
        @"\b(sk|pk|rk|whsec|ghp|gho|ghs|ghu|github_pat|glpat|xox[a-z]|hf|npm|dop_v1|AKIA|ASIA|AIza|eyJ)[-_A-Za-z0-9][-_.A-Za-z0-9]{6,}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Known();

    // DATABASE_URL=..., api-key: ...
    [GeneratedRegex(
        @"\b[A-Z][A-Z0-9_]{2,}\s?=\s?(?<secret>""[^""\n]*""|'[^'\n]*'|\S+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Assigned();

    // "la contraseña de prod es ...", "the token is ...", "Bearer ...".
    [GeneratedRegex(
        @"(contrase(ñ|n)a|clave|secreto|password|passwd|pwd|passphrase|passcode|secret|token|api[-_ ]?key|credenciales?|credentials?|bearer|\bpin\b)[^\n:=]{0,24}?(\b(es|is|era|was|a|to|por)\b\s*[:=]?|[:=]|(?<=bearer)|\s(?=[^\s]*\d))\s*(?<secret>""[^""\n]*""|'[^'\n]*'|«[^»\n]*»|[^\s,;:=""'«][^\s,;]*)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, MatchTime.Most)]
    private static partial Regex Named();

    // Telephones, cards, accounts.
    [GeneratedRegex(@"\+?\d[\d .()\-]{7,}\d", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex LongNumber();
}
