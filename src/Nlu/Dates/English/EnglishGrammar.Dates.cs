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
        if (Sign(end, '(') && Is(end + 1, Cat.Weekday, out _, out next) && Sign(next, ')')) end = next + 1;
        return date;
    }

    /// <summary>"This Friday 5/12": of this year.</summary>
    private Reading ByRel(Reading date, int rel)
    {
        var year = Today.Year + (rel is 1 or -1 ? rel : 0);
        if (!Almanac.Exists(year, date.Month, date.Day)) return date;
        var day = new DateTime(year, date.Month, date.Day);
        return date with { Past = new(day), Future = new(day), Open = false };
    }

    private Reading? WeekdayDate(int i, out int end)
    {
        end = i;

        // "on Tuesday of next week": the specs take the "on" in.
        if (Is(i, Cat.On, out _, out var afterOn) && Is(afterOn, Cat.Weekday) && WeekdayDate(afterOn, out end) is { } dated && OfRelWeek(Skip(afterOn + 1, Cat.Of), out var weeks, out var e2) && e2 == end && weeks > 0) return dated;
        if (Is(i, Cat.Rel, out var rel, out var next))
        {
            if (Is(next, Cat.Unit, out var unit, out var afterUnit) && unit.Value == (int)Unit.Week && Math.Abs(rel.Value) < 2)
            {
                var at = Sign(afterUnit, '-') || Sign(afterUnit, ',') ? afterUnit + 1 : afterUnit;
                at = Skip(at, Cat.On);
                if (Is(at, Cat.Weekday, out var weekday, out end) && !Is(at, Cat.Plurals)) return Almanac.OnWeekdayIn(weekday.Value, weeks: rel.Value);
                end = i;
                return null;
            }

            if (!Is(next, Cat.Weekday, out var day, out end)) return null;
            if (DayNumberAfter(end, out _, out _) is false && rel.Value is 2) return Almanac.Day(Almanac.Coming(day.Value) is var c && c == Today ? c.AddDays(7) : c);
            if (rel.Value == -2) return Almanac.Day(Almanac.Coming(day.Value).AddDays(-7));
            return Almanac.OnWeekdayIn(day.Value, weeks: rel.Value == 2 ? 0 : rel.Value);
        }

        if (NumberWords(i, out var count, out next) && Is(next, Cat.Weekday, out var each, out next) && Is(next, Cat.Later, out _, out end) && count is > 0 and < 100)
        {
            var first = Almanac.Coming(each.Value);
            return Almanac.Day(first.AddDays(((first == Today ? 0 : -7) + (7 * count))));
        }

        if (!Is(i, Cat.Weekday, out var named, out next) || Is(i, Cat.Plurals)) return null;
        if (OfRelWeek(Skip(next, Cat.Of), out weeks, out end)) return Almanac.OnWeekdayIn(named.Value, weeks: weeks);
        if (Is(next, Cat.The, out _, out var afterThe) && DayNumber(afterThe, out var number, out end))
        {
            if (Almanac.Exists(Today.Year, Today.Month, number) && Almanac.Weekday(new DateTime(Today.Year, Today.Month, number)) == named.Value) return Almanac.Day(new DateTime(Today.Year, Today.Month, number));
        }
        else if (DayNumberAfter(next, out number, out end))
        {
            return Almanac.OnWeekday(named.Value, day: number);
        }

        // "Sun" and "sat" are words of their own.
        if (Tokens[i].Length == 3 && named.Value > 5 && !Is(i - 1, Cat.On) && !Is(i - 1, Cat.Weekday) && !Is(i - 2, Cat.Weekday) && !Framed)
        {
            end = i;
            return null;
        }

        end = next;
        return Almanac.OnWeekday(named.Value);
    }

    private bool DayNumberAfter(int i, out int day, out int end)
    {
        if (!DayNumber(i, out day, out end) || Is(end, Cat.Meridiem) || Is(end, Cat.OClock) || Is(end, Cat.Unit) || Is(end, Cat.Month)) return false;
        if (!IsNumber(i)) return Is(end - 1, Cat.Ordinal);
        return !Sign(end, ':') && !(Sign(end, '-') && IsNumber(end + 1)) && !(Glued(end) && Divider(end, out _) && IsNumber(end + 1)) && !Is(end, Cat.To) && !Is(end, Cat.Part) && !(Glued(end) && Tokens[end].Kind == DateTokenKind.Word);
    }

    private bool OfRelWeek(int i, out int weeks, out int end)
    {
        weeks = 0;
        var at = Skip(i, Cat.The);
        if (Is(at, Cat.Rel, out var rel, out var next) && Math.Abs(rel.Value) < 2 && Is(next, Cat.Unit, out var unit, out end) && unit.Value == (int)Unit.Week)
        {
            weeks = rel.Value;
            return true;
        }

        end = i;
        return false;
    }

    /// <summary>"The first Friday of July", "the last Monday of next month", "the first week of May on Tuesday".</summary>
    private Reading? NthWeekday(int i, out int end)
    {
        end = i;
        var at = Skip(i, Cat.The);
        if (!Nth(at, out var nth, out var next)) return null;
        var week = Is(next, Cat.Unit, out var unit, out var afterWeek) && unit.Value == (int)Unit.Week;
        if (!week && !Is(next, Cat.Weekday, out _, out afterWeek)) return null;
        var weekday = 0;
        if (!week && Is(next, Cat.Weekday, out var named, out _)) weekday = named.Value;
        if (!(Is(afterWeek, Cat.Of, out _, out var where) || Is(afterWeek, Cat.In, out _, out where)))
        {
            // "The second Sunday" is one of this month.
            end = afterWeek;
            return week || nth == 5 || at > i || IsWord(at, "last") ? null : Almanac.NthWeekdayOf(Today.Year, Today.Month, nth, weekday);
        }

        if (!MonthAt(where, out var month, out var year, out end)) return null;
        if (week)
        {
            if (!Is(Skip(end, Cat.On), Cat.Weekday, out named, out end)) return null;
            weekday = named.Value;
        }

        return year > 0 ? Almanac.NthWeekdayOf(year, month, nth, weekday) : Almanac.NthWeekdayOf(month, nth, weekday);
    }

    /// <summary>First to fifth; 5 is also the last.</summary>
    private bool Nth(int i, out int nth, out int end)
    {
        if (Ordinal(i, out nth, out end) && nth <= 5) return true;
        nth = 5;
        return Is(i, Cat.Rel, out var rel, out end) && rel.Value == -1 && IsWord(i, "last");
    }

    /// <summary>A month with or without year ("July", "July 2018", "next month").</summary>
    private bool MonthAt(int i, out int month, out int year, out int end)
    {
        year = 0;
        month = 0;
        var at = Skip(i, Cat.The);
        if (Is(at, Cat.Rel, out var rel, out var next) && Is(next, Cat.Unit, out var unit, out end) && unit.Value == (int)Unit.Month)
        {
            var then = Almanac.Shift(Today, Math.Sign(rel.Value), Unit.Month);
            (year, month) = (then.Year, then.Month);
            return true;
        }

        if (at > i && Is(at, Cat.MonthNoun, out _, out end))
        {
            (year, month) = (Today.Year, Today.Month);
            return true;
        }

        if (!Is(Skip(i, Cat.MonthWord), Cat.Month, out var named, out end)) return false;
        month = named.Value;
        end = Sign(end, '.') && Glued(end) && !EndsClause(end) ? end + 1 : end;
        if (YearAfter(end, out year, out var after) || YearOfRel(Skip(Skip(end, Cat.Of), Cat.The), out year, out after)) end = after;
        else year = 0;
        return true;
    }

    /// <summary>"The 15th day of next month", "the 21st this month".</summary>
    private Reading? DayOfRelMonth(int i, out int end)
    {
        end = i;
        var at = Skip(i, Cat.The);
        if (!Ordinal(at, out var day, out var next) || day > 31) return null;
        next = Skip(Skip(Skip(next, Cat.DayNoun), Cat.Of), Cat.The);
        if (!Is(next, Cat.Rel, out var rel, out next) || !Is(next, Cat.Unit, out var unit, out end) || unit.Value != (int)Unit.Month) return null;
        var month = Almanac.Shift(Today, Math.Sign(rel.Value), Unit.Month);
        return Almanac.Date(month.Year, month.Month, day);
    }

    /// <summary>"The next day", "the day".</summary>
    private Reading? RelDay(int i, out int end)
    {
        var at = Skip(i, Cat.The);
        if (Is(at, Cat.Rel, out var rel, out var next) && Is(next, Cat.Unit, out var unit, out end) && unit.Value is (int)Unit.Day or (int)Unit.BusinessDay) return Almanac.Calendar((Unit)unit.Value, Math.Sign(rel.Value));
        // "The day before", "my day"
        if ((at > i || IsWord(i, "my")) && Is(at > i ? at : i + 1, Cat.DayNoun, out _, out end))
        {
            if (at == i || !(IsWord(end, "before") || IsWord(end, "after"))) return Almanac.InDays(0);
            var by = IsWord(end, "before") ? -1 : 1;
            end++;
            if (Anchor(end, out var after) is { Future: { } day } && !Is(end, Cat.The)) return Almanac.Day(DayAt(day, after, out end).AddDays(by));
            return Almanac.InDays(by);
        }

        end = i;
        return null;
    }

    private static DateTime DayAt(Stretch day, int after, out int end)
    {
        end = after;
        return day.Start!.Value;
    }

    private Reading? HolidayDate(int i, out int end)
    {
        var hasRel = Is(i, Cat.Rel, out var rel, out var next);
        if (!Is(hasRel ? next : i, Cat.Holiday, out var holiday, out end)) return null;
        if (hasRel) return Holidays.Of(holiday.Text, Today.Year + (rel.Value is 1 or -1 ? rel.Value : 0));
        var at = Skip(end, Cat.Of);
        if ((Digits(at, out var year, 4, 4) && IsYear(year)) || (Sign(at, ',') && Digits(++at, out year, 4, 4) && IsYear(year)))
        {
            end = at + 1;
            return Holidays.Of(holiday.Text, year);
        }

        if (YearWords(at, out year, out var after) || YearOfRel(Skip(at, Cat.The), out year, out after))
        {
            end = after;
            return Holidays.Of(holiday.Text, year);
        }

        return Holidays.Of(holiday.Text, Almanac);
    }

    /// <summary>"On the 27th", "on 12": a lone day of the month needs words around it that make it one.</summary>
    private Reading? LoneDay(int i, out int end)
    {
        end = i;
        var at = Skip(i, Cat.The);
        var (on, loose) = (Is(i - 1, Cat.On), Is(i - 1, Cat.At) || Is(i - 1, Cat.In));
        var forThe = at > i && Is(i - 1, Cat.For);
        if (!on && !loose && !forThe) return null;
        var ordinal = Ordinal(at, out var day, out end);
        if (!ordinal && ((!on && !forThe) || !Digits(at, out day, 1, 2))) return null;
        if (forThe && !EndsClause(ordinal ? end : at + 1) && !Sign(ordinal ? end : at + 1, ',')) return null;
        if (!ordinal) end = at + 1;
        if (loose && !IsNumber(at)) return null;
        if (day is < 1 or > 31 || (Glued(end) && Tokens[end].Kind == DateTokenKind.Word) || (Glued(end) && Divider(end, out _) && IsNumber(end + 1))) return null;
        if (!IsNumber(at) && !EndsClause(end) && !Sign(end, ',')) return null;
        if (Is(end, Cat.Unit) || Is(end, Cat.Month) || Is(end, Cat.Meridiem) || Sign(end, ':') || Sign(end, '%')) return null;
        return Almanac.DayOfMonth(day);
    }

    /// <summary>"3 days ago", "two weeks from today", "in 4 days", "5 days before Christmas".</summary>
    private Reading? Distance(int i, out int end)
    {
        end = i;
        if (Is(i, Cat.In, out _, out var afterIn))
        {
            if (Length(afterIn, out end) is not { } wait || wait.Amounts[0].Unit < Unit.Day || wait.Amounts[0].Unit is Unit.Quarter or Unit.HalfYear) return null;
            if (Is(end, Cat.Since, out _, out var since) && YearAt(since, out var year, out var afterYear))
            {
                end = afterYear;
                return Almanac.Day(Almanac.Shift(Almanac.First(year, 1), wait.Amounts, 1));
            }

            return wait.Amounts.All(a => a.Unit >= Unit.Day) && !Is(end, Cat.Past) ? Almanac.Day(Almanac.Shift(Today, wait.Amounts, 1)) : null;
        }

        // "Friday 3 weeks after Christmas": the Friday of that week.
        if (Is(i, Cat.Weekday, out var front, out var afterFront) && !Is(i, Cat.Plurals) && !Is(SkipSign(afterFront, ','), Cat.Weekday) && Distance(SkipSign(afterFront, ','), out end) is { Future: { } there }) return Almanac.Day(Almanac.Monday(there.Start!.Value).AddDays(front.Value - 1));
        if (Length(i, out var next) is not { } length || length.Amounts.Any(a => a.Unit < Unit.Day)) return null;
        if (Is(next, Cat.Ago, out _, out end)) return Almanac.Day(Almanac.Shift(Today, length.Amounts, -1));
        if (LaterAt(next, out end)) return Almanac.Day(Almanac.Shift(Today, length.Amounts, 1));
        var sign = Is(next, Cat.MinutesTo, out _, out var where) && !IsWord(next, "to") ? -1 : Is(next, Cat.MinutesPast, out _, out where) && !IsWord(next, "past") || Is(next, Cat.From, out _, out where) ? 1 : 0;
        if (sign == 0 || Anchor(where, out end) is not { Future: { } day } anchor)
        {
            end = i;
            return null;
        }

        var shifted = Almanac.Shift(day.Start!.Value, length.Amounts, sign);
        if (Is(end, Cat.On, out _, out var on) && Is(on, Cat.Weekday, out var weekday, out var afterDay))
        {
            end = afterDay;
            shifted = Almanac.Monday(shifted).AddDays(weekday.Value - 1);
        }

        _ = anchor;
        return Almanac.Day(shifted);
    }

    /// <summary>"Later", "from now"; the "later" of "later this week" belongs to the week.</summary>
    private bool LaterAt(int i, out int end)
    {
        if (!Is(i, Cat.Later, out _, out end)) return false;
        var next = Skip(Skip(end, Cat.In), Cat.The);
        return !IsWord(i, "later") || !(Is(next, Cat.Rel) || Is(next, Cat.Part) || (next > end && Is(next, Cat.Unit)) || Is(next, Cat.Month));
    }

    private bool YearAt(int i, out int year, out int end)
    {
        var at = Skip(i, Cat.YearWord);
        end = at + 1;
        return Digits(at, out year, 4, 4) && IsYear(year);
    }
}
