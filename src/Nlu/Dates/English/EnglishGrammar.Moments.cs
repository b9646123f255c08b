using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.English;

/// <content>Days with times.</content>
internal sealed partial class EnglishGrammar
{
    /// <summary>A day and a time in either order, "now", "in 5 minutes", "end of the day".</summary>
    private Reading? Moment(int i, out int end) => Once(moments, i, at => (AnyMoment(at, out var e), e), out end);

    private Reading? AnyMoment(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(DateThenTime(i, out end), end, ref best, ref bestEnd);
        Keep(TimeThenDate(i, out end), end, ref best, ref bestEnd);
        Keep(PartThenTime(i, out end), end, ref best, ref bestEnd);
        Keep(FromNow(i, out end), end, ref best, ref bestEnd);
        Keep(EndOfDay(i, out end), end, ref best, ref bestEnd);
        if (Is(i, Cat.Now, out var now, out end) && !(IsWord(i, "now") && (Sign(end, ',') && i == 0 || Is(i - 1, Cat.For) || Is(end, Cat.For))))
        {
            Keep(Reading.At(ReadingKind.DateTime, now.Value < 0 ? "PAST_REF" : IsWord(i, "as") || IsWord(i, "asap") ? "FUTURE_REF" : "PRESENT_REF", Almanac.Now), end, ref best, ref bestEnd);
        }

        end = bestEnd;
        return best;
    }

    private Reading? DateThenTime(int i, out int end)
    {
        if (Date(i, out var next, timed: true) is not { } day)
        {
            end = i;
            return null;
        }

        var isT = IsWord(next, "t") && Glued(next);
        var at = isT ? next + 1 : SkipSign(next, ',');
        if (Sign(at, '-') || Sign(at, '@')) at++;
        var bare = Sign(at - 1, '@') || Is(at, Cat.At) || Is(at, Cat.Around);
        at = Skip(Skip(Skip(at, Cat.At), Cat.Around), Cat.The);
        if (!bare && Is(at, Cat.For, out _, out var afterFor))
        {
            at = afterFor;
            bare = false;
        }

        if (!bare && at > next && Is(at - 1, Cat.For) && IsNumber(at) && Is(at + 1, Cat.Unit)) { end = i; return null; }
        if (!StagedPart(at) && Time(at, bare, out var clock, out end))
        {
            // Wed Oct 26 15:50:06 2016
            if (clock.Second >= 0 && Digits(end, out var year, 4, 4) && day.Open && day.Month > 0 && IsYear(year)) return WithZone(Joins.At(Almanac.Date(year, day.Month, day.Day), clock), end + 1, out end);
            return WithZone(Joins.At(day, PartLater(clock, end, out end)), end, out end);
        }

        end = i;
        return null;
    }

    /// <summary>"Early morning at 8" stays apart from the day before it.</summary>
    private bool StagedPart(int i) => Is(i, Cat.Stage, out _, out var next) && Is(next, Cat.Part);

    private Reading? TimeThenDate(int i, out int end)
    {
        end = i;
        var bare = Is(i - 1, Cat.At) || Is(i - 1, Cat.Around);
        if (!Time(i, bare || StartsWithNumberThenDay(i), out var clock, out var next)) return null;
        var at = SkipSign(next, ',');
        at = Is(at, Cat.On, out _, out var on) || Is(at, Cat.Of, out _, out on) ? on : at;
        if (Date(at, out end, timed: true) is not { } day) return null;
        if (!bare && IsBare(i, next) && !(day.Open is false && Is(at, Cat.DayWord))) { end = i; return null; }
        return Joins.At(day, PartLater(clock, end, out end));
    }

    /// <summary>The half of the day where it comes last: "9:30 tomorrow morning".</summary>
    private Clock PartLater(Clock clock, int i, out int end)
    {
        if (clock.HalfOpen && PartOfDay(i, out var part, out var stage, out end) && stage == Stage.Whole && part <= Part.Night && !Is(i, Cat.At)) return clock.In(DayParts.IsAfternoon(part));
        end = i;
        return clock;
    }

    private bool StartsWithNumberThenDay(int i) => IsNumber(i) && Is(i + 1, Cat.DayWord) && !InNumberChain(i);

