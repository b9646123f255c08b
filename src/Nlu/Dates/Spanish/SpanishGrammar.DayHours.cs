using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>Days with a part of them or hours of them.</content>
internal sealed partial class SpanishGrammar
{
    /// <summary>A day with a part of it or hours of it.</summary>
    private Reading? DayHours(int i, out int end)
    {
        if (i == SecondEdge) return AnyDayHours(i, out end);
        return dayHours.Knows(i, out var known, out end) ? known : dayHours.Keep(i, AnyDayHours(i, out end), end);
    }

    private Reading? AnyDayHours(int i, out int end)
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
        if (Date(i, out var next) is not { } day || IsHoliday(i))
        {
            end = i;
            return null;
        }

        if (Is(next, Cat.RelStage, out var stage, out end) && Is(i, Cat.DayWord) && !Is(end, Cat.Of) && !Is(end, Cat.In) && !IsWord(end, "que") && !IsWord(end, "a") && !IsWord(end, "por") && !Is(end, Cat.Rel)) return Stages.Cut(day, (Stage)stage.Value);
        // "Mañana a primera hora", "el lunes a última hora"
        if (IsWord(next, "a") && StageAt(next + 1, out var hourEnd) is var early and not Stage.Whole && (IsWord(hourEnd - 1, "hora") || IsWord(hourEnd - 1, "horas")) && !Is(hourEnd, Cat.Of))
        {
            end = hourEnd;
            return Stages.Cut(day, early);
        }

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
        if (Hours(i, out var next) is not { } hours || hours.Part is Part.Lunch or Part.Breakfast or Part.Dinner) return null;
        var at = Sign(next, ',') ? next + 1 : next;
        at = Is(at, Cat.Of) || Is(at, Cat.On) ? OfThe(at) is var of && of > at ? of : at + 1 : Skip(at, Cat.The);
        if (hours.Timex[0] == '(' && RelPart(at, out end) is { Past: { Start: { } then } } part) return Joins.At(Almanac.Day(then.Date), Between(InPart(hours.Clock, part.Part), InPart(hours.ClockEnd, part.Part)));
        if (IsHoliday(at))
        {
            end = i;
            return null;
        }

        if ((Anchor(at, out end) ?? LoneDay(at, out end)) is { } day) return Joins.At(day, hours);
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
        if (!Rel(start, out var rel, out var next) || !PartAt(next, out var part, out end) || IsWord(start, "pasado"))
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
        else if (Is(i, Cat.RelStage) && IsWord(next, "el")) next++;
        if ((!Is(next, Cat.DayWord) && !Is(next, Cat.Weekday)) || IsWord(i, "fin") || IsWord(i, "final") || Anchor(next, out end) is not { Kind: ReadingKind.Date } day) return null;
        if (!Is(i, Cat.RelStage) || HoursOfDay(end, out var partEnd) is not { Stage: Stage.Whole } part) return Stages.Cut(day, stage);

        // "Temprano mañana por la mañana"
        end = partEnd;
        return Stages.Cut(DayParts.Of(day, part.Part), stage);
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
