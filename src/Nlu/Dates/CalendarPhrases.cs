using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Dates;

/// <summary>Recurrences, holidays, quarters and halves, as the full recognizer reads them; of several readings the one to come.</summary>
internal static class CalendarPhrases
{
    /// <summary>Adds what begins at such a word, in the order of the text. A recurrence may hold a date that was found before; other things may not overlap one.</summary>
    public static void Add(TokenizedText text, NluContext context, List<Entity> found)
    {
        foreach (var phrase in RecurrencePhrases.Find(text))
        {
            // The moment that it holds stays beside it.
            found.RemoveAll(e => e.Start < phrase.End && e.End > phrase.Start && !(e.Start >= phrase.Start && e.End <= phrase.End && e.Value is DateValue { Time: not null }));
            var place = found.FindIndex(e => e.Start >= phrase.Start);
            found.Insert(place < 0 ? found.Count : place, phrase);
        }

        List<int>? spanish = null;
        List<int>? english = null;
        foreach (var token in text.Array)
        {
            if (token.Kind != TokenKind.Word) continue;
            // "Q3": the mark is the letter.
            var word = token.Folded.Length == 2 && char.IsAsciiDigit(token.Folded[1]) ? token.Folded.AsSpan(0, 1) : token.Folded;
            var (inSpanish, inEnglish) = (DateLexicon.For(spanish: true).Find(word) is { IsCalendar: true }, DateLexicon.For(spanish: false).Find(word) is { IsCalendar: true });
            // What holds a word of a recurrence that was found adds nothing to it.
            if ((!inSpanish && !inEnglish) || found.Exists(e => e.Type == EntityType.Recurrence && e.Start <= token.Start && e.End > token.Start)) continue;
            if (inSpanish) (spanish ??= []).Add(token.Start);
            if (inEnglish) (english ??= []).Add(token.Start);
        }

        if (SpanishDayPhrases.Find(text.Array) is { } days)
        {
            Replace(text, context, days, found);
        }

        if (spanish is not null) Add(text, context, "es", spanish, found);
        if (english is not null) Add(text, context, "en", english, found);
    }

    private static void Add(TokenizedText text, NluContext context, string culture, List<int> words, List<Entity> found)
    {
        foreach (var (reading, start, end) in DateTimeRecognizer.Read(text.Text, culture, context.Now, context.DayFirst, lenient: true))
        {
            if (!words.Exists(at => at >= start && at < end) || Value(reading) is not var (type, value)) continue;
            if (found.Exists(e => e.Start < end && e.End > start && (type != EntityType.Recurrence || e.Type == type))) continue;

            // "Every first Monday of the month": the everyday reader took the coming Monday out of it.
            if (reading.Kind == ReadingKind.Set && reading.Timex.Contains('#', StringComparison.Ordinal)) found.RemoveAll(e => e.Start >= start && e.End <= end);
            var at = found.FindIndex(e => e.Start >= start);
            found.Insert(at < 0 ? found.Count : at, new Entity(type, value, text.Text[start..end], start, end));
        }
    }

    /// <summary>Days and weeks that are named by counting: what was read inside of them gives way to the whole.</summary>
    private static void Replace(TokenizedText text, NluContext context, List<int> words, List<Entity> found)
    {
        foreach (var (reading, start, end) in DateTimeRecognizer.Read(text.Text, "es", context.Now, context.DayFirst))
        {
            if (!words.Exists(at => at >= start && at < end) || Value(reading) is not var (type, value) || type == EntityType.Recurrence) continue;
            if (found.Exists(e => e.Start < end && e.End > start && (e.Start < start || e.End > end))) continue;
            found.RemoveAll(e => e.Start < end && e.End > start);
            var at = found.FindIndex(e => e.Start >= start);
            found.Insert(at < 0 ? found.Count : at, new Entity(type, value, text.Text[start..end], start, end));
        }
    }

    private static (EntityType Type, EntityValue Value)? Value(Reading reading) => reading switch
    {
        { Kind: ReadingKind.Set } => (EntityType.Recurrence, new RecurrenceValue(reading.Timex)),
        { Kind: ReadingKind.Date, Future.Start: { } day } => (EntityType.Date, new DateValue(DateOnly.FromDateTime(day), null)),
        { Kind: ReadingKind.DateRange, Future: { Start: { } from, End: { } to } } =>
            (EntityType.DateRange, new DateRangeValue(DateOnly.FromDateTime(from), DateOnly.FromDateTime(to.AddDays(-1)))),
        { Kind: ReadingKind.DateRange, Source: "datetimepoint", Future: { } side } when (side.Start ?? side.End) is { } edge => (EntityType.Date, new DateValue(DateOnly.FromDateTime(edge), null)),
        _ => null,
    };
}
