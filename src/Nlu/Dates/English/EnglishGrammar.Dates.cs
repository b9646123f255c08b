using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.English;

/// <content>Days.</content>
internal sealed partial class EnglishGrammar
{
    /// <summary>A single day.</summary>
    /// <param name="i">Where to read.</param>
    /// <param name="end">After it.</param>
    /// <param name="timed">A time may follow or go before; the specs keep holidays apart from times.</param>
    private Reading? Date(int i, out int end, bool timed = false) => Once(timed ? timedDates : dates, i, at => (AnyDate(at, out var e, timed), e), out end);

    private Reading? AnyDate(int i, out int end, bool timed)
    {
        Reading? best = null;
        var bestEnd = i;
        if (Is(Is(i, Cat.The) && IsWord(i + 1, "current") ? i + 1 : i, Cat.DayWord, out var day, out end)) Keep(Almanac.InDays(day.Value), end, ref best, ref bestEnd);
        Keep(CalendarDate(i, out end), end, ref best, ref bestEnd);
        Keep(WeekdayDate(i, out end), end, ref best, ref bestEnd);
        Keep(NthWeekday(i, out end), end, ref best, ref bestEnd);
        Keep(DayOfRelMonth(i, out end), end, ref best, ref bestEnd);
        Keep(RelDay(i, out end), end, ref best, ref bestEnd);
        if (!timed) Keep(HolidayDate(i, out end), end, ref best, ref bestEnd);
        Keep(LoneDay(i, out end), end, ref best, ref bestEnd);
        Keep(Distance(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <summary>A day that does not build on another one; keeps the readers from calling themselves.</summary>
    private Reading? Anchor(int i, out int end) => Once(anchors, i, at => (AnyAnchor(at, out var e), e), out end);

    private Reading? AnyAnchor(int i, out int end)
    {
        i = Skip(i, Cat.The);
        Reading? best = null;
        var bestEnd = i;
        if (Is(i, Cat.DayWord, out var day, out end)) Keep(Almanac.InDays(day.Value), end, ref best, ref bestEnd);
        Keep(CalendarDate(i, out end), end, ref best, ref bestEnd);
        Keep(WeekdayDate(i, out end), end, ref best, ref bestEnd);
        Keep(HolidayDate(i, out end), end, ref best, ref bestEnd);
        Keep(RelDay(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <summary>With a month or all in digits, a weekday before it or in brackets after it.</summary>
    private Reading? CalendarDate(int i, out int end)
    {
        var start = i;
        if (Is(start, Cat.Rel, out _, out var afterRel) && (Is(afterRel, Cat.Weekday) || IsNumber(afterRel) || Is(afterRel, Cat.Month))) start = afterRel;
        var named = Is(start, Cat.Weekday, out _, out var next) || Is(start, Cat.DayWord, out _, out next);
        if (named)
        {
            if (Sign(next, '.') && Glued(next)) next++;
            start = Sign(next, ',') || Sign(next, '-') ? next + 1 : next;
            if (Is(start, Cat.On, out _, out var afterOn)) start = afterOn;
        }

        var loose = Is(i - 1, Cat.On) || Is(i - 1, Cat.In);
        var bracket = Sign(start, '(');
        if (bracket) start++;
        var date = MonthDate(start, out end) ?? NumericDate(start, loose, out end);
        if (date is null || (bracket && !Sign(end, ')'))) return null;
        if (start - i == 1 && Is(i, Cat.Rel) && !named && date.Open && Is(i, Cat.Rel, out var rel, out _) && rel.Value is 0 or 1) date = Almanac.Date(Math.Max(Today.Year, date.Future?.Start?.Year ?? Today.Year), date.Month, date.Day) with { Timex = date.Timex };
        else if (Is(i, Cat.Rel, out rel, out _) && date.Open) date = ByRel(date, rel.Value);
        if (bracket) end++;
        if (!Sign(end, '(') || !Is(end + 1, Cat.Weekday, out _, out next) || !Sign(next, ')')) return date;
        end = next + 1;
        if (!date.Open || !YearAfter(end, out var year, out next)) return date;
        end = next;
        return Almanac.Date(year, date.Month, date.Day);
    }

    /// <summary>"This Friday 5/12": of this year.</summary>
    private Reading ByRel(Reading date, int rel)
    {
        var year = Today.Year + (rel is 1 or -1 ? rel : 0);
        if (!Almanac.Exists(year, date.Month, date.Day)) return date;
        var day = new DateTime(year, date.Month, date.Day);
        return date with { Past = new(day), Future = new(day), Open = false };
    }
}
