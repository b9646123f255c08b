using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.English;

/// <content>Times of day in words.</content>
internal sealed partial class EnglishGrammar
{
    /// <summary>"Half past seven", "quarter to 5", "20 minutes past eight".</summary>
    private bool Fraction(int i, out Clock clock, out int end)
    {
        clock = default;
        end = i;
        int minutes;
        int next;
        if (Is(i, Cat.Half, out _, out next)) minutes = 30;
        else if (Is(Skip(i, Cat.A), Cat.Quarter, out _, out next)) minutes = 15;
        else if (NumberWords(i, out var three, out next) && three == 3 && (IsWord(next, "quarters") || IsWord(next, "quarter")))
        {
            minutes = 45;
            next++;
        }
        else if (Cardinal(i, out minutes, out next) && minutes is > 0 and < 60 && !InNumberChain(i))
        {
            if (Is(next, Cat.Unit, out var unit, out var afterUnit))
            {
                if (unit.Value != (int)Unit.Minute) return false;
                next = afterUnit;
            }
            else
            {
                return false;
            }
        }
        else
        {
            return false;
        }

        var past = IsWord(next, "past");
        if (!past && !IsWord(next, "to")) return false;
        if (!PlainHour(next + 1, out var hour, out end)) return false;
        var half = -1;
        if (hour.Minute < 0 && HalfDay(end, out half, out var afterHalf)) end = afterHalf;
        var total = (hour.Hour * 60) + (past ? minutes : -minutes);
        total = (total + (24 * 60)) % (24 * 60);
        var open = hour.HalfOpen && half < 0;
        clock = half >= 0 ? Of(total / 60, total % 60, -1, half) : new Clock(total / 60, total % 60, HalfOpen: open);
        return true;
    }

    private bool PlainHour(int i, out Clock clock, out int end)
    {
        if (Is(i, Cat.ClockName, out var name, out end))
        {
            clock = new Clock(name.Value / 60);
            return true;
        }

        if (Cardinal(i, out var hour, out end) && hour is >= 0 and <= 24)
        {
            clock = Of(hour, -1, -1, -1);
            return true;
        }

        clock = default;
        return false;
    }

    /// <summary>"Seven", "seven thirty", "nine o'clock", "eight pm".</summary>
    private bool WordTime(int i, bool bare, out Clock clock, out int end)
    {
        clock = default;
        end = i;
        if (!HourWord(i, out var hour, out var next)) return false;
        var minute = -1;
        var at = SkipSign(next, '-');
        if (NumberWords(at, out var m, out var afterMinute) && m is >= 10 and < 60 && hour <= 12)
        {
            if (Is(afterMinute, Cat.Unit, out var unit, out var afterUnit) && unit.Value == (int)Unit.Minute) afterMinute = afterUnit;
            minute = m;
            next = afterMinute;
        }

        if (HalfDay(next, out var half, out var afterHalf) && !(Is(next, Cat.Meridiem, out var letter, out _) && letter.Length == 1 && Tokens[next].Length == 1 && !bare))
        {
            clock = Of(hour, minute, -1, half);
            end = afterHalf;
            return true;
        }

        if (!bare && (minute < 0 || minute % 5 != 0)) return false;
        if (minute < 0 && (NotClock(next) || Is(next, Cat.One) || Is(next, Cat.Tens))) return false;
        if (Is(next, Cat.Unit)) return false;
        clock = Of(hour, minute, -1, -1);
        end = next;
        return true;
    }

    /// <summary>"Twenty one thirty", "eighteen forty five": hours in words of the whole day with fives of minutes.</summary>
    private bool DayHourWords(int i, out Clock clock, out int end)
    {
        clock = default;
        end = i;
        if (!Is(i, Cat.One) && !Is(i, Cat.Tens) || !NumberPair(i, out var hour, out var next) || hour > 24) return false;
        if (!NumberPair(SkipSign(next, '-'), out var minute, out next) || minute is < 5 or > 55 || minute % 5 != 0) return false;
        clock = Of(hour, minute, -1, HalfDay(next, out var half, out var afterHalf) ? half : -1);
        end = afterHalf > next ? afterHalf : next;
        return true;
    }

    /// <summary>A number below sixty in one or two words.</summary>
    private bool NumberPair(int i, out int number, out int end)
    {
        number = 0;
        if (Is(i, Cat.One, out var one, out end))
        {
            number = one.Value;
            return true;
        }

        if (!Is(i, Cat.Tens, out var tens, out end)) return false;
        number = tens.Value;
        if (!Is(SkipSign(end, '-'), Cat.One, out one, out var next) || one.Value is 0 or > 9) return true;
        number += one.Value;
        end = next;
        return true;
    }

    private bool HourWord(int i, out int hour, out int end)
    {
        hour = 0;
        if (!Is(i, Cat.One, out var one, out end) || one.Value > 12) return false;
        hour = one.Value;
        return true;
    }
}
