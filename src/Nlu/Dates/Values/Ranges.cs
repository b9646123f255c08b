namespace PmBot.Nlu.Dates.Values;

/// <summary>From one date to another, and everything before or after one.</summary>
internal static class Ranges
{
    /// <summary>From a date (or the beginning of a period) to another (or the beginning of a period; its end where the end was said).</summary>
    public static Reading? Days(Reading from, Reading to)
    {
        if (from.Starts is not var (fromPast, fromFuture) || to.Starts is not var (toPast, toFuture)) return null;
        var weeks = from.Grain == Unit.Week && to.Grain == Unit.Week && from.Timex.Contains("-W", StringComparison.Ordinal) && to.Timex.Contains("-W", StringComparison.Ordinal);
        var grain = weeks ? Unit.Week : from.Grain is Unit.Day or Unit.Week || to.Grain is Unit.Day or Unit.Week ? Unit.Day : from.Grain == Unit.Year && to.Grain == Unit.Year && from.Stage == Stage.Whole && to.Stage == Stage.Whole ? Unit.Year : Unit.Month;
        var (pastStart, futureStart) = (Edge(from, from.Past, fromPast), Edge(from, from.Future, fromFuture));
        var (pastEnd, futureEnd) = (Edge(to, to.Past, toPast), Edge(to, to.Future, toFuture));
        var fixedFrom = !from.Open;
        var fixedTo = !to.Open;
        if (from.Open && !to.Open && from.Month > 0 && (from.Kind != ReadingKind.Date || to.Month > 0))
        {
            // The year said last holds for both.
            var year = futureEnd.Year;
            var start = OfYear(futureStart, year);
            if (start > futureEnd) start = OfYear(futureStart, year - 1);
            (pastStart, futureStart, fixedFrom) = (start, start, true);
        }
        else if (IsNamedDay(from) && IsNamedDay(to))
        {
            // "De este 12/5 al próximo 20/5": the second one is the first of its kind after the other.
            var end = OfYear(futureEnd, futureStart.Year);
            if (end < futureStart) end = OfYear(futureEnd, futureStart.Year + 1);
            (pastEnd, futureEnd, fixedFrom, fixedTo) = (end, end, false, false);
        }
        else if (to.Open && !from.Open && to.Month > 0 && from.Month > 0)
        {
            var end = OfYear(futureEnd, futureStart.Year);
            if (end < futureStart) end = OfYear(futureEnd, futureStart.Year + 1);
            (pastEnd, futureEnd, fixedTo) = (end, end, true);
        }

        if (futureStart > futureEnd) futureStart = pastStart;
        if (pastEnd < pastStart) pastEnd = futureEnd;
        if (futureEnd < futureStart || pastEnd < pastStart) return null;
        var first = fixedFrom ? TimexText.Date(futureStart) : Timex(from, futureStart);
        var last = fixedTo ? TimexText.Date(futureEnd) : Timex(to, futureEnd);
        return new Reading(ReadingKind.DateRange, TimexText.Range(first, last, Almanac.Distance(pastStart, pastEnd, grain)))
        {
            Past = new(pastStart, pastEnd),
            Future = new(futureStart, futureEnd),
            FutureTimex = TimexText.Range(first, last, Almanac.Distance(futureStart, futureEnd, grain)),
            Grain = grain,
            Open = pastStart != futureStart,
        };
    }

    /// <summary>From one moment to another.</summary>
    public static Reading? Moments(Reading from, Reading to)
    {
        if (from.Starts is not var (pastStart, futureStart) || to.Starts is not var (pastEnd, futureEnd)) return null;
        if (futureStart > futureEnd) futureStart = pastStart;
        if (pastEnd < pastStart) pastEnd = futureEnd;
        if (pastEnd < pastStart || futureEnd < futureStart) return null;
        return new Reading(ReadingKind.DateTimeRange, TimexText.Range(from.Timex, to.Timex, TimexText.Length(futureEnd - futureStart)))
        {
            Past = new(pastStart, pastEnd),
            Future = new(futureStart, futureEnd),
            OtherHalf = from.OtherHalf is { } a && to.OtherHalf is { } b ? TimexText.Range(a, b, TimexText.Length(futureEnd - futureStart)) : null,
        };
    }

    /// <summary>All before, after or since something.</summary>
    /// <param name="of">A date, a time or a stretch of them.</param>
    /// <param name="bound">Which side.</param>
    /// <param name="inclusive">"On or before": the thing itself is part of it.</param>
    public static Reading Bounded(Reading of, Bound bound, bool inclusive = false)
    {
        var kind = of.Kind switch
        {
            ReadingKind.Date => ReadingKind.DateRange,
            ReadingKind.Time => ReadingKind.TimeRange,
            ReadingKind.DateTime => ReadingKind.DateTimeRange,
            var same => same,
        };
        var mod = Name(bound, inclusive);
        if (Stages.Name(of.Stage) is { } stage) mod += "-" + stage;
        return of with
        {
            Kind = kind,
            Mod = mod,
            Past = Side(of.Past, of, bound, inclusive),
            Future = Side(of.Future, of, bound, inclusive),
            Source = of.Kind switch
            {
                ReadingKind.Date or ReadingKind.Time => "datetimepoint",
                ReadingKind.DateRange => "datetimerange",
                _ => null,
            },
        };
    }

    /// <summary>What the specs call a bound.</summary>
    public static string Name(Bound bound, bool inclusive) => bound switch
    {
        Bound.Before => inclusive ? "until" : "before",
        Bound.After => inclusive ? "since" : "after",
        _ => "since",
    };

    private static Stretch? Side(Stretch? of, Reading whole, Bound bound, bool inclusive) => (of, bound) switch
    {
        (null, _) => null,
        ({ } s, Bound.Before) => new(null, (whole.Stage == Stage.End || inclusive) && s.End is { } end ? end : s.Start),
        ({ } s, Bound.After) when !inclusive && whole.Stage != Stage.Start => new(s.End ?? s.Start),
        ({ } s, _) => new(s.Start),
    };

    /// <summary>"This 12 May": the year follows from the word before it.</summary>
    private static bool IsNamedDay(Reading day) => day is { Open: false, Kind: ReadingKind.Date, Month: > 0 } && day.Timex.StartsWith("XXXX-", StringComparison.Ordinal);

    private static DateTime OfYear(DateTime day, int year) => day.Month == 2 && day.Day == 29 && !DateTime.IsLeapYear(year) ? new DateTime(year, 3, 1) : new DateTime(year, day.Month, day.Day);

    private static DateTime Edge(Reading reading, Stretch? stretch, DateTime start) => (reading.Stage, stretch?.End) switch
    {
        (Stage.End, { } end) => end,
        (Stage.Mid, { } end) => Middle(reading.Grain, start, end),
        _ => start,
    };

    /// <summary>The day in the middle of the whole month or year, seen from its middle part.</summary>
    private static DateTime Middle(Unit grain, DateTime start, DateTime end) => grain switch
    {
        Unit.Year => new DateTime(start.Year, 7, 2),
        Unit.Month => new DateTime(start.Year, start.Month, 16),
        _ => start.AddDays((end - start).Days / 2),
    };

    private static string Timex(Reading reading, DateTime edge) =>
        reading.Kind == ReadingKind.Date ? reading.Timex : reading.Open ? TimexText.OpenDate(edge.Month, edge.Day) : TimexText.Date(edge);
}
