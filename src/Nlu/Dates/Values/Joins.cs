using System.Globalization;

namespace PmBot.Nlu.Dates.Values;

/// <summary>Puts days and clock times together.</summary>
internal static class Joins
{
    /// <summary>A day and a time of it.</summary>
    public static Reading At(Reading day, Clock clock)
    {
        if (day.Starts is not var (past, future)) return day with { Timex = day.Timex + clock.Timex, Kind = ReadingKind.DateTime };
        return new Reading(ReadingKind.DateTime, day.Timex + clock.Timex)
        {
            Past = new(past + clock.Span),
            Future = new(future + clock.Span),
            OtherHalf = clock.HalfOpen ? day.Timex + clock.OtherHalf.Timex : null,
            Open = day.Open,
            Clock = clock,
        };
    }

    /// <summary>A day and hours of it.</summary>
    public static Reading At(Reading day, Reading hours)
    {
        if (day.Starts is not var (past, future) || hours.Past is not { } within) return day;
        if (hours.Timex[0] != '(')
        {
            var part = DayParts.Of(day, hours.Part);
            return hours.Stage == Stage.Whole ? part : Stages.Cut(part, hours.Stage) with { Mod = hours.Mod };
        }

        return new Reading(ReadingKind.DateTimeRange, Timex(day.Timex, hours.Clock, hours.ClockEnd))
        {
            Past = within.Shift(past - DateTime.MinValue),
            Future = within.Shift(future - DateTime.MinValue),
            OtherHalf = hours.OtherHalf is null || PassesNoon(hours) ? null : Timex(day.Timex, hours.Clock.OtherHalf, hours.ClockEnd.OtherHalf),
            Open = day.Open,
            Clock = hours.Clock,
            ClockEnd = hours.ClockEnd,
        };
    }

    /// <summary>A part of a day and clock hours of it: the specs write and keep the bare hours then ("T8").</summary>
    public static Reading InHours(Reading day, Reading hours)
    {
        if (day.Past?.Start is not { } past || day.Future?.Start is not { } future) return day;
        var (from, to) = (hours.Clock.Hour, hours.ClockEnd.Hour);
        return new Reading(ReadingKind.DateTimeRange, string.Create(CultureInfo.InvariantCulture, $"({day.Timex}T{from},{day.Timex}T{to},PT{to - from}H)"))
        {
            Past = new(past.AddHours(from), past.AddHours(to)),
            Future = new(future.AddHours(from), future.AddHours(to)),
            Open = day.Open,
        };
    }

    /// <summary>Two times of one day.</summary>
    /// <remarks>A time that leaves its half of the day open takes it from the other; if both leave it open, both halves are read.</remarks>
    public static Reading Between(Clock from, Clock to)
    {
        var open = from.HalfOpen && to.HalfOpen;
        if (from.HalfOpen && !to.HalfOpen)
        {
            var sameHalf = from.In(to.Hour >= 12);

            // "Ten to three am" begins the evening before; "eleven to three pm" in the morning.
            from = sameHalf.Span < to.Span ? sameHalf : from.In(to.Hour < 12);
        }
        else if (to.HalfOpen && !from.HalfOpen)
        {
            var sameHalf = to.In(from.Hour >= 12);
            to = sameHalf.Span > from.Span ? sameHalf : to.In(from.Hour < 12);
        }
        else if (open && to.Hour < 12 && (from.Hour == 12 || from.Span > to.Span))
        {
            // From twelve to three is from noon; from ten to three passes it. Read in the other half of the day, both pass midnight.
            to = to with { Hour = to.Hour + 12 };
        }

        var reading = Hours(from, to);
        if (!open) return reading;
        return reading with { OtherHalf = Hours(from.OtherHalf, to.OtherHalf).Timex };
    }

    /// <summary>With minutes said, hours of a day that reach noon are not read in the other half of the day.</summary>
    private static bool PassesNoon(Reading hours) =>
        Math.Max(hours.Clock.Minute, hours.ClockEnd.Minute) >= 0 && Math.Max(hours.Clock.Hour, hours.ClockEnd.Hour) >= 12;

    private static Reading Hours(Clock from, Clock to)
    {
        var start = DateTime.MinValue + from.Span;
        var end = DateTime.MinValue + to.Span;
        if (end < start) end = end.AddDays(1);
        return Reading.Span(ReadingKind.TimeRange, TimexText.Range(from.Timex, to.Timex, TimexText.Length(end - start)), start, end) with { Clock = from, ClockEnd = to };
    }

    private static string Timex(string day, Clock from, Clock to)
    {
        var length = to.Span - from.Span;
        if (length < TimeSpan.Zero) length += TimeSpan.FromDays(1);
        return TimexText.Range(day + from.Timex, day + to.Timex, TimexText.Length(length));
    }
}
