using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.English;

/// <content>From one date to another, before and after.</content>
internal sealed partial class EnglishGrammar
{
    /// <summary>"From May to July", "between Monday and Friday", "2014-2018", "May 3rd till today".</summary>
    private Reading? DayRange(int i, out int end)
    {
        end = i;
        var between = Is(i, Cat.Between, out _, out var at);
        var from = !between && (Is(i, Cat.From, out _, out at) || Is(i, Cat.During, out _, out at) || YearsAfterIn(i, out at));
        at = between || from ? Skip(at, Cat.The) : i;
        if (Edge(at, from || between, out var next) is not { } first) return null;
        if (Is(next, Cat.ToDate, out _, out end) && (first.Grain != Unit.None)) return from ? Ranges.Days(first, Almanac.InDays(0)) : null;
        if (!Connector(next, between, out var second)) return null;
        if (Sign(next, '-') && first.Grain == Unit.Year && Is(second, Cat.QuarterMark)) return null;
        second = Skip(second, Cat.The);
        SecondEdge = second;
        var last = Edge(second, from || between, out end);
        SecondEdge = -1;
        if (last is not null && Is(at, Cat.Rel, out var rel, out var named) && rel.Value > 0 && Is(named, Cat.Weekday) && Is(second, Cat.Weekday, out var same, out var afterSame) && afterSame == end) last = rel.Value == 1 ? Almanac.OnWeekdayIn(same.Value, 1) : Almanac.Day(Almanac.Coming(same.Value));
        if (last is not null && !(IsLooseDay(first) && IsLooseDay(last)) && Ranges.Days(first, last) is { } range) return range;

        // "April ninth through 17th"
        if (first.Kind == ReadingKind.Date && first.Month > 0 && Ordinal(second, out var day, out end) && day > first.Day && first.Future is { } future && first.Past is { } past
            && Almanac.Exists(future.Start!.Value.Year, first.Month, day))
        {
            var to = first.Open ? Almanac.Date(first.Month, day) : Almanac.Date(future.Start!.Value.Year, first.Month, day);
            return Ranges.Days(first, to);
        }

        end = i;
        return null;
    }

    /// <summary>"In 2014 to 2018": the specs take the "in" into ranges of years.</summary>
    private bool YearsAfterIn(int i, out int at) => Is(i, Cat.In, out _, out at) && Digits(at, out var year, 4, 4) && IsYear(year) && Is(at + 1, Cat.To, out _, out var next) && Digits(next, out year, 4, 4) && IsYear(year);

    private static bool IsLooseDay(Reading reading) => reading.Timex.StartsWith("XXXX-XX", StringComparison.Ordinal);

