using PmBot.Nlu.Dates.Grammar;
using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <summary>Dates and times as Spanish speakers write them.</summary>
internal sealed partial class SpanishGrammar(DateTokens tokens, Almanac almanac, bool dayFirst) : DateGrammar(tokens, almanac, dayFirst)
{
    /// <inheritdoc />
    public override Reading? Longest(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(Date(i, out end), end, ref best, ref bestEnd);
        Keep(Period(i, out end), end, ref best, ref bestEnd);
        if (Time(i, bare: false, out var clock, out end)) Keep(clock.ToReading(), end, ref best, ref bestEnd);
        Keep(Duration(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <inheritdoc />
    protected override bool YearOfRel(int i, out int year, out int end)
    {
        year = 0;
        end = i;
        return false;
    }

    /// <inheritdoc />
    protected override bool Time(int i, bool bare, out Clock clock, out int end) => DigitTime(i, bare, out clock, out end);

    private Reading? Date(int i, out int end)
    {
        if (Is(i, Cat.DayWord, out var day, out end)) return Almanac.InDays(day.Value);
        if ((MonthDate(i, out end) ?? NumericDate(i, loose: false, out end)) is { } date) return date;
        return Is(i, Cat.Weekday, out var weekday, out end) ? Almanac.OnWeekday(weekday.Value) : null;
    }

    private Reading? Period(int i, out int end)
    {
        if (Is(i, Cat.Month, out var month, out end)) return Almanac.MonthOf(month.Value);
        if (Digits(i, out var year, 4, 4) && IsYear(year) && !InNumberChain(i))
        {
            end = i + 1;
            return Almanac.YearOf(year);
        }

        return null;
    }
}