    /// <summary>"Tonight at 7", "this morning at 8:30", "7 tonight", "last night at 8".</summary>
    private Reading? PartThenTime(int i, out int end)
    {
        if (RelPart(i, out var day, out var part, out _, out var next))
        {
            var at = SkipSign(next, ',');
            var bare = Is(at, Cat.At) || Is(at, Cat.Around) || Is(at, Cat.In) || IsNumber(at) || Is(at, Cat.One);
            at = Skip(Skip(at, Cat.At), Cat.Around);
            if (Time(at, bare, out var clock, out end)) return Joins.At(day, Of(clock, part));
            return null;
        }

        if (Time(i, bare: true, out var first, out next) && RelPart(Skip(SkipSign(next, ','), Cat.In), out day, out part, out _, out end)) return Joins.At(day, Of(first, part));
        end = i;
        return null;
    }

    /// <summary>The half of the day that a part says; the small hours of a night are before the morning.</summary>
    private static Clock Of(Clock clock, Part part) =>
        clock.HalfOpen ? clock.In(DayParts.IsAfternoon(part) && !(part == Part.Night && clock.Hour < 6)) : clock;

    /// <summary>"Tonight", "this morning", "last night", "late this afternoon", "tomorrow morning".</summary>
    private bool RelPart(int i, out Reading day, out Part part, out Stage stage, out int end)
    {
        stage = Stage.Whole;
        part = Part.Night;
        day = null!;
        end = i;
        var at = i;
        if (Is(at, Cat.Stage, out var sense, out var next) || Is(at, Cat.RelStage, out sense, out next))
        {
            stage = (Stage)sense.Value;
            at = next;
        }

        if (stage == Stage.Whole && Is(at, Cat.PartToday, out var today, out end))
        {
            day = Almanac.InDays(0);
            part = (Part)today.Value;
            return true;
        }

        // "Late this morning", but not "late last night": there the specs leave the "late" out.
        if (!Is(at, Cat.Rel, out var rel, out next) || (stage != Stage.Whole && rel.Value != 0)) return false;
        if (Is(next, Cat.Stage, out sense, out var afterStage) && stage == Stage.Whole)
        {
            stage = (Stage)sense.Value;
            next = afterStage;
        }

        if (!Is(next, Cat.Part, out var named, out end) || named.Value > 3) return false;
        day = Almanac.InDays(Math.Sign(rel.Value));
        part = (Part)named.Value;
        return true;
    }

    /// <summary>"In 5 minutes", "2 hours ago", "3 hours from now".</summary>
    private Reading? FromNow(int i, out int end)
    {
        var hasIn = Is(i, Cat.In, out _, out var at);
        if (Length(hasIn ? at : i, out var next) is not { } length || length.Amounts.All(a => a.Unit >= Unit.Day))
        {
            end = i;
            return null;
        }

        var sign = hasIn ? 1 : 0;
        end = next;
        if (!hasIn && Is(next, Cat.Ago, out _, out end)) sign = -1;
        else if (!hasIn && LaterAt(next, out end)) sign = 1;
        else if (!hasIn && (Is(next, Cat.From, out _, out var where) || Is(next, Cat.MinutesPast, out _, out where)) && Is(where, Cat.Now, out _, out end)) sign = 1;
        if (sign == 0)
        {
            end = i;
            return null;
        }

        var then = Almanac.Shift(Almanac.Now, length.Amounts, sign);
        return Reading.At(ReadingKind.DateTime, TimexText.Moment(then), then);
    }

    /// <summary>"End of tomorrow", "eod", "end of the day".</summary>
    private Reading? EndOfDay(int i, out int end)
    {
        if (Is(i, Cat.EndOfDay, out _, out end))
        {
            if (!Lenient || Date(Skip(end, Cat.On), out var after) is not { } named) return LastSecond(Almanac.InDays(0));
            end = after;
            return LastSecond(named);
        }

        var at = Skip(i, Cat.The);
        if (Is(at, Cat.Stage, out var stage, out var next) && stage.Value == 3 && stage.Length > 1 && Date(Skip(next, Cat.The), out end) is { } day) return LastSecond(day);
        end = i;
        return null;
    }

    private static Reading? LastSecond(Reading day) => day.Past is null ? null : Joins.At(day, new Clock(23, 59, 59));
}
