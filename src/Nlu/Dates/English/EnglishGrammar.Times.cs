using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.English;

/// <content>Times of day and the parts of a day.</content>
internal sealed partial class EnglishGrammar
{
    /// <inheritdoc />
    protected override bool Time(int i, bool bare, out Clock clock, out int end)
    {
        // "in the evening at 7"
        if (PartOfDay(i, out var part, out _, out var next) && (Is(i, Cat.In) || Is(i, Cat.Stage) || Is(i, Cat.Part)) && PlainTime(Skip(SkipSign(next, ','), Cat.At), bare: Is(next, Cat.At) || Is(i, Cat.In), out clock, out end) && clock.HalfOpen)
        {
            clock = clock.In(DayParts.IsAfternoon(part));
            return true;
        }

        if (!(PlainTime(i, bare, out clock, out end) && !LonePart(i, end)) && !(PlainTime(i, bare: true, out clock, out end) && PartOfDay(SkipSign(end, ','), out _, out _, out _) && !LonePart(i, end))) return false;

        // "eight in the evening"
        if ((clock.HalfOpen || Is(end - 1, Cat.Meridiem)) && PartOfDay(SkipSign(end, ','), out part, out _, out next) && part <= Part.Lunch && !Is(end, Cat.At) && !LonePart(i, end))
        {
            if (clock.HalfOpen) clock = clock.In(DayParts.IsAfternoon(part) && !(part == Part.Night && clock.Hour is < 5 or 12));
            end = next;
        }

        return true;
    }

    /// <summary>"Two morning sessions": a lone number and the part right after it are no time.</summary>
    private bool LonePart(int i, int end) => i != rangeEnds && IsBare(i, end) && Is(end, Cat.Part);

    /// <summary>Where the second time of a range begins that is being read.</summary>
    private int rangeEnds = -1;

    /// <summary>"Morning", "in the early evening", "at night", "at lunchtime".</summary>
    private bool PartOfDay(int i, out Part part, out Stage stage, out int end)
    {
        stage = Stage.Whole;
        part = Part.Morning;
        end = i;
        var at = i;
        var isIn = Is(at, Cat.In, out _, out var next) || Is(at, Cat.During, out _, out next);
        if (isIn) at = Skip(next, Cat.The);
        else if (Is(at, Cat.At, out _, out next)) at = Skip(next, Cat.The);
        if (Is(at, Cat.RelStage, out var sense, out next) || Is(at, Cat.Stage, out sense, out next))
        {
            stage = (Stage)sense.Value;
            // "In early morning": the specs leave the "in" out.
            if (stage == Stage.Mid || (isIn && !Is(at - 1, Cat.The))) return false;
            at = SkipSign(Skip(Skip(next, Cat.In), Cat.The), '-');
        }

        if (!Is(at, Cat.Part, out var named, out end)) return false;
        part = (Part)named.Value;
        return part != Part.Night || Is(i, Cat.At) || Is(i, Cat.In) || at == i || stage != Stage.Whole;
    }

    private bool PlainTime(int i, bool bare, out Clock clock, out int end)
    {
        if (Fraction(i, out clock, out end)) return true;
        if (Is(i, Cat.ClockName, out var name, out end))
        {
            clock = new Clock(name.Value / 60, name.Value % 60 == 0 ? -1 : name.Value % 60);
            return true;
        }

        // "11ish"
        if (Digits(i, out var hour, 1, 2) && hour is > 0 and <= 24 && Is(i + 1, Cat.Ish, out _, out end) && Glued(i + 1))
        {
            clock = new Clock(hour == 24 ? 0 : hour);
            return true;
        }

        if (DigitTime(i, bare, out clock, out end)) return true;
        return WordTime(i, bare, out clock, out end);
    }

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
        if (open && total < 60 && !past) total += 12 * 60;
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

    private bool HourWord(int i, out int hour, out int end)
    {
        hour = 0;
        if (!Is(i, Cat.One, out var one, out end) || one.Value > 12) return false;
        hour = one.Value;
        return true;
    }

    /// <summary>A time alone; "at" before a lone number, but not in the span.</summary>
    private Reading? ClockReading(int i, out int end)
    {
        var bare = Is(i - 1, Cat.At) || Is(i - 1, Cat.Around);
        bare |= IsMoved(i);
        if (bare && Is(i, Cat.A))
        {
            end = i;
            return null;
        }

        if (!Time(i, bare, out var clock, out end)) return null;
        return WithZone(clock.ToReading(), end, out end);
    }

    /// <summary>"Move the 3pm meeting to 4."</summary>
    private bool IsMoved(int i) => IsWord(i - 1, "to") && Is(i - 2, Cat.Meeting) && (EndsClause(i + 1) || Sign(i + 1, ','));
}
