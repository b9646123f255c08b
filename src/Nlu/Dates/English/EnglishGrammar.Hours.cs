using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.English;

/// <content>From one time of day to another.</content>
internal sealed partial class EnglishGrammar
{
    /// <summary>From one time to another, or a part of the day.</summary>
    private Reading? Hours(int i, out int end, bool zone = false, bool dated = false)
    {
        if (ClockRange(i, out end, dated) is { } range) return zone ? WithZone(range, end, out end) : range;
        if (StartAndLength(i, out end) is { } length) return length;
        if (!PartOfDay(i, out var part, out var stage, out end)) return null;
        if (Is(i - 1, Cat.Greeting) || (part is Part.Lunch or Part.Breakfast or Part.Brunch or Part.Dinner && !MealTime(i, end))) return null;
        if (Is(i, Cat.At) && part == Part.Morning) return null;
        var reading = DayParts.Of(part);
        return stage == Stage.Whole ? reading : Stages.Cut(reading, stage);
    }

    private bool MealTime(int i, int end) =>
        Is(i, Cat.At) || Is(i - 1, Cat.Before) || Is(i - 1, Cat.After) || Is(i - 1, Cat.Around) || Tokens.Folded(end - 1).EndsWith("time");

    private Reading? ClockRange(int i, out int end, bool dated = true)
    {
        end = i;
        var between = Is(i, Cat.Between, out _, out var at);
        var from = !between && Is(i, Cat.From, out _, out at);
        at = between || from ? Skip(at, Cat.At) : i;
        if (!Side(at, between, out var first, out var next)) return null;
        if (!Connector(next, between, out var second)) return null;
        second = Skip(Skip(second, Cat.The), Cat.At);
        rangeEnds = second;
        var isTime = Side(second, between, out var last, out end);
        rangeEnds = -1;
        if (!isTime) return null;
        var bareFirst = IsBare(at, next);
        var bareLast = IsBare(second, end);
        if (bareFirst && bareLast && !HasHalf(second, end) && (!dated || (!between && !from))) return null;
        if (bareFirst && bareLast && (from || between) && (Is(end, Cat.Of, out _, out var of) && Is(of, Cat.Month) || Is(end, Cat.Month))) return null;
        if (!between && !from && bareFirst && !HasHalf(second, end) && !Glued(next)) return null;
        if (first.HalfOpen && !last.HalfOpen && !HasHalf(second, end) && last.Hour > 12) { }
        return Joins.Between(first, last);
    }

    private bool Side(int i, bool four, out Clock clock, out int end)
    {
        if (four && Digits(i, out var hhmm, 4, 4) && hhmm / 100 <= 24 && hhmm % 100 < 60 && Tokens.Folded(i)[0] is '0' or '1' or '2')
        {
            clock = Of(hhmm / 100, hhmm % 100, -1, -1);
            end = i + 1;
            return !IsYear(hhmm) || hhmm / 100 < 19;
        }

        if (!Time(i, bare: true, out clock, out end)) return false;
        return !Is(end, Cat.OrdinalEnd);
    }

    /// <summary>The second time of a range, which "afternoon" alone may follow.</summary>
    private bool SecondTime(int i, out Clock clock, out int end)
    {
        rangeEnds = i;
        var isTime = Time(i, bare: true, out clock, out end);
        rangeEnds = -1;
        return isTime;
    }

    private bool Connector(int i, bool between, out int end)
    {
        end = i;
        if (between && Is(i, Cat.And, out _, out end)) return true;
        return Is(i, Cat.To, out _, out end);
    }

    /// <summary>A lone number.</summary>
    private bool IsBare(int i, int end) => end == i + 1 && ((IsNumber(i) && Tokens[i].Length < 3) || Is(i, Cat.One));

    private bool HasHalf(int i, int end)
    {
        for (var k = i; k < end; k++)
        {
            if (Is(k, Cat.Meridiem) || Is(k, Cat.Part) || Is(k, Cat.OClock)) return true;
        }

        return false;
    }

    /// <summary>"From 9 for 2 hours", "for 3 hours from 10 am".</summary>
    private Reading? StartAndLength(int i, out int end)
    {
        end = i;
        Clock clock;
        Reading? length;
        if (Is(i, Cat.From, out _, out var next))
        {
            if (!Time(next, bare: true, out clock, out next) || !Is(next, Cat.For, out _, out next)) return null;
            length = Length(next, out end);
        }
        else if (Is(i, Cat.For, out _, out next))
        {
            length = Length(next, out next);
            if (length is null || !(Is(next, Cat.From, out _, out next) || Is(next, Cat.Since, out _, out next))) return null;
            if (!Time(Skip(next, Cat.At), bare: true, out clock, out end)) return null;
        }
        else
        {
            return null;
        }

        if (length is null || length.Amounts.Any(a => a.Unit > Unit.Hour) || length.Seconds >= 86400) return null;
        var start = DateTime.MinValue + clock.Span;
        var stop = start.AddSeconds(length.Seconds);
        var last = new Clock(stop.Hour, stop.Minute, stop.Second);
        return Reading.Span(ReadingKind.TimeRange, TimexText.Range(clock.Timex, last.Timex, TimexText.Length(stop - start)), start, stop) with { Clock = clock with { HalfOpen = false }, ClockEnd = last };
    }
}
