using System.Globalization;
using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.English;

/// <content>What people say and the specs have no reading for; only read leniently.</content>
internal sealed partial class EnglishGrammar
{
    private Reading? Saying(int i, out int end) => EdgeDay(i, out end) ?? WeekdayAfterNext(i, out end) ?? WeekdayOfMonth(i, out end);

    /// <summary>"The last day of the quarter", "the first business day of next month", "the last day of July".</summary>
    private Reading? EdgeDay(int i, out int end)
    {
        var at = Skip(i, Cat.The);
        end = i;
        var last = IsWord(at, "last");
        if (!last && !IsWord(at, "first")) return null;
        if (!Is(at + 1, Cat.Unit, out var unit, out var next) || (Unit)unit.Value is not (Unit.Day or Unit.BusinessDay) || !Is(next, Cat.Of, out _, out next)) return null;
        if ((Plain(next, out end) ?? BareUnit(Skip(next, Cat.The), out end)) is not { Kind: ReadingKind.DateRange, Future: { Start: { } from, End: { } to } }) return null;
        var day = last ? to.AddDays(-1) : from;
        if ((Unit)unit.Value == Unit.BusinessDay && Almanac.Weekday(day) > 5) day = Almanac.Shift(day, last ? -1 : 1, Unit.BusinessDay);
        return Almanac.Day(day);
    }

    /// <summary>"Every first Monday of the month": of each month, not of this one; the last one is the first from its end.</summary>
    private Reading? OfEveryMonth(int i, out int end)
    {
        var at = Skip(i, Cat.The);
        end = i;
        if (!Nth(at, out var nth, out var next) || !Is(next, Cat.Weekday, out var weekday, out next) || !Is(next, Cat.Of, out _, out next)) return null;
        next = Is(next, Cat.Every, out _, out var afterEvery) ? afterEvery : Skip(next, Cat.The);
        if (!Is(next, Cat.MonthNoun, out _, out end)) return null;
        return Again(string.Create(CultureInfo.InvariantCulture, $"XXXX-XX-WXX-{weekday.Value}-#{(IsWord(at, "last") ? -1 : nth)}"));
    }

    /// <summary>"The Monday after next".</summary>
    private Reading? WeekdayAfterNext(int i, out int end)
    {
        if (Is(Skip(i, Cat.The), Cat.Weekday, out var weekday, out var next) && Is(next, Cat.RelAfter, out _, out end)) return Almanac.OnWeekdayIn(weekday.Value, 2);
        end = i;
        return null;
    }

    /// <summary>"The last Friday of the month": of the next one where this month's is over.</summary>
    private Reading? WeekdayOfMonth(int i, out int end)
    {
        if (NthWeekday(i, out end) is not { Past.Start: { } day } || day >= Today || !IsWord(end - 1, "month") || !IsWord(end - 2, "the")) return null;
        Nth(Skip(i, Cat.The), out var nth, out _);
        var month = Almanac.First(Today.Year, Today.Month + 1);
        return Almanac.NthWeekdayOf(month.Year, month.Month, nth, Almanac.Weekday(day));
    }
}
