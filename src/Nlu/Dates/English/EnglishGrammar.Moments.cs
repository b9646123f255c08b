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
            if (Time(at, bare, out var clock, out end)) return Joins.At(day, clock.HalfOpen ? clock.In(DayParts.IsAfternoon(part)) : clock);
            return null;
        }

        if (Time(i, bare: true, out var first, out next) && RelPart(Skip(SkipSign(next, ','), Cat.In), out day, out part, out _, out end)) return Joins.At(day, first.HalfOpen ? first.In(DayParts.IsAfternoon(part)) : first);
        end = i;
        return null;
    }

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

        if (Is(at, Cat.PartToday, out var today, out end))
        {
            day = Almanac.InDays(0);
            part = (Part)today.Value;
            return true;
        }

        if (!Is(at, Cat.Rel, out var rel, out next)) return false;
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

    /// <summary>"End of tomorrow", "eod Friday", "end of the day".</summary>
    private Reading? EndOfDay(int i, out int end)
    {
        if (Is(i, Cat.EndOfDay, out _, out end))
        {
            if (Date(Skip(end, Cat.On), out var after) is { } named)
            {
                end = after;
                return LastSecond(named);
            }

            return LastSecond(Almanac.InDays(0));
        }

        var at = Skip(i, Cat.The);
        if (Is(at, Cat.Stage, out var stage, out var next) && stage.Value == 3 && stage.Length > 1 && Date(Skip(next, Cat.The), out end) is { } day) return LastSecond(day);
        end = i;
        return null;
    }

    private static Reading? LastSecond(Reading day) => day.Past is null ? null : Joins.At(day, new Clock(23, 59, 59));

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
            if (Hours(SkipSign(next, ','), out end) is { } hours || Hours(at, out end) is { } hours2 && (hours = hours2) is not null) Keep(StagedPart(SkipSign(next, ',')) && Is(end, Cat.At) ? null : Joins.At(date, hours), end, ref best, ref bestEnd);
            Keep(HoursAfter(date, next, null, out end), end, ref best, ref bestEnd);
            if (Is(next, Cat.Meridiem, out var meridiem, out end) && Tokens[next].Length > 1) Keep(DayParts.Of(date, meridiem.Value == 0 ? Part.Morning : Part.Afternoon), end, ref best, ref bestEnd);
            if (PartOfDay(SkipSign(next, ','), out var of, out _, out var afterPart)) Keep(HoursAfter(date, afterPart, of, out end), end, ref best, ref bestEnd);
        }

        if (Hours(i, out next) is { } first && !(Is(i, Cat.At) && first.Part >= Part.Lunch))
        {
            var at = Skip(Skip(Skip(SkipSign(next, ','), Cat.On), Cat.Of), Cat.The);
            if (Is(SkipSign(next, ','), Cat.In)) at = next;
            if (Date(at, out end, timed: true) is { } on) Keep(Joins.At(on, first), end, ref best, ref bestEnd);
            else if (RelPart(SkipSign(next, ','), out day, out part, out _, out end) && first.Timex[0] == '(') Keep(Joins.At(day, InPart(first, part)), end, ref best, ref bestEnd);
        }

        // "9 to 11 tomorrow": two lone numbers are hours where a day follows.
        if ((IsNumber(i) || Is(i, Cat.One)) && Time(i, bare: true, out var from, out next) && Is(next, Cat.To, out _, out next) && Time(next, bare: true, out var to, out next) && Date(Skip(SkipSign(next, ','), Cat.On), out end, timed: true) is { Month: 0 } later && (Is(SkipSign(next, ','), Cat.On) || !later.Open || Is(next, Cat.Weekday))) Keep(Joins.At(later, Joins.Between(from, to)), end, ref best, ref bestEnd);
        Keep(StagedDay(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <summary>"Mid today", "later tomorrow".</summary>
    private Reading? StagedDay(int i, out int end)
    {
        if ((Is(i, Cat.Stage, out var stage, out var next) && stage.Length == 1 || Is(i, Cat.RelStage, out stage, out next)) && StagedAnchor(SkipSign(next, '-'), out end) is { } day && !Is(end, Cat.Part)) return Stages.Cut(day, (Stage)stage.Value);
        end = i;
        return null;
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
            if (!Time(at, bare: true, out var from, out var next) || !Is(next, Cat.To, out _, out next) || !Time(next, bare: true, out var to, out end) || (!IsNumber(at) && !Is(at, Cat.One))) return null;
            range = Joins.Between(from, to);
        }

        return Joins.At(day, part is { } known ? InPart(range, known) : range);
    }

    /// <summary>Hours that were left open, in the half of the day that a part belongs to.</summary>
    private static Reading InPart(Reading hours, Part part) =>
        hours.OtherHalf is null ? hours : Joins.Between(hours.Clock.In(DayParts.IsAfternoon(part)), hours.ClockEnd.In(DayParts.IsAfternoon(part)));
}
