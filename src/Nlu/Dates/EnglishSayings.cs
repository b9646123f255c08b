using PmBot.Nlu.Dates.Values;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Dates;

/// <summary>
/// Days that take several English words to name, as the full recognizer reads them: "a week from Monday", "the last Friday of the month",
/// "in 2 business days". They replace what the everyday reader made of some of their words.
/// </summary>
internal static class EnglishSayings
{
    private static readonly HashSet<string> Alone = new(StringComparer.Ordinal) { "business", "working", "fortnight", "fortnights", "rest", "eod", "early", "late" };
    private static readonly HashSet<string> Units = new(StringComparer.Ordinal) { "day", "days", "week", "weeks", "month", "months" };
    private static readonly HashSet<string> Weekdays = new(StringComparer.Ordinal) { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };
    private static readonly HashSet<string> Edges = new(StringComparer.Ordinal) { "end", "start", "beginning" };

    /// <summary>Adds them in the order of the text.</summary>
    public static void Add(TokenizedText text, NluContext context, List<Entity> found)
    {
        if (!IsSaying(text, 0, text.Text.Length)) return;
        foreach (var (reading, start, end) in DateTimeRecognizer.Read(text.Text, "en", context.Now, context.DayFirst, lenient: true, unbounded: true))
        {
            if (Value(reading, context) is not var (type, value) || !IsSaying(text, start, end)) continue;
            if (found.Exists(e => e.Start < end && e.End > start && (e.End > end || e.Type is not (EntityType.Date or EntityType.DateRange)))) continue;
            found.RemoveAll(e => e.Start < end && e.End > start);
            var at = found.FindIndex(e => e.Start >= start);
            found.Insert(at < 0 ? found.Count : at, new Entity(type, value, text.Text[start..end], start, end));
        }
    }

    /// <summary>A part of the text has the words that such a day is made of.</summary>
    private static bool IsSaying(TokenizedText text, int start, int end)
    {
        var (unit, weekday, edge, period, ordinal, of, from, next, weekOf) = (false, false, false, false, false, false, false, false, false);
        var before = string.Empty;
        foreach (var token in text.Array)
        {
            if (token.Start < start || token.End > end || token.Kind == TokenKind.Punctuation) continue;
            var word = token.Folded;
            if (Alone.Contains(word)) return true;
            unit |= Units.Contains(word);
            weekday |= Weekdays.Contains(word);
            edge |= Edges.Contains(word);
            period |= word is "quarter";
            ordinal |= word is "first" or "last" or "second" or "third" or "fourth";
            of |= word is "of";
            from |= word is "from" or "after" or "before";
            next |= word is "next";
            weekOf |= before is "week" && word is "of" or "commencing" or "starting" or "beginning";
            before = word;
        }

        return weekOf || (of && ((ordinal && (weekday || unit)) || (edge && period))) || (from && (unit || (weekday && next)));
    }

    /// <summary>A day or stretch that is not over.</summary>
    private static (EntityType Type, EntityValue Value)? Value(Reading reading, NluContext context)
    {
        var today = context.Now.Date;
        return reading switch
        {
            { Kind: ReadingKind.Date, Mod: null, Future.Start: { } day } when day >= today => (EntityType.Date, new DateValue(DateOnly.FromDateTime(day), null)),
            { Kind: ReadingKind.DateTime, Mod: null, Future.Start: { Hour: 23, Second: 59 } close } when close >= today => (EntityType.Date, new DateValue(DateOnly.FromDateTime(close), null)),
            { Kind: ReadingKind.DateRange, Source: null, Future: { Start: { } from, End: { } to } } when to > today && reading.Mod is null or "start" or "mid" or "end" =>
                (EntityType.DateRange, new DateRangeValue(DateOnly.FromDateTime(from), DateOnly.FromDateTime(to.AddDays(-1)))),
            _ => null,
        };
    }
}
