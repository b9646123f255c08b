using PmBot.Nlu.Dates.English;
using PmBot.Nlu.Dates.Grammar;
using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Spanish;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates;

/// <summary>Finds dates, times, ranges, durations and recurrences in Spanish or English text, with every reading that they have.</summary>
/// <remarks>Linear in the length of the text: each reader looks a bounded number of words ahead.</remarks>
public static class DateTimeRecognizer
{
    /// <summary>What the text holds, in its order; the spans do not overlap.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="culture">"es" or "en", or a culture name that begins with it.</param>
    /// <param name="reference">The moment that "now" is, local time.</param>
    /// <param name="dayFirst">Whether 3/4 is the third of April; null takes the culture's way (Spanish: yes, English: no).</param>
    public static IReadOnlyList<DateTimeResult> Recognize(string text, string culture, DateTime reference, bool? dayFirst = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(culture);
        var found = new List<DateTimeResult>();
        foreach (var (reading, start, end) in Read(text, culture, reference, dayFirst))
        {
            found.Add(new DateTimeResult(text[start..end], start, end, Resolver.Name(reading.Kind), reading.Timex, Resolver.Resolve(reading)));
        }

        return found;
    }

    /// <summary>The readings themselves, with their spans.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="culture">As for <see cref="Recognize"/>.</param>
    /// <param name="reference">The moment that "now" is.</param>
    /// <param name="dayFirst">As for <see cref="Recognize"/>.</param>
    /// <param name="lenient">Also joins what people say as one thing and the specs take apart: "every day at 9", "eod Friday".</param>
    /// <param name="unbounded">Leaves "before", "by" and their like outside.</param>
    internal static List<(Reading Reading, int Start, int End)> Read(string text, string culture, DateTime reference, bool? dayFirst = null, bool lenient = false, bool unbounded = false)
    {
        var spanish = culture.StartsWith("es", StringComparison.OrdinalIgnoreCase);
        var tokens = DateTokens.Cut(text, DateLexicon.For(spanish));
        var found = new List<(Reading, int, int)>();
        if (!tokens.Any) return found;
        var almanac = new Almanac(Within(DateTime.SpecifyKind(reference, DateTimeKind.Unspecified)));
        DateGrammar grammar = spanish ? new SpanishGrammar(tokens, almanac, dayFirst ?? true) : new EnglishGrammar(tokens, almanac, dayFirst ?? false) { Lenient = lenient, Unbounded = unbounded };
        for (var i = 0; i < tokens.Count;)
        {
            if (grammar.MayBegin(i) && !InWord(tokens, i) && grammar.Longest(i, out var end) is { } reading && end > i && !InWord(tokens, end))
            {
                found.Add((reading, tokens[i].Start, tokens[end - 1].End));
                i = end;
            }
            else
            {
                i++;
            }
        }

        return found;
    }

    /// <summary>A moment that leaves room in the calendar for what lies before and after it.</summary>
    private static DateTime Within(DateTime reference) => reference.Year switch
    {
        < 200 => reference.AddYears(200 - reference.Year),
        > 9800 => reference.AddYears(9800 - reference.Year),
        _ => reference,
    };

    /// <summary>Letters and digits stand on both sides of the cut, without a space.</summary>
    private static bool InWord(DateTokens tokens, int i) =>
        i > 0 && i < tokens.Count && !tokens[i].Spaced && tokens[i].Kind != DateTokenKind.Sign && tokens[i - 1].Kind != DateTokenKind.Sign;
}