    /// <summary>One side of a range: a day, a period, or its beginning, middle or end.</summary>
    private Reading? Edge(int i, bool framed, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(Anchor(i, out end), end, ref best, ref bestEnd);
        Keep(Period(i, out end), end, ref best, ref bestEnd);
        if (framed && LooseDay(i, out var day, out end)) Keep(Almanac.DayOfMonth(day), end, ref best, ref bestEnd);
        if (Is(i, Cat.Now, out var now, out end) && now.Value == 0) Keep(Almanac.InDays(0), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <summary>"4 to 22 January", "January 4 to 22", "between the ninth and the seventeenth of April".</summary>
    private Reading? DaysOfMonth(int i, out int end)
    {
        end = i;
        var between = Is(i, Cat.Between, out _, out var at);
        if (!between) at = Skip(i, Cat.From);
        if (at == i && (Is(i, Cat.In) || Is(i, Cat.On)) && Is(i + 1, Cat.Month)) at = i + 1;
        var isMonth = Is(at, Cat.Month, out var month, out var next);
        if (isMonth)
        {
            next = Skip(SkipMonthDot(next), Cat.From);
            between |= Is(next, Cat.Between, out _, out var afterBetween);
            if (Is(next, Cat.Between)) next = afterBetween;
        }
        else
        {
            next = at;
        }

        if (!DayNumber(Skip(next, Cat.The), out var first, out next) || !Connector(next, between, out next)) return null;
        SecondEdge = Skip(next, Cat.The);
        var isDay = DayNumber(SecondEdge, out var last, out next);
        SecondEdge = -1;
        if (!isDay || last <= first) return null;
        int year;
        int monthNumber;
        if (!isMonth)
        {
            var where = Is(next, Cat.Of, out _, out var of) || Is(next, Cat.In, out _, out of) ? of : next;
            if (MonthAt(where, out monthNumber, out year, out end)) return RangeIn(year, monthNumber, first, last);
            end = i;
            return null;
        }

        monthNumber = month.Value;
        if (Sign(next, ':') || Is(next, Cat.Meridiem) || Divider(next, out _) && IsNumber(next + 1))
        {
            end = i;
            return null;
        }

        if (!YearAfter(next, out year, out end))
        {
            year = 0;
            end = next;
        }

        return RangeIn(year, monthNumber, first, last);
    }

    private Reading? RangeIn(int year, int month, int first, int last) => year > 0
        ? Ranges.Days(Almanac.Date(year, month, first), Almanac.Date(year, month, last))
        : Ranges.Days(Almanac.Date(month, first), Almanac.Date(month, last));

    /// <summary>"Within 2 weeks", "2 weeks starting May 20th", "for 3 days from today", "next week from Monday to Friday".</summary>
    private Reading? LengthRange(int i, out int end)
    {
        end = i;
        if (Is(i, Cat.Within, out _, out var next))
        {
            if (Is(next, Cat.Rel, out var rel, out var afterRel) && rel.Value > 0) next = afterRel;
            if (UnitAt(next, out var one, out end) && one >= Unit.Day) return Span(Today, Lasting([new Amount(1, one)]));
            if (Length(next, out var afterLength) is not { } span || span.Amounts.Any(a => a.Unit < Unit.Day)) return null;
            if (Distance(next, out end) is { Past.Start: { } there } && (Is(end - 1, Cat.DayWord) || Is(end - 1, Cat.Now))) return Up(there, span);
            end = afterLength;
            return Span(Today, span);
        }

        if (Is(i, Cat.Rel, out var week, out next) && Is(next, Cat.Unit, out var unit, out next) && unit.Value == (int)Unit.Week && (Is(next, Cat.From, out _, out var day) || Is(next, Cat.Between, out _, out day)) && Is(day, Cat.Weekday, out var first, out next) && Connector(next, between: true, out next) && Is(next, Cat.Weekday, out var last, out end) && last.Value > first.Value)
        {
            var monday = Almanac.Calendar(Unit.Week, Math.Sign(week.Value)).Past!.Value.Start!.Value;
            return Almanac.Between(monday.AddDays(first.Value - 1), monday.AddDays(last.Value - 1), Unit.Day);
        }

        var hasFor = Is(i, Cat.For, out _, out var at);
        if (Length(hasFor ? at : i, out next) is not { } length || length.Amounts.Any(a => a.Unit < Unit.Day))
        {
            end = i;
            return null;
        }

        if (Is(next, Cat.Past, out _, out end)) return Almanac.Run(-1, length.Amounts);
        if (Is(next, Cat.Future, out _, out end)) return Almanac.Run(1, length.Amounts);
        var where = next;
        var starts = hasFor ? Is(next, Cat.From, out _, out where) : Is(next, Cat.Since, out _, out where) && !IsWord(next, "since");
        // "For a week from Monday" is more often that day than those days.
        if (Lenient && hasFor && length.Amounts is [{ Count: 1 }]) starts = false;
        if (starts && Anchor(where, out end) is { Past: { } past, Future: { } future }) return Span((Lenient ? future : past).Start!.Value, length);

        end = i;
        return null;
    }

    private static Reading Span(DateTime start, Reading length)
    {
        var stop = Almanac.Shift(start, length.Amounts, 1);
        return Reading.Span(ReadingKind.DateRange, TimexText.Range(TimexText.Date(start), TimexText.Date(stop), length.Timex), start, stop) with { Grain = Unit.Day };
    }

    /// <summary>From one moment to another, or a run of hours: "from 2pm till tomorrow 4:30", "the last 3 minutes", "within 5 minutes", "the next hour".</summary>
    private Reading? MomentRange(int i, out int end)
    {
        end = i;
        if (Is(i, Cat.Within, out _, out var next))
        {
            if (Is(next, Cat.Rel, out var ahead, out var afterRel) && ahead.Value > 0) next = afterRel;
            if (UnitAt(next, out var one, out end) && one < Unit.Day) return Almanac.Run(1, [new Amount(1, one)]);
            return Length(next, out end) is { } wait && wait.Amounts.Any(a => a.Unit < Unit.Day) ? Almanac.Run(1, wait.Amounts) : null;
        }

        if (Is(i, Cat.Rel, out var rel, out next) && rel.Value != 0)
        {
            if (UnitAt(next, out var unit, out end) && unit < Unit.Day) return Almanac.Run(Math.Sign(rel.Value), [new Amount(1, unit)]);
            if (!Is(next, Cat.A) && Length(next, out end) is { } run && run.Amounts.Any(a => a.Unit < Unit.Day)) return Almanac.Run(Math.Sign(rel.Value), run.Amounts);
        }

        // "This minute", "the hour": from now on.
        var isThis = Is(i, Cat.Rel, out rel, out next) && rel.Value == 0;
        if ((isThis || Is(i, Cat.The, out _, out next) || IsWord(i, "my") && (next = i + 1) > i) && UnitAt(next, out var now, out end) && now < Unit.Day && (isThis || now != Unit.Second && !Tokens.Folded(end - 1).EndsWith("s") && Tokens[end - 1].Length > 3)) return Almanac.Run(1, [new Amount(1, now)]);
        if (Cardinal(i, out var count, out next) && Is(next, Cat.Rel, out rel, out next) && rel.Value != 0 && UnitAt(next, out var each, out end) && each < Unit.Day) return Almanac.Run(Math.Sign(rel.Value), [new Amount(count, each)]);
        if (Is(i, Cat.Rest, out _, out next) && Is(SkipRel(Skip(next, Cat.The)), Cat.Unit, out var day, out end) && day.Value == (int)Unit.Day)
        {
            var close = Today.AddDays(1).AddSeconds(-1);
            return Reading.Span(ReadingKind.DateTimeRange, TimexText.Range(TimexText.Moment(Almanac.Now), TimexText.Moment(close), $"PT{(int)(close - Almanac.Now).TotalSeconds}S"), Almanac.Now, close);
        }

        var between = Is(i, Cat.Between, out _, out var at);
        if (!between && !Is(i, Cat.From, out _, out at)) at = i;
        if (MomentEdge(at, out var first, out next) is not { } start || !Connector(next, between, out next) || MomentEdge(Skip(next, Cat.The), out var last, out end) is not { } stop || (first && last))
        {
            end = i;
            return null;
        }

        // A time alone is one of the other side's day, or of today.
        if (first) start = Joins.At(Almanac.InDays(0), start.Clock);
        if (last) stop = Joins.At(DayOf(start), stop.Clock.HalfOpen && start.Clock.Hour >= 12 ? stop.Clock.In(afternoon: true) : stop.Clock);
        return Ranges.Moments(start, stop);
    }

    private int SkipRel(int i) => Is(i, Cat.Rel, out var rel, out var end) && rel.Value == 0 ? end : i;

    private static Reading DayOf(Reading moment)
    {
        var t = moment.Timex.IndexOf('T', StringComparison.Ordinal);
        return Reading.At(ReadingKind.Date, t > 0 ? moment.Timex[..t] : moment.Timex, moment.Past!.Value.Start!.Value.Date, moment.Future!.Value.Start!.Value.Date);
    }

    private Reading? MomentEdge(int i, out bool timeOnly, out int end)
    {
        timeOnly = false;
        if (Moment(i, out end) is { } moment) return moment;
        timeOnly = true;
        return Time(i, bare: false, out var clock, out end) ? clock.ToReading() : null;
    }
}
