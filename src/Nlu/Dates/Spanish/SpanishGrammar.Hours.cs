using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>Stretches of a day, and days with them.</content>
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
        return Between(first, last);
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

    /// <summary>A day with a part of it or hours of it.</summary>
    private Reading? DayHours(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(DayThenHours(i, out end), end, ref best, ref bestEnd);
        Keep(HoursThenDay(i, out end), end, ref best, ref bestEnd);
        Keep(RelPart(i, out end), end, ref best, ref bestEnd);
        Keep(StagedDay(i, out end), end, ref best, ref bestEnd);
        Keep(RestOfDay(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    private Reading? DayThenHours(int i, out int end)
    {
        if (Date(i, out var next) is not { } day)
        {
            end = i;
            return null;
        }

        if (Is(next, Cat.RelStage, out var stage, out end) && Is(i, Cat.DayWord) && !Is(end, Cat.Of) && !Is(end, Cat.In) && !IsWord(end, "que") && !IsWord(end, "a") && !IsWord(end, "por") && !Is(end, Cat.Rel)) return Stages.Cut(day, (Stage)stage.Value);
        var at = Sign(next, ',') ? next + 1 : next;
        if (HoursOfDay(at, out end) is { } hours) return Joins.At(day, Narrowed(hours, ref end));

        // "El lunes de 9 a 11": also bare numbers.
        if (Is(at, Cat.From) || Is(at, Cat.Between) || IsNumber(at))
        {
            if (Hours(at, out end) is { } range) return Joins.At(day, range);
        }

        end = i;
        return null;
    }

    /// <summary>"Por la tarde de 3 a 8": the hours say which part of the part.</summary>
    private Reading Narrowed(Reading part, ref int end)
    {
        var at = Sign(end, ',') ? end + 1 : end;
        if (!(Is(at, Cat.From) || Is(at, Cat.Between) || IsNumber(at)) || ClockRange(at, out var rangeEnd) is not { } range) return part;
        end = rangeEnd;
        return Between(InPart(range.Clock, part.Part), InPart(range.ClockEnd, part.Part));
    }

    /// <summary>"por la tarde", "en la noche", "noche", "a primera hora de la tarde" after a day.</summary>
    private Reading? HoursOfDay(int i, out int end)
    {
        end = i;
        var at = i;
        if (Is(at, Cat.In) || IsWord(at, "por") || IsWord(at, "a") || Is(at, Cat.Of) || IsWord(at, "y")) at++;
        else if (IsWord(at, "al")) at++;
        at = Skip(at, Cat.The);
        var stage = StageAt(at, out var stageEnd);
        if (stage != Stage.Whole)
        {
            at = Is(stageEnd, Cat.Of) || Is(stageEnd, Cat.In) || IsWord(stageEnd, "por") ? stageEnd + 1 : stageEnd;
            at = Skip(at, Cat.The);
        }

        if (!PartAt(at, out var part, out end)) return null;
        if (part == Part.Morning && at == i && !IsWord(i - 1, "hoy") && !IsWord(i - 1, "ayer") && stage == Stage.Whole && !Is(i - 1, Cat.DayWord)) return null;
        return stage == Stage.Whole ? DayParts.Of(part) : Stages.Cut(DayParts.Of(part), stage);
    }

    private Reading? HoursThenDay(int i, out int end)
    {
        end = i;
        if (Hours(i, out var next) is not { } hours) return null;
        var at = Sign(next, ',') ? next + 1 : next;
        at = Is(at, Cat.Of) || Is(at, Cat.On) ? OfThe(at) is var o && o > at ? o : at + 1 : Skip(at, Cat.The);
        if (hours.Timex[0] == '(' && RelPart(at, out end) is { Past: { Start: { } then } } part) return Joins.At(Almanac.Day(then.Date), Between(InPart(hours.Clock, part.Part), InPart(hours.ClockEnd, part.Part)));
        if (Anchor(at, out end) is { } day || LoneDay(at, out end) is { } && LoneDay(at, out end) is { } lone && (day = lone) is not null) return Joins.At(day, hours);
        end = i;
        return null;
    }

    /// <summary>"Esta tarde", "anoche", "la próxima mañana".</summary>
    private Reading? RelPart(int i, out int end)
    {
        if (Is(i, Cat.PartToday, out var today, out end)) return Joins.At(Almanac.InDays(-1), Narrowed(DayParts.Of((Part)today.Value), ref end));
        var start = i;
        var stage = StageAt(i, out var stageEnd);
        if (stage != Stage.Whole) start = Is(stageEnd, Cat.Of) || Is(stageEnd, Cat.In) ? stageEnd + 1 : stageEnd;
        if (!Rel(start, out var rel, out var next) || !PartAt(next, out var part, out end) || (part == Part.Afternoon && IsWord(start, "pasado")))
        {
            end = i;
            return null;
        }

        return stage == Stage.Whole
            ? Joins.At(Almanac.InDays(rel), Narrowed(DayParts.Of(part), ref end))
            : Stages.Cut(DayParts.Of(Almanac.InDays(rel), part), stage);
    }

    /// <summary>"Más tarde hoy", "al final del día" with a day.</summary>
    private Reading? StagedDay(int i, out int end)
    {
        end = i;
        var stage = StageAt(i, out var next);
        if (stage == Stage.Whole) return null;
        if (Is(next, Cat.Of)) next = OfThe(next);
        if (!Is(next, Cat.DayWord) && !Is(next, Cat.Weekday)) return null;
        return Anchor(next, out end) is { Kind: ReadingKind.Date } day ? Stages.Cut(day, stage) : null;
    }

    /// <summary>"El resto del día": from now to midnight.</summary>
    private Reading? RestOfDay(int i, out int end)
    {
        end = i;
        if (!Is(i, Cat.Rest, out _, out var next)) return null;
        next = Skip(OfThe(next), Cat.The);
        if (Rel(next, out var rel, out var afterRel) && rel == 0) next = afterRel;
        if (!UnitAt(next, out var unit, out end) || unit != Unit.Day) return null;
        if (IsWord(end, "de") && IsWord(end + 1, "hoy")) end += 2;
        var midnight = Today.AddDays(1);
        return Reading.Span(ReadingKind.DateTimeRange, TimexText.Range(TimexText.Moment(Almanac.Now), TimexText.Moment(midnight), TimexText.Length(midnight - Almanac.Now)), Almanac.Now, midnight);
    }
}
