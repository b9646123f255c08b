using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>Stretches of a day.</content>
internal sealed partial class SpanishGrammar
{
    /// <summary>Hours of a day: "de 9 a 17", "entre las 5 y las 6 de la tarde", "por la mañana".</summary>
    private Reading? Hours(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(ClockRange(i, out end), end, ref best, ref bestEnd);
        Keep(PartOfDay(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <summary>From one clock time to another.</summary>
    private Reading? ClockRange(int i, out int end)
    {
        end = i;
        var between = Is(i, Cat.Between, out _, out var next);
        var from = !between && Is(i, Cat.From, out _, out next);
        var lead = between || from;
        var start = lead ? next : i;
        var the = IsWord(start, "las") || IsWord(start, "la");
        if (the) start++;
        if (the && !lead) return null;
        noMinutesAfterAnd = between;
        var began = ClockIn(start, out var first, out next);
        noMinutesAfterAnd = false;
        if (!began && !(between && Time(start, bare: true, out first, out next))) return null;
        if (between ? !Is(next, Cat.And, out _, out var to) && !Is(next, Cat.To, out _, out to) : !Is(next, Cat.To, out _, out to)) return null;
        var the2 = IsWord(to, "las") || IsWord(to, "la");
        if (the2) to++;
        if (between && IsNumber(to) && Tokens[to].Length == 4 && first.Minute >= 0) SecondEdge = to;
        if (!ClockIn(to, out var last, out end) || NotHour(end)) return null;

        // Two bare numbers ("3 a 5") are hours only where something says so.
        var plain = IsNumber(start) && next == start + 1;
        var lastPlain = IsNumber(to) && end == to + 1;
        var words = !IsNumber(start) && !IsNumber(to);
        if (!the && !the2 && lastPlain && plain && !Is(end, Cat.HourMark) && !lead) return null;
        if (!the && !the2 && lastPlain && plain && lead && (Is(end, Cat.Unit) || LikeDays(end))) return null;
        if (!lead && words && !the2 && Is(to, Cat.One) && end == to + 1) return null;
        if (plain && !lead && !lastPlain && Sign(next, '-') && Glued(next) && InNumberChain(start)) return null;
        if (Glued(end) && Sign(end, '/') && IsNumber(end + 1)) return null;
        var range = Between(first, last);

        // "Desde las doce hasta la una": in words midnight is as good as noon.
        return words && first is { HalfOpen: true, Hour: 12 } && last is { HalfOpen: true, Hour: < 12 } ? range with { OtherHalf = Joins.Between(first.OtherHalf, last.In(afternoon: false)).Timex } : range;
    }

    /// <summary>In a range 0730 is half past seven, too.</summary>
    private bool ClockIn(int i, out Clock clock, out int end)
    {
        if (Digits(i, out var number, 4, 4) && number / 100 <= 12 && number % 100 < 60 && Tokens.Folded(i)[0] == '0' && !Suffix(i + 1))
        {
            clock = Of(number / 100, number % 100, -1, -1);
            end = i + 1;
            return true;
        }

        return Time(i, bare: true, out clock, out end);
    }

    /// <summary>What follows shows that the numbers were days.</summary>
    private bool LikeDays(int i) => Is(i, Cat.Month) || (Is(i, Cat.Of) && (Is(OfThe(i), Cat.Month) || Is(OfThe(i), Cat.MonthNoun) || RelUnit(OfThe(i), out _, out _, out _))) || Sign(i, '/') || Sign(i, '-');

    private static Reading Between(Clock first, Clock last)
    {
        // From half past ten to three: the afternoon's three.
        if (first.HalfOpen && last.HalfOpen && last.Span <= first.Span && first.Hour != 12) (first, last) = (first.In(afternoon: false), last.In(afternoon: true));
        return Joins.Between(first, last);
    }

    /// <summary>"Tarde", "por la mañana", "final de la tarde", "más tarde en la noche".</summary>
    private Reading? PartOfDay(int i, out int end)
    {
        end = i;

        // "A la hora del almuerzo"
        var hour = IsWord(i, "a") && IsWord(i + 1, "la") ? i + 2 : i;
        if (IsWord(hour, "hora") && Is(hour + 1, Cat.Of) && Is(OfThe(hour + 1), Cat.Meal, out var meal, out end)) return DayParts.Of((Part)meal.Value);
        var stage = StageAt(i, out var stageEnd);
        if (stage != Stage.Whole)
        {
            var at = Is(stageEnd, Cat.Of) || Is(stageEnd, Cat.In) || IsWord(stageEnd, "por") ? stageEnd + 1 : stageEnd;
            at = Skip(at, Cat.The);
            if (!PartAt(at, out var late, out end)) return null;
            return Stages.Cut(DayParts.Of(late), stage);
        }

        // The words before tell the morning from tomorrow, so they are part of it.
        if ((IsWord(i, "por") || IsWord(i, "en")) && (IsWord(i + 1, "la") || IsWord(i + 1, "las")) && PartAt(i + 2, out var part, out end) && part == Part.Morning) return DayParts.Of(part);
        if (!PartAt(i, out part, out end)) return null;
        if (part == Part.Morning && !IsWord(i - 1, "la") && !IsWord(i - 1, "las")) return null;
        if (part == Part.Evening && !IsWord(i - 1, "la") && !IsWord(i - 1, "las") && (IsWord(i - 1, "mas") || IsWord(i - 1, "tan") || IsWord(i - 1, "muy") || IsWord(i - 1, "demasiado") || IsWord(i - 1, "tan"))) return null;
        if (part is Part.Evening && IsWord(i, "tarde") && !IsWord(i - 1, "la") && !IsWord(i - 1, "en") && !IsWord(i - 1, "por") && !Is(end, Cat.Of)) return null;
        return DayParts.Of(part);
    }

    /// <summary>"Final de", "comienzos de", "más tarde", "temprano".</summary>
    private Stage StageAt(int i, out int end)
    {
        if (Is(i, Cat.Stage, out var stage, out end) || Is(i, Cat.RelStage, out stage, out end)) return (Stage)stage.Value;
        end = i;
        return Stage.Whole;
    }
}
