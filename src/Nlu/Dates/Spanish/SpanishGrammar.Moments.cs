using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>A day and a time of it.</content>
internal sealed partial class SpanishGrammar
{
    private static readonly Clock LastSecond = new(23, 59, 59);

    /// <summary>A moment: a day with its time, so long from now, or now.</summary>
    private Reading? Moment(int i, out int end)
    {
        if (i == SecondEdge) return AnyMoment(i, out end);
        return moments.Knows(i, out var known, out end) ? known : moments.Keep(i, AnyMoment(i, out end), end);
    }

    private Reading? AnyMoment(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(DayThenTime(i, out end), end, ref best, ref bestEnd);
        Keep(TimeThenDay(i, out end), end, ref best, ref bestEnd);
        Keep(FromNow(i, out end), end, ref best, ref bestEnd);
        Keep(EndOfDay(i, out end), end, ref best, ref bestEnd);
        Keep(PartThenTime(i, out end), end, ref best, ref bestEnd);
        if (Is(i, Cat.Now, out var now, out end))
        {
            var timex = now.Value < 0 ? "PAST_REF" : now.Value > 0 ? "FUTURE_REF" : "PRESENT_REF";
            Keep(Reading.At(ReadingKind.DateTime, timex, Almanac.Now), end, ref best, ref bestEnd);
        }

        end = bestEnd;
        return best;
    }

    private Reading? DayThenTime(int i, out int end)
    {
        end = i;
        if (Date(i, out var next) is not { Kind: ReadingKind.Date } day || IsHoliday(i)) return null;
        var at = Connector(next, out var bare);
        if (at == next && IsNumber(at - 1) && IsNumber(at) && !Sign(at + 1, ':')) bare = false;
        if (Time(at, bare, out var clock, out end))
        {
            // "26 oct 15:50:06 2016": the year may come last.
            if (day is { Open: true, Month: > 0, Day: > 0 } && clock.Second >= 0 && Digits(end, out var year, 4, 4) && IsYear(year)) day = Almanac.Date(year, day.Month, day.Day);
            else return WithZone(Joins.At(day, clock), ref end);
            end++;
            return Joins.At(day, clock);
        }

        end = i;
        return null;
    }

    /// <summary>After ", a las", "para las", "alrededor de las", "T": a bare number is a time then.</summary>
    private int Connector(int i, out bool bare)
    {
        var at = Sign(i, ',') || (Sign(i, '-') && !Glued(i)) ? i + 1 : i;
        bare = false;
        if (IsWord(at, "t") && Glued(at) && Glued(at + 1)) return at + 1;
        if (Is(at, Cat.Around, out _, out var next)) at = next;
        else if (IsWord(at, "a") || IsWord(at, "para") || IsWord(at, "por") || IsWord(at, "al") || IsWord(at, "y") || IsWord(at, "en") || IsWord(at, "de") || IsWord(at, "desde")) at++;
        if (IsWord(at, "las") || IsWord(at, "la") || IsWord(at, "el"))
        {
            bare = !IsWord(at, "el");
            at++;
        }

        return at;
    }

    private Reading? TimeThenDay(int i, out int end)
    {
        end = i;
        if (HourThisPart(i, out end) is { } tonight) return tonight;
        if (!Time(i, AtBefore(i), out var clock, out var next) && !HourOfPart(i, out clock, out next)) return null;
        var at = Sign(next, ',') ? next + 1 : next;
        if (Is(at, Cat.Of, out _, out var afterOf)) at = Skip(afterOf, Cat.The);
        else if (Is(at, Cat.On, out _, out var afterOn)) at = afterOn;
        else if (IsWord(at, "para")) at = Skip(at + 1, Cat.The);
        if (!IsHoliday(at) && Anchor(at, out end) is { Kind: ReadingKind.Date } day)
        {
            // "A las 7 del próximo domingo por la tarde"
            if (!clock.HalfOpen || !PartAfter(end, out var part, out var afterPart)) return Joins.At(day, clock);
            end = afterPart;
            return Joins.At(day, InPart(clock, part));
        }

        if (LoneDay(at, out end) is { } lone) return Joins.At(lone, clock);
        end = i;
        return null;
    }

    /// <summary>"7 de esta noche", "las nueve esta mañana", "a las 11 anoche".</summary>
    private Reading? HourThisPart(int i, out int end)
    {
        end = i;
        if (!Hour(i, bare: true, out var clock, out var next)) return null;
        var at = Sign(next, ',') ? next + 1 : next;
        if (Is(at, Cat.In) || IsWord(at, "de")) at++;
        int days;
        Part part;
        if (Is(at, Cat.PartToday, out var today, out end)) (days, part) = (-1, (Part)today.Value);
        else if (!Rel(at, out days, out var afterRel) || IsWord(at, "pasado") || !PartAt(afterRel, out part, out end)) return null;
        return Joins.At(Almanac.InDays(days), InPart(clock, part));
    }

    /// <summary>"7 horas del domingo a la tarde": hours of the clock, as the part of the day shows.</summary>
    private bool HourOfPart(int i, out Clock clock, out int end)
    {
        clock = default;
        end = i;
        if (!Digits(i, out var hour, 1, 2) || hour > 12 || InNumberChain(i) || !IsWord(i + 1, "horas") || !Is(i + 2, Cat.Of) || Anchor(OfThe(i + 2), out var dayEnd) is null || !PartAfter(dayEnd, out _, out _)) return false;
        clock = Of(hour, -1, -1, -1);
        end = i + 2;
        return true;
    }

    /// <summary>"Al final del día", "fin del día de mañana".</summary>
    private Reading? EndOfDay(int i, out int end)
    {
        if (Is(i, Cat.EndOfDay, out _, out end))
        {
            var today = Almanac.InDays(0);
            if (!Is(end, Cat.Of) || Anchor(OfThe(end), out var dayEnd) is not { } named) return Joins.At(today, LastSecond);
            end = dayEnd;
            return Joins.At(named, LastSecond);
        }

        // "Al final de mañana", "al finalizar el viernes"
        var at = IsWord(i, "al") || IsWord(i, "el") ? i + 1 : i;
        if (!IsWord(at, "final") && !IsWord(at, "finalizar") && !(IsWord(at, "fin") && (at > i || IsWord(at + 1, "del"))))
        {
            end = i;
            return null;
        }

        at = Is(at + 1, Cat.Of) ? OfThe(at + 1) : Skip(at + 1, Cat.The);
        return !IsHoliday(at) && Anchor(at, out end) is { Kind: ReadingKind.Date } day ? Joins.At(day, LastSecond) : null;
    }

    /// <summary>"Esta tarde a las 7", "anoche a las once", "mañana por la noche a las 8".</summary>
    private Reading? PartThenTime(int i, out int end)
    {
        end = i;
        Reading day;
        Part part;
        int next;
        if (Is(i, Cat.PartToday, out var today, out next)) (day, part) = (Almanac.InDays(-1), (Part)today.Value);
        else if (Rel(i, out var rel, out var afterRel) && !IsWord(i, "pasado") && PartAt(afterRel, out part, out next)) day = Almanac.InDays(rel);
        else if (!IsHoliday(i) && Date(i, out var afterDay) is { } named && HoursOfDay(Sign(afterDay, ',') ? afterDay + 1 : afterDay, out next) is { } hours) (day, part) = (named, hours.Part);
        else return null;
        var at = Connector(next, out var bare);
        if (!Time(at, bare, out var clock, out end))
        {
            end = i;
            return null;
        }

        return Joins.At(day, InPart(clock, part));
    }
}
