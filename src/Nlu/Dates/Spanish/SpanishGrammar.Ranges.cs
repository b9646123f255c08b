using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>From one date to another.</content>
internal sealed partial class SpanishGrammar
{
    /// <summary>"Desde el 3 de mayo hasta el 7", "entre lunes y miércoles", "del 4 al 22 de enero".</summary>
    private Reading? Range(int i, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(DaysOfMonth(i, out end), end, ref best, ref bestEnd);
        Keep(WeekdaysOfWeek(i, out end), end, ref best, ref bestEnd);
        Keep(DayRange(i, out end), end, ref best, ref bestEnd);
        Keep(MomentRange(i, out end), end, ref best, ref bestEnd);
        end = bestEnd;
        return best;
    }

    /// <summary>Reads the word that opens a range.</summary>
    private void Lead(int i, out bool between, out bool from, out int next)
    {
        from = false;
        between = Is(i, Cat.Between, out _, out next);
        if (!between) from = Is(i, Cat.From, out _, out next);
        if (!between && !from) next = (Is(i, Cat.In) || IsWord(i, "durante")) && Year(i + 1, out _, out var year) && Is(year, Cat.To) ? i + 1 : i;
    }

    private bool Joined(int i, bool between, out int next)
    {
        var joined = between ? Is(i, Cat.And, out _, out next) || Is(i, Cat.To, out _, out next) : Is(i, Cat.To, out _, out next);
        if (!joined) return false;
        next = Skip(next, Cat.The);
        SecondEdge = next;
        return true;
    }

    private Reading? DayRange(int i, out int end)
    {
        end = i;
        Lead(i, out var between, out var from, out var next);
        var start = between || from ? Skip(next, Cat.The) : next;
        if (from && DayNumberAfter(start, out var lone, out var afterLone) && Joined(afterLone, between, out var second) && Date(second, out end) is { Month: > 0, Day: > 0 } until) return Ranges.Days(Almanac.DayOfMonth(lone), until);
        if (Is(start, Cat.Weekday, out _, out var named) && DayNumberAfter(named, out lone, out afterLone) && Joined(afterLone, between, out second) && Date(second, out end) is { Month: > 0, Day: > 0 } finish && lone < finish.Day)
        {
            // "Del lunes 3 al viernes 7 de mayo": the month is said once.
            return finish.Starts is var (_, coming) ? Ranges.Days(finish.Open ? Almanac.Date(finish.Month, lone) : Almanac.Date(coming.Year, finish.Month, lone), finish) : null;
        }

        if (Side(start, between || from, out next) is not { } first) return null;
        if (first.Timex == "XXXX-WXX-2" && Is(start, Cat.Month) && next <= start + 2 && Joined(next, between, out var peek) && Is(peek, Cat.Month) && !Is(peek, Cat.Weekday)) first = Almanac.MonthOf(3);
        if (Sign(next, ',')) next++;
        if (!Joined(next, between, out var to)) return null;
        SecondEdge = to;
        if (IsWord(to, "fecha") && first.Past is { Start: { } begun })
        {
            // "De marzo a la fecha"
            end = to + 1;
            return Almanac.Between(begun, Today, Unit.Day);
        }

        var loose = between || from;
        if (Side(to, loose || first.Kind == ReadingKind.Date, out end) is not { } last)
        {
            end = i;
            return null;
        }

        if (last.Timex == "XXXX-WXX-2" && Is(to, Cat.Month) && first.Kind == ReadingKind.DateRange) last = Almanac.MonthOf(3);
        if (first.Kind == ReadingKind.DateRange && last.Kind == ReadingKind.DateRange && !loose && first.Grain == Unit.Year && !Sign(to - 1, '-') && !IsWord(to - 1, "hasta") && !IsWord(to - 1, "a") && !IsWord(to - 1, "al")) return null;
        return RangeOf(first, last);
    }

    /// <summary>One end of a range of days: a day, a month, a year, a season.</summary>
    private Reading? Side(int i, bool loose, out int end)
    {
        Reading? best = null;
        var bestEnd = i;
        Keep(Date(i, out end), end, ref best, ref bestEnd);
        Keep(Period(i, out end), end, ref best, ref bestEnd);
        if (best is { Kind: ReadingKind.Date or ReadingKind.DateRange, Past.Start: not null, Future.Start: not null } or { Past: null, Kind: ReadingKind.DateRange or ReadingKind.Date })
        {
            end = bestEnd;
            return best;
        }

        if (loose && Is(i, Cat.Now, out var now, out end) && now.Value == 0) return Almanac.InDays(0);
        end = i;
        return null;
    }

    private Reading? RangeOf(Reading first, Reading last)
    {
        // "Del 3 de mayo al 7": the month holds for both.
        if (first is { Kind: ReadingKind.Date, Month: > 0, Day: > 0 } && last is { Kind: ReadingKind.Date, Month: 0 } && last.Day > first.Day && first.Starts is var (_, coming))
        {
            return first.Open ? OfMonth(first.Month, 0, first.Day, last.Day) : OfMonth(first.Month, coming.Year, first.Day, last.Day);
        }

        if (first.Timex.StartsWith("XXXX-WXX", StringComparison.Ordinal) && last.Timex.StartsWith("XXXX-WXX", StringComparison.Ordinal)) return Weekdays(first, last);
        return Ranges.Days(first, last);
    }

