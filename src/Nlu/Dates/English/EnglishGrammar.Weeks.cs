using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.English;

/// <content>Numbered weeks, quarters and halves.</content>
internal sealed partial class EnglishGrammar
{
    /// <summary>"Week 12 of 2019", "the first week of May", "the last 2 weeks of the year", "the week of May 5th", "2016-W32".</summary>
    private Reading? Week(int i, out int end)
    {
        end = i;
        if (Is(i, Cat.WeekOf, out _, out var next))
        {
            if (Anchor(next, out end) is { Past: { } past, Future: { } future } day)
            {
                var (a, b) = (Almanac.Monday(past.Start!.Value), Almanac.Monday(future.Start!.Value));
                return Almanac.Spans(day.Timex, a, a.AddDays(7), b, b.AddDays(7)) with { Grain = Unit.Week };
            }

            if (LooseDay(next, out var number, out end))
            {
                var of = Almanac.DayOfMonth(number);
                var (a, b) = (Almanac.Monday(of.Past!.Value.Start!.Value), Almanac.Monday(of.Future!.Value.Start!.Value));
                return Almanac.Spans(of.Timex, a, a.AddDays(7), b, b.AddDays(7)) with { Grain = Unit.Week };
            }
        }

        if (Digits(i, out var year, 4, 4) && IsYear(year) && Sign(i + 1, '-') && IsWord(i + 2, "w") && Digits(i + 3, out var iso, 1, 2) && iso is > 0 and < 54)
        {
            end = i + 4;
            return Almanac.WeekOfYear(year, iso);
        }

        if (Is(i, Cat.Unit, out var unit, out next) && unit.Value == (int)Unit.Week && Cardinal(next, out var week, out end) && week is > 0 and < 54)
        {
            if (Is(end, Cat.Of, out _, out var of) && (YearAt(of, out year, out var after) || YearWords(of, out year, out after) || YearOfRel(Skip(of, Cat.The), out year, out after))) end = after;
            else year = Today.Year;
            return Almanac.WeekOfYear(year, week);
        }

        return NthWeek(i, out end);
    }

    private bool LooseDay(int i, out int day, out int end) => Ordinal(Skip(i, Cat.The), out day, out end) && day is >= 1 and <= 31;

    private Reading? NthWeek(int i, out int end)
    {
        end = i;
        var at = Skip(i, Cat.The);
        var isLast = IsWord(at, "last");
        int nth;
        int next;
        if (isLast) (nth, next) = (5, at + 1);
        else if (!Ordinal(at, out nth, out next)) return null;
        var count = 0;
        if (Cardinal(next, out var many, out var afterMany) && Is(afterMany, Cat.Unit)) (count, next) = (many, afterMany);
        if (!Is(next, Cat.Unit, out var unit, out next) || (Unit)unit.Value is not (Unit.Week or Unit.Day or Unit.Weekend or Unit.Month)) return null;
        if (count > 0 && !isLast && nth != 1) return null;
        var hasOf = Is(next, Cat.Of, out _, out var where) || Is(next, Cat.In, out _, out where);
        if (!hasOf) where = next;
        if ((YearAt(where, out var year, out end) && (hasOf || !isLast)) || (hasOf && YearWords(where, out year, out end)) || YearOfRel(Skip(where, Cat.The), out year, out end) || (hasOf && ThisYear(where, out year, out end))) return OfYear(year, nth, isLast, count, (Unit)unit.Value);
        if (!hasOf || !MonthAt(where, out var month, out year, out end) || nth > 5)
        {
            end = i;
            return null;
        }

        if (count > 0)
        {
            if (year == 0) year = Today.Year;
            var first = Almanac.WeekOfMonth(year, month, isLast ? 5 : 1).Past!.Value;
            var (from, to) = isLast ? (first.End!.Value.AddDays(-7 * count), first.End!.Value) : (first.Start!.Value, first.Start!.Value.AddDays(7 * count));
            return (Unit)unit.Value == Unit.Week ? Almanac.Between(from, to, Unit.Week) : null;
        }

        if ((Unit)unit.Value == Unit.Weekend) return Lenient ? OfWeekend(year, month, nth) : null;
        if ((Unit)unit.Value != Unit.Week) return null;
        return year > 0 ? Almanac.WeekOfMonth(year, month, nth) : Almanac.WeekOfMonth(month, nth);
    }

