using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.English;

/// <content>Holidays, lone days of the month, and days so far from another.</content>
internal sealed partial class EnglishGrammar
{
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
        if (IsNumber(at)) return Almanac.DayOfMonth(day);

        // In words it is one of this month.
        var month = Almanac.Exists(Today.Year, Today.Month, day) ? Today : Almanac.Shift(Today, 1, Unit.Month);
        return Almanac.Exists(month.Year, month.Month, day) ? Almanac.Date(month.Year, month.Month, day) with { Timex = $"XXXX-XX-{day:D2}" } : null;
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
        if (Is(i, Cat.Weekday, out var front, out var afterFront) && !Is(i, Cat.Plurals) && !Is(SkipSign(afterFront, ','), Cat.Weekday) && Distance(SkipSign(afterFront, ','), out end) is { Future: { } there }) return Almanac.Day(OfWeek(there.Start!.Value, front.Value));
        if (Length(i, out var next) is not { } length || length.Amounts.Any(a => a.Unit < Unit.Day)) return null;
        if (Is(next, Cat.Ago, out _, out end)) return Almanac.Day(Almanac.Shift(Today, length.Amounts, -1));
        if (LaterAt(next, out end)) return Almanac.Day(Almanac.Shift(Today, length.Amounts, 1));
        var sign = Is(next, Cat.MinutesTo, out _, out var where) && !IsWord(next, "to") ? -1 : Is(next, Cat.MinutesPast, out _, out where) && !IsWord(next, "past") || Is(next, Cat.From, out _, out where) ? 1 : 0;
        if (sign == 0 || Anchor(where, out end) is not { Future: { } day })
        {
            end = i;
            return null;
        }

        // To people "a week from Monday", said on a Monday, counts from the next one.
        var from = Lenient && day.Start == Today && Is(where, Cat.Weekday) ? Today.AddDays(7) : day.Start!.Value;
        var shifted = Almanac.Shift(from, length.Amounts, sign);
        if (Is(end, Cat.On, out _, out var on) && Is(on, Cat.Weekday, out var weekday, out var afterDay))
        {
            end = afterDay;
            shifted = OfWeek(shifted, weekday.Value);
        }

        return Almanac.Day(shifted);
    }

    /// <summary>The weekday of a day's week; the specs let that week begin with Sunday.</summary>
    private static DateTime OfWeek(DateTime day, int weekday) => Almanac.Shift(day, (weekday % 7) - (Almanac.Weekday(day) % 7), Unit.Day);

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
