using System.Globalization;

namespace PmBot.Nlu.Dates.Values;

/// <content>Weeks, months, quarters, years.</content>
internal sealed partial class Almanac
{
    public static Reading YearOf(int year) =>
        Reading.Span(ReadingKind.DateRange, TimexText.Year(year), First(year, 1), First(year + 1, 1)) with { Grain = Unit.Year };

    public static Reading MonthOf(int year, int month) =>
        Reading.Span(ReadingKind.DateRange, TimexText.Month(year, month), First(year, month), First(year, month + 1)) with { Grain = Unit.Month, Month = month };

    /// <summary>A month of any year: the last one that is over or has begun before this one, and the next.</summary>
    public Reading MonthOf(int month)
    {
        var future = Today.Month > month ? Today.Year + 1 : Today.Year;
        var past = Today.Month > month ? Today.Year : Today.Year - 1;
        return Spans($"XXXX-{month:D2}", First(past, month), First(past, month + 1), First(future, month), First(future, month + 1)) with
        {
            Grain = Unit.Month,
            Month = month,
        };
    }

    public static Reading WeekOf(DateTime day)
    {
        var monday = Monday(day);
        return Reading.Span(ReadingKind.DateRange, TimexText.Week(monday), monday, monday.AddDays(7)) with { Grain = Unit.Week };
    }

    public static Reading WeekendOf(DateTime day)
    {
        var saturday = Monday(day).AddDays(5);
        return Reading.Span(ReadingKind.DateRange, TimexText.Week(saturday) + "-WE", saturday, saturday.AddDays(2)) with { Grain = Unit.Day };
    }

    /// <summary>Week n of a year, as ISO 8601 counts.</summary>
    public static Reading WeekOfYear(int year, int week)
    {
        var monday = Monday(First(year, 1).AddDays(3)).AddDays(7 * (week - 1));
        return Reading.Span(ReadingKind.DateRange, $"{year:D4}-W{week:D2}", monday, monday.AddDays(7)) with { Grain = Unit.Week };
    }

    public static int WeeksIn(int year) => ISOWeek.GetWeeksInYear(Math.Clamp(year, 1, 9999));

    /// <summary>Week n of a month (5: the last); a week belongs to the month of its Thursday.</summary>
    public static Reading WeekOfMonth(int year, int month, int n)
    {
        var monday = MondayOf(year, month, n);
        return Reading.Span(ReadingKind.DateRange, $"{year:D4}-{month:D2}-W{n:D2}", monday, monday.AddDays(7)) with { Grain = Unit.Week };
    }

    public Reading WeekOfMonth(int month, int n)
    {
        var year = Today.Month > month ? Today.Year : Today.Year - 1;
        var (past, future) = (MondayOf(year, month, n), MondayOf(year + 1, month, n));
        return Spans($"XXXX-{month:D2}-W{n:D2}", past, past.AddDays(7), future, future.AddDays(7)) with { Grain = Unit.Week };
    }

    /// <summary>A run of months of a year: a quarter or a half.</summary>
    public static Reading MonthsOf(int year, int first, int count) => Reading.Span(
        ReadingKind.DateRange,
        TimexText.Range(TimexText.Date(First(year, first)), TimexText.Date(First(year, first + count)), $"P{count}M"),
        First(year, first),
        First(year, first + count)) with { Grain = Unit.Month };

    public Reading MonthsOf(int first, int count)
    {
        var future = First(Today.Year, first + count) < Today ? Today.Year + 1 : Today.Year;
        var past = future - 1;
        var end = First(2000, first + count);
        return Spans(
            TimexText.Range(TimexText.OpenDate(first, 1), TimexText.OpenDate(end.Month, 1), $"P{count}M"),
            First(past, first),
            First(past, first + count),
            First(future, first),
            First(future, first + count)) with { Grain = Unit.Month, Month = first };
    }

    public static Reading YearsFrom(int first, int count) => Reading.Span(
        ReadingKind.DateRange,
        TimexText.Range(TimexText.Date(First(first, 1)), TimexText.Date(First(first + count, 1)), $"P{count}Y"),
        First(first, 1),
        First(first + count, 1)) with { Grain = Unit.Year };

    /// <summary>"The nineties" of this or another century.</summary>
    public Reading DecadeOf(int decade)
    {
        var century = Today.Year / 100 * 100;
        var past = century + decade <= Today.Year ? century + decade : century - 100 + decade;
        var end = (decade + 10) % 100;
        return Spans(
            TimexText.Range($"XX{decade:D2}-01-01", $"XX{end:D2}-01-01", "P10Y"),
            First(past, 1),
            First(past + 10, 1),
            First(past + 100, 1),
            First(past + 110, 1)) with { Grain = Unit.Year };
    }