    private Reading OfWeekend(int year, int month, int nth)
    {
        var saturday = Almanac.NthWeekday(year > 0 ? year : Today.Year, month, nth, 6);
        return Almanac.WeekendOf(saturday);
    }

    private bool ThisYear(int i, out int year, out int end)
    {
        year = Today.Year;
        return Is(Skip(i, Cat.The), Cat.YearWord, out _, out end) || Is(i, Cat.YearWord, out _, out end);
    }

    private static Reading? OfYear(int year, int nth, bool last, int count, Unit unit)
    {
        if (unit == Unit.Month) return count > 0 ? Almanac.MonthsOf(year, last ? 13 - count : 1, count) : Almanac.MonthOf(year, last ? 12 : Math.Clamp(nth, 1, 12));
        if (unit != Unit.Week) return null;
        var weeks = Almanac.WeeksIn(year);
        if (count == 0) return Almanac.WeekOfYear(year, last ? weeks : nth);
        var first = Almanac.WeekOfYear(year, last ? weeks - count + 1 : 1).Past!.Value.Start!.Value;
        return Almanac.Between(first, first.AddDays(7 * count), Unit.Week);
    }

    /// <summary>"Q1 2018", "2018 Q1", "third quarter of last year", "H2 2019", "the first half of 2018".</summary>
    private Reading? QuarterOrHalf(int i, out int end)
    {
        end = i;
        var at = Skip(i, Cat.The);
        if (Term(at, out var first, out var count, out var next))
        {
            if (YearAfter(next, out var year, out end) || YearOfRel(Skip(Skip(SkipSign(next, ','), Cat.Of), Cat.The), out year, out end) || (Is(next, Cat.Of) && ThisYear(next + 1, out year, out end))) return Almanac.MonthsOf(year, first, count);
            end = next;
            if (count == 6 && !Is(at, Cat.HalfMark)) return null;
            return count == 3 ? Almanac.MonthsOf(first, count) : null;
        }

        if ((Digits(i, out var before, 4, 4) && IsYear(before) && !InNumberChain(i) && (next = i + 1) > 0) || YearOfRel(i, out before, out next))
        {
            if (Sign(next, '\'') && IsWord(next + 1, "s")) next += 2;
            next = Skip(SkipSign(next, '-'), Cat.The);
            if (Term(next, out first, out count, out end)) return Almanac.MonthsOf(before, first, count);
        }

        end = i;
        return null;
    }

    /// <summary>"Q3", "third quarter", "H1", "second half".</summary>
    private bool Term(int i, out int first, out int count, out int end)
    {
        first = 0;
        count = 3;
        if ((Is(i, Cat.QuarterMark) || Is(i, Cat.HalfMark)) && Glued(i + 1) && Digits(i + 1, out var number, 1, 1))
        {
            count = Is(i, Cat.QuarterMark) ? 3 : 6;
            end = i + 2;
            first = ((number - 1) * count) + 1;
            return number >= 1 && number <= 12 / count && !(Glued(end) && Tokens[end].Kind == DateTokenKind.Word);
        }

        if (Ordinal(i, out number, out var next))
        {
            next = SkipSign(next, '-');
            count = Is(next, Cat.Quarter, out _, out end) ? 3 : Is(next, Cat.Half, out _, out end) ? 6 : 0;
            if (count > 0 && number <= 12 / count)
            {
                first = ((number - 1) * count) + 1;
                return true;
            }
        }
        else if (Lenient && IsWord(i, "last") && (Is(i + 1, Cat.Quarter, out _, out end) || Is(i + 1, Cat.Half, out _, out end)) && Is(end, Cat.Of))
        {
            count = Is(i + 1, Cat.Quarter) ? 3 : 6;
            first = 13 - count;
            return true;
        }

        end = i;
        return false;
    }
}
