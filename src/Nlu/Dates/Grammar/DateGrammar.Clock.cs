using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Grammar;

/// <content>Times of day.</content>
internal abstract partial class DateGrammar
{
    /// <summary>A time of day.</summary>
    /// <param name="i">Where to read.</param>
    /// <param name="bare">A lone number or number word is enough, because "at" or the like stands before.</param>
    /// <param name="clock">The time.</param>
    /// <param name="end">After it.</param>
    protected abstract bool Time(int i, bool bare, out Clock clock, out int end);

    /// <summary>7:30, 19:30:15, 7.30 pm, 7 pm, 7h30, with the half of the day where it was written.</summary>
    protected bool DigitTime(int i, bool bare, out Clock clock, out int end)
    {
        clock = default;
        end = i;
        if (IsWord(i, "t") && IsNumber(i + 1) && Glued(i + 1)) i++;
        if (!Digits(i, out var hour, 1, 4) || InTimeChain(i)) return false;
        var next = i + 1;
        if (Tokens[i].Length > 2)
        {
            // 730 pm, 1930
            if (hour / 100 > 24 || hour % 100 > 59 || !HalfDay(next, out var half4, out next)) return false;
            end = next;
            clock = Of(hour / 100, hour % 100, -1, half4);
            return hour / 100 is >= 0 and <= 24;
        }

        if (hour > 24) return false;
        var minute = -1;
        var second = -1;
        var dotted = false;
        if (Sign(next, ':') && Digits(next + 1, out var m, 2, 2) && m < 60)
        {
            minute = m;
            next += 2;
            if (Sign(next, ':') && Digits(next + 1, out var s, 2, 2) && s < 60)
            {
                second = s;
                next += 2;
            }
        }
        else if (Is(next, Cat.HourMark) && Glued(next) && Digits(next + 1, out m, 2, 2) && m < 60)
        {
            minute = m;
            next += 2;
        }
        else if ((Sign(next, '.') ) && Glued(next) && Digits(next + 1, out m, 2, 2) && Glued(next + 1) && m < 60 && !(Sign(next + 2, '.') && Glued(next + 2) && IsNumber(next + 3)))
        {
            minute = m;
            dotted = true;
            next += 2;
        }

        // "At 19h"
        if (minute < 0 && bare && Is(next, Cat.HourMark) && Glued(next)) next++;
        var hasHalf = HalfDay(next, out var half, out var afterHalf) || (Sign(next, '.') && Glued(next) && HalfDay(next + 1, out half, out afterHalf));
        if (hasHalf && hour is > 0 and <= 24)
        {
            end = afterHalf;
            clock = Of(hour, minute, second, hour > 12 ? -1 : half);
            return true;
        }

        if (minute < 0 && !bare) return false;
        if (dotted && !bare) return false;
        if (minute < 0 && (Sign(next, '%') || (Sign(next, '/') && IsNumber(next + 1)) || NotClock(next))) return false;
        if (Glued(next) && ((Tokens[next].Kind == DateTokenKind.Word && !(minute >= 0 && Is(next, Cat.HourMark))) || (Sign(next, '.') && Glued(next + 1) && IsNumber(next + 1)))) return false;
        if (Sign(next, '%')) return false;
        clock = Of(hour, minute, second, -1);
        end = next;
        return true;
    }

    /// <summary>What follows a number shows that it is no hour.</summary>
    protected virtual bool NotClock(int i) => Is(i, Cat.Unit) || Is(i, Cat.Month) || OrdinalEnding(i) || Is(i, Cat.Hundred) || Is(i, Cat.Thousand);

    /// <summary>"am", "p.m.", "o'clock pm"; the value is 0 for the morning, 12 for the afternoon, -1 for "o'clock" alone.</summary>
    protected bool HalfDay(int i, out int half, out int end)
    {
        half = -1;
        end = i;
        var known = false;
        if (Is(i, Cat.OClock, out _, out var next))
        {
            end = i = next;
            known = true;
        }

        if (!Is(i, Cat.Meridiem, out var meridiem, out next)) return known;
        half = meridiem.Value;
        end = next;
        return true;
    }

    /// <summary>An hour with the half of the day as it was said: 0, 12, or -1 for not said.</summary>
    protected static Clock Of(int hour, int minute, int second, int half) => half switch
    {
        0 => new Clock(hour == 12 ? 0 : hour, minute, second),
        12 => new Clock(hour < 12 ? hour + 12 : hour, minute, second),
        _ => new Clock(hour == 24 ? 0 : hour, minute, second, HalfOpen: hour is <= 12 or 24),
    };

    private bool InTimeChain(int i) =>
        i > 0 && Glued(i) && ((Tokens[i - 1].Kind != DateTokenKind.Sign && !IsWord(i - 1, "t")) || Tokens[i - 1].Sign == '$' || (Tokens[i - 1].Sign is ':' or '.' or '/' or ',' && IsNumber(i - 2)));
}