    /// <summary>From one weekday to another: of the last week and of the next.</summary>
    private static Reading? Weekdays(Reading first, Reading last)
    {
        if (first.Starts is not var (past, future) || last.Starts is not var (_, finish)) return null;
        var days = ((Almanac.Weekday(finish) - Almanac.Weekday(future)) + 7) % 7;
        return Almanac.Spans(TimexText.Range(first.Timex, last.Timex, $"P{days}D"), past, past.AddDays(days), future, future.AddDays(days)) with { Grain = Unit.Day };
    }

    /// <summary>"Del 4 al 22 de enero de 2017", "enero 4 a 22", "4-22 enero", "del 3 al 12 de este mes".</summary>
    private Reading? DaysOfMonth(int i, out int end)
    {
        end = i;
        Lead(i, out var between, out _, out var next);
        if (Is(i, Cat.Month, out var month, out var afterMonth))
        {
            Lead(Skip(SkipMonthDot(afterMonth), Cat.The), out between, out _, out next);
            next = Skip(next, Cat.The);
            if (!DayNumber(next, out var from, out next) || !Joined(next, between, out next) || !DayNumber(next, out var to, out next) || from >= to) return null;
            if (Is(next, Cat.Of) && Is(OfThe(next), Cat.Month)) return null;
            end = YearAfter(next, out var year, out var afterYear) ? afterYear : next;
            return OfMonth(month.Value, afterYear > next ? year : 0, from, to);
        }

        if (next == i && Is(i, Cat.The)) return null;
        next = Skip(next, Cat.The);
        if (Is(next, Cat.DayNoun, out _, out var afterNoun)) next = afterNoun;
        if (!DayNumber(next, out var first, out next) || !Joined(next, between, out next)) return null;
        if (Is(next, Cat.DayNoun, out _, out afterNoun)) next = afterNoun;
        if (!DayNumber(next, out var last, out next) || first >= last) return null;
        var at = Is(next, Cat.Of) ? OfThe(next) : Sign(next, '/') || Sign(next, '-') ? -1 : next;
        if (at < 0) return null;
        if (!MonthAt(at, out var named, out var ofYear, out end)) return null;
        return OfMonth(named, ofYear, first, last);
    }

    private Reading? OfMonth(int month, int year, int first, int last)
    {
        if (year > 0) return Ranges.Days(Almanac.Date(year, month, first), Almanac.Date(year, month, last));
        var begin = Almanac.Date(month, first);
        var finish = Almanac.Date(month, last);
        if (begin.Starts is not var (gone, from) || finish.Starts is not var (_, to)) return null;
        var (pastYear, futureYear) = from.Year > to.Year ? (to.Year, from.Year) : (gone.Year, to.Year);
        if (!Almanac.Exists(pastYear, month, last) || !Almanac.Exists(futureYear, month, last)) return Ranges.Days(begin, finish);
        return Almanac.Spans(
            TimexText.Range(begin.Timex, finish.Timex, $"P{last - first}D"),
            new DateTime(pastYear, month, first),
            new DateTime(pastYear, month, last),
            new DateTime(futureYear, month, first),
            new DateTime(futureYear, month, last)) with { Grain = Unit.Day };
    }

    /// <summary>"La próxima semana de lunes a viernes", "entre martes y jueves de esta semana".</summary>
    private Reading? WeekdaysOfWeek(int i, out int end)
    {
        end = i;
        var weekFirst = RelUnit(Skip(i, Cat.The), out var unit, out var weeks, out var next) && unit == Unit.Week;
        Lead(weekFirst ? next : i, out var between, out var from, out next);
        if (!between && !from) return null;
        if (!Is(Skip(next, Cat.The), Cat.Weekday, out var first, out next) || !Joined(next, between, out next) || !Is(next, Cat.Weekday, out var last, out next)) return null;
        if (!weekFirst && (!OfRelWeek(next, out weeks, out next) || !Is(next - 1, Cat.Unit) && !Is(next - 1, Cat.RelAfter))) return null;
        end = next;
        return Ranges.Days(Almanac.OnWeekdayIn(first.Value, weeks: weeks), Almanac.OnWeekdayIn(last.Value, weeks: weeks));
    }

    /// <summary>"Desde mañana a las 9 hasta el lunes a las 5".</summary>
    private Reading? MomentRange(int i, out int end)
    {
        end = i;
        Lead(i, out var between, out var from, out var next);
        var start = between || from ? Skip(next, Cat.The) : i;
        if (Moment(start, out next) is not { Kind: ReadingKind.DateTime } first || !Joined(next, between, out var to)) return null;
        if (first.Timex == "PRESENT_REF")
        {
            // "Desde ahora hasta las 6 pm"
            var begun = Reading.At(ReadingKind.DateTime, TimexText.Moment(Almanac.Now), Almanac.Now);
            if (Time(to, bare: true, out var until, out end) && !NotHour(end)) return Ranges.Moments(begun, Joins.At(Almanac.InDays(0), until));
            return Moment(to, out end) is { Kind: ReadingKind.DateTime } then ? Ranges.Moments(begun, then) : null;
        }

        if (Moment(to, out end) is { Kind: ReadingKind.DateTime } last) return Ranges.Moments(first, last);

        // "Mañana de 3 a 4", "desde hoy a las 9 hasta las 11": the same day.
        if (Date(start, out _) is { } day && Time(to, bare: true, out var clock, out end) && !NotHour(end) && first.Clock != default) return Joins.At(day, Between(first.Clock, clock));
        end = i;
        return null;
    }
}
