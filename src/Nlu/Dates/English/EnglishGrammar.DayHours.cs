using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.English;

/// <content>Days and hours of them.</content>
internal sealed partial class EnglishGrammar
{
    /// <summary>A day and hours of it: "tomorrow morning", "Monday 9 to 11", "from 3 to 5 on Friday".</summary>
    private Reading? DayHours(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        if (RelPart(i, out var day, out var part, out var stage, out end))
        {
            var whole = DayParts.Of(day, part);
            Keep(stage == Stage.Whole ? whole : Stages.Cut(whole, stage), end, ref best, ref bestEnd);
            Keep(HoursAfter(day, end, part, out end), end, ref best, ref bestEnd);
        }

        if (Date(i, out var next, timed: true) is { } date)
        {
            var at = SkipSign(next, ',');
            at = Is(at, Cat.At, out _, out var afterAt) || Is(at, Cat.In, out _, out afterAt) && !Is(afterAt, Cat.The) ? afterAt : at;
            if (Hours(SkipSign(next, ','), out end, dated: true) is { } hours || Hours(at, out end, dated: true) is { } hours2 && (hours = hours2) is not null) Keep(StagedPart(SkipSign(next, ',')) && Is(end, Cat.At) ? null : Joins.At(date, hours), end, ref best, ref bestEnd);
            Keep(HoursAfter(date, next, null, out end), end, ref best, ref bestEnd);
            if (Is(next, Cat.Meridiem, out var meridiem, out end) && Tokens[next].Length > 1) Keep(DayParts.Of(date, meridiem.Value == 0 ? Part.Morning : Part.Afternoon), end, ref best, ref bestEnd);
            if (PartOfDay(SkipSign(next, ','), out var of, out _, out var afterPart)) Keep(HoursAfter(date, afterPart, of, out end), end, ref best, ref bestEnd);
        }

        if (Hours(i, out next, dated: true) is { } first && !(Is(i, Cat.At) && first.Part >= Part.Lunch))
        {
            var at = Skip(Skip(Skip(SkipSign(next, ','), Cat.On), Cat.Of), Cat.The);
            if (Is(SkipSign(next, ','), Cat.In)) at = next;
            if (Date(at, out end, timed: true) is { } on)
            {
                // "From 3 to 8 yesterday afternoon"
                var joined = Joins.At(on, first);
                if (first.Timex[0] == '(' && !Is(end, Cat.At) && PartOfDay(end, out var last, out _, out var afterLast) && last <= Part.Night)
                {
                    end = afterLast;
                    joined = IsWhole(first) ? Joins.InHours(on, first) : Joins.At(on, InPart(first, last));
                }

                Keep(joined, end, ref best, ref bestEnd);
            }
            else if (RelPart(SkipSign(next, ','), out day, out part, out _, out end) && first.Timex[0] == '(') Keep(Joins.At(day, InPart(first, part)), end, ref best, ref bestEnd);
        }

        // "9 to 11 tomorrow": two lone numbers are hours where a day follows.
        if ((IsNumber(i) || Is(i, Cat.One)) && Time(i, bare: true, out var from, out next) && Is(next, Cat.To, out _, out next) && SecondTime(next, out var to, out next) && Date(Skip(SkipSign(next, ','), Cat.On), out end, timed: true) is { Month: 0 } later && (Is(SkipSign(next, ','), Cat.On) || !later.Open || Is(next, Cat.Weekday))) Keep(Joins.At(later, Joins.Between(from, to)), end, ref best, ref bestEnd);
        Keep(StagedDay(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <summary>"Mid today", "later tomorrow".</summary>
    private Reading? StagedDay(int i, out int end)
    {
        if ((Is(i, Cat.Stage, out var stage, out var next) && stage.Length == 1 || Is(i, Cat.RelStage, out stage, out next)) && StagedAnchor(SkipSign(next, '-'), out end) is { } day && !Is(end, Cat.Part)) return HalfOfDay(day, (Stage)stage.Value);
        end = i;
        return null;
    }

    /// <summary>The first or second half of a day, or the hours around noon; of an open date only of the one to come.</summary>
    private static Reading HalfOfDay(Reading day, Stage stage)
    {
        if (day.Future is not { Start: { } start }) return day;
        var hours = stage switch
        {
            Stage.Start => new Stretch(start, start.AddHours(12)),
            Stage.Mid => new Stretch(start.AddHours(10), start.AddHours(14)),
            _ => new Stretch(start.AddHours(12), Almanac.Shift(start, 1, Unit.Day)),
        };
        return new Reading(ReadingKind.DateTimeRange, day.Timex) { Past = hours, Future = hours, Mod = Stages.Name(stage), Stage = stage };
    }

    private Reading? StagedAnchor(int i, out int end)
    {
        var at = Skip(i, Cat.In);
        if (Is(at, Cat.The) && Is(at + 1, Cat.DayNoun)) at += 2;
        if (Is(at, Cat.The) || Is(at, Cat.Rel))
        {
            end = i;
            return null;
        }

        return Anchor(at, out end);
    }

    private Reading? HoursAfter(Reading day, int i, Part? part, out int end)
    {
        end = i;
        if (ClockRange(SkipSign(i, ','), out end) is not { } range)
        {
            // "Monday morning 6-8", "Monday 9-11"
            var at = SkipSign(i, ',');
            if (!Time(at, bare: true, out var from, out var next) || !Is(next, Cat.To, out _, out next) || !SecondTime(next, out var to, out end) || (!IsNumber(at) && !Is(at, Cat.One))) return null;
            range = Joins.Between(from, to);
        }

        if (part is not { } known) return Joins.At(day, range);
        return range.OtherHalf is null && IsWhole(range) ? Joins.InHours(day, range) : Joins.At(day, InPart(range, known));
    }

    /// <summary>The range says the half of the day itself.</summary>
    private static bool IsWhole(Reading range) => !range.Clock.HalfOpen && !range.ClockEnd.HalfOpen;

    /// <summary>Hours that were left open, in the half of the day that a part belongs to.</summary>
    private static Reading InPart(Reading hours, Part part) =>
        hours.OtherHalf is null ? hours : Joins.Between(hours.Clock.In(DayParts.IsAfternoon(part)), hours.ClockEnd.In(DayParts.IsAfternoon(part)));
}