    /// <summary>This unit of the calendar, or one that many before or after: "last week", "next quarter".</summary>
    public Reading Calendar(Unit unit, int rel) => unit switch
    {
        Unit.Day or Unit.Night => InDays(rel),
        Unit.BusinessDay => Day(Shift(Today, rel, Unit.BusinessDay)),
        Unit.Week => WeekOf(Shift(Today, rel, Unit.Week)),
        Unit.Weekend => WeekendOf(Shift(Today, rel, Unit.Week)),
        Unit.Fortnight => Between(Shift(Monday(Today), rel, Unit.Fortnight), Shift(Monday(Today), rel + 1, Unit.Fortnight), Unit.Week),
        Unit.Month => Shift(Today, rel, Unit.Month) is var m ? MonthOf(m.Year, m.Month) : YearOf(Today.Year),
        Unit.Quarter => Shift(First(Today.Year, ((Today.Month - 1) / 3 * 3) + 1), rel, Unit.Quarter) is var q ? MonthsOf(q.Year, q.Month, 3) : YearOf(Today.Year),
        Unit.HalfYear => Shift(First(Today.Year, ((Today.Month - 1) / 6 * 6) + 1), rel, Unit.HalfYear) is var h ? MonthsOf(h.Year, h.Month, 6) : YearOf(Today.Year),
        Unit.Year => YearOf(Math.Clamp(Today.Year + rel, 1, 9998)),
        Unit.Decade => YearsFrom((Today.Year / 10 * 10) + (10 * rel), 10),
        _ => YearsFrom((Today.Year / 100 * 100) + (100 * rel), 100),
    };

    /// <summary>"The last 3 months", "the next 10 days": up to today, or from tomorrow on; clock units from this moment.</summary>
    public Reading Run(int rel, IReadOnlyList<Amount> amounts)
    {
        var unit = amounts[^1].Unit;
        var length = TimexText.Length(amounts);
        if (amounts.Any(a => a.Unit is Unit.Hour or Unit.Minute or Unit.Second))
        {
            var (from, to) = rel < 0 ? (Shift(Now, amounts, -1), Now) : (Now, Shift(Now, amounts, 1));
            return Reading.Span(ReadingKind.DateTimeRange, TimexText.Range(TimexText.Moment(from), TimexText.Moment(to), length), from, to);
        }

        var count = (int)Math.Clamp(amounts[0].Count, 0, 10_000);
        if (amounts.Count == 1 && unit is Unit.Decade or Unit.Century)
        {
            var years = unit == Unit.Decade ? 10 : 100;
            var begin = Today.Year / years * years;
            return YearsFrom(Math.Max(1, rel < 0 ? begin - (count * years) : begin + (rel > 0 ? years : 0)), count * years);
        }

        if (amounts.Count == 1 && unit is Unit.Quarter or Unit.HalfYear)
        {
            var months = unit == Unit.Quarter ? 3 : 6;
            var begin = First(Today.Year, ((Today.Month - 1) / months * months) + 1);
            if (rel < 0) return Between(Shift(begin, -count, unit), begin, Unit.Month);
            begin = begin.AddMonths(months);
            return Between(begin, Shift(begin, count, unit), Unit.Month);
        }

        if (amounts.Count == 1 && unit == Unit.BusinessDay) return BusinessRun(rel, count);
        var (start, end) = rel < 0 ? (Shift(Today, amounts, -1), Today) : (Today.AddDays(1), Shift(Today.AddDays(1), amounts, 1));
        return Reading.Span(ReadingKind.DateRange, TimexText.Range(TimexText.Date(start), TimexText.Date(end), length), start, end) with { Grain = Unit.Day };
    }

    /// <summary>Two fixed days with their distance counted in a unit.</summary>
    public static Reading Between(DateTime start, DateTime end, Unit grain) =>
        Reading.Span(ReadingKind.DateRange, TimexText.Range(TimexText.Date(start), TimexText.Date(end), Distance(start, end, grain)), start, end) with { Grain = grain };

    public static string Distance(DateTime start, DateTime end, Unit grain) => grain switch
    {
        Unit.Year => $"P{end.Year - start.Year}Y",
        Unit.Month => $"P{((end.Year - start.Year) * 12) + end.Month - start.Month}M",
        Unit.Week => $"P{(int)(end - start).TotalDays / 7}W",
        _ => string.Create(CultureInfo.InvariantCulture, $"P{(int)(end - start).TotalDays}D"),
    };

    public static Reading Spans(string timex, DateTime pastStart, DateTime pastEnd, DateTime futureStart, DateTime futureEnd) =>
        new(ReadingKind.DateRange, timex)
        {
            Past = new(pastStart, pastEnd),
            Future = new(futureStart, futureEnd),
            Open = pastStart != futureStart,
        };

    /// <summary>The first of a month; months beyond 12 are those of the next year.</summary>
    public static DateTime First(int year, int month)
    {
        var months = (year * 12) + month - 1;
        return new DateTime(Math.Clamp(months / 12, 1, 9999), (months % 12) + 1, 1);
    }

    private static DateTime MondayOf(int year, int month, int n) => NthWeekday(year, month, n, 4).AddDays(-3);

    /// <summary>Business days in a row; each of them is named where they are no more than a year's.</summary>
    private Reading BusinessRun(int rel, int count)
    {
        count = Math.Clamp(count, 1, 10_000);
        var step = rel < 0 ? -1 : 1;
        var near = Shift(Today, step, Unit.BusinessDay);
        var far = Shift(Today, step * count, Unit.BusinessDay);
        var (from, to) = rel < 0 ? (far, near.AddDays(1)) : (near, far.AddDays(1));
        return Reading.Span(ReadingKind.DateRange, TimexText.Range(TimexText.Date(from), TimexText.Date(to), $"P{count}BD"), from, to) with
        {
            Grain = Unit.Day,
            Days = count > 260 ? null : string.Join(',', Enumerable.Range(0, (to - from).Days).Select(k => from.AddDays(k)).Where(day => Weekday(day) < 6).Select(TimexText.Date)),
        };
    }
}
