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
        if (PartOfDay(i, out var part, out _, out var next) && part <= Part.Night && (Is(i, Cat.In) || Is(i, Cat.Stage) || Is(i, Cat.Part)) && PlainTime(Skip(SkipSign(next, ','), Cat.At), bare: Is(next, Cat.At) || Is(i, Cat.In), out clock, out end) && clock.HalfOpen)
        {
            clock = clock.In(DayParts.IsAfternoon(part));
            return true;
        }

        if (!(PlainTime(i, bare, out clock, out end) && !LonePart(i, end)) && !(PlainTime(i, bare: true, out clock, out end) && ClockPart(SkipSign(end, ','), out _, out _) && !LonePart(i, end))) return false;

        // "eight in the evening"
        if ((clock.HalfOpen || Is(end - 1, Cat.Meridiem)) && ClockPart(SkipSign(end, ','), out part, out next) && !LonePart(i, end))
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

    /// <summary>The part of the day that says which half a time before it is of: "in the evening", "at night", "early morning".</summary>
    private bool ClockPart(int i, out Part part, out int end)
    {
        part = Part.Morning;
        var prefixed = Is(i, Cat.In, out _, out var at) || Is(i, Cat.At, out _, out at) || Is(i, Cat.On, out _, out at) || Is(i, Cat.For, out _, out at) || Is(i, Cat.Around, out _, out at);
        at = prefixed ? Skip(at, Cat.The) : i;
        if ((Is(at, Cat.Stage, out var stage, out var next) || Is(at, Cat.RelStage, out stage, out next)) && stage.Value != (int)Stage.Mid) at = SkipSign(Skip(Skip(next, Cat.In), Cat.The), '-');
        if (!Is(at, Cat.Part, out var named, out end) || named.Value > (int)Part.Lunch) return false;
        part = (Part)named.Value;
        return part switch
        {
            Part.Night => prefixed,
            Part.Lunch => Tokens.Folded(end - 1).EndsWith("time"),
            _ => true,
        };
    }

    /// <summary>"Morning", "in the early evening", "night", "at lunchtime".</summary>
    private bool PartOfDay(int i, out Part part, out Stage stage, out int end)
    {
        stage = Stage.Whole;
        part = Part.Morning;
        end = i;
        var at = i;
        var isIn = Is(at, Cat.In, out _, out var next);
        if (isIn) at = Skip(next, Cat.The);
        else if (Is(at, Cat.At, out _, out next)) at = next;
        if (Is(at, Cat.RelStage, out var sense, out next) || Is(at, Cat.Stage, out sense, out next))
        {
            stage = (Stage)sense.Value;
            // "In early morning": the specs leave the "in" out.
            if (stage == Stage.Mid || (isIn && !Is(at - 1, Cat.The))) return false;
            at = SkipSign(Skip(Skip(next, Cat.In), Cat.The), '-');
        }

        if (!Is(at, Cat.Part, out var named, out end)) return false;
        part = (Part)named.Value;

        // "Mornings" come again.
        if (!isIn && part <= Part.Night && Tokens.Folded(end - 1).EndsWith("s")) return false;
        return !Is(i, Cat.At) || part is Part.Lunch or Part.Breakfast or Part.Brunch or Part.Dinner;
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

        return DigitTime(i, bare, out clock, out end) || WordTime(i, bare, out clock, out end) || DayHourWords(i, out clock, out end);
    }

    /// <summary>A time alone; "at" before a lone number, but not in the span.</summary>
    private Reading? ClockReading(int i, out int end)
    {
        // "At 7.45": with the dot the "at" is part of it.
        if (Is(i, Cat.At) && IsNumber(i + 1) && Sign(i + 2, '.') && Glued(i + 2) && IsNumber(i + 3) && Glued(i + 3) && Time(i + 1, bare: true, out var dotted, out end) && dotted.Minute >= 0) return WithZone(dotted.ToReading(), end, out end);
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
