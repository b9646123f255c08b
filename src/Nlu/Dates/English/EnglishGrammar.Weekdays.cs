using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.English;

/// <content>Days by their weekday.</content>
internal sealed partial class EnglishGrammar
{
    private Reading? WeekdayDate(int i, out int end)
    {
        end = i;

        // "on Tuesday of next week": the specs take the "on" in.
        if (Is(i, Cat.On, out _, out var afterOn) && Is(afterOn, Cat.Weekday) && WeekdayDate(afterOn, out end) is { } dated && OfRelWeek(Skip(afterOn + 1, Cat.Of), out var away, out var e2) && e2 == end && away > 0) return dated;
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
            // The specs count from the same weekday of next week, one less where this week's is over (a Sunday always).
            var weeks = Almanac.Weekday(Today) % 7 > each.Value % 7 ? count - 1 : count;
            return weeks == 0 ? Almanac.InDays(0) : Almanac.OnWeekdayIn(each.Value, weeks);
        }

        if (!Is(i, Cat.Weekday, out var named, out next) || Is(i, Cat.Plurals)) return null;
        if (OfRelWeek(Skip(next, Cat.Of), out away, out end)) return Almanac.OnWeekdayIn(named.Value, weeks: away);
        if (Is(next, Cat.The, out _, out var afterThe) && DayNumber(afterThe, out var number, out end))
        {
            if (Almanac.Exists(Today.Year, Today.Month, number) && Almanac.Weekday(new DateTime(Today.Year, Today.Month, number)) == named.Value) return Almanac.Day(new DateTime(Today.Year, Today.Month, number));
        }
        else if (DayNumberAfter(next, out number, out end))
        {
            return Almanac.OnWeekday(named.Value, day: number);
        }

        // "Sun" and "sat" are words of their own.
        if (Tokens[i].Length == 3 && named.Value > 5 && !Is(i - 1, Cat.On) && !Framed)
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
            return week || at > i || IsWord(at, "last") ? null : Almanac.NthOfThisMonth(nth, weekday);
        }

        if (!MonthAt(where, out var month, out var year, out end)) return null;
        if (week)
        {
            if (!Is(Skip(end, Cat.On), Cat.Weekday, out named, out end)) return null;
            weekday = named.Value;
        }

        // A month seen from this one keeps its year to itself in the TIMEX.
        if (Is(Skip(where, Cat.The), Cat.Month) || Is(where, Cat.MonthWord)) return year > 0 ? Almanac.NthWeekdayOf(year, month, nth, weekday) : Almanac.NthWeekdayOf(month, nth, weekday);
        var day = Almanac.NthWeekday(year, month, nth, weekday);
        return Almanac.Day(day) with { Timex = TimexText.NthWeekday(month, ((day.Day - 1) / 7) + 1, weekday) };
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
}
