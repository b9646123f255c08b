namespace PmBot.Nlu.Dates.Values;

/// <summary>Days as people name them, seen from one moment.</summary>
internal sealed partial class Almanac(DateTime now)
{
    private static readonly DateTime Earliest = new(101, 1, 1);
    private static readonly DateTime Latest = new(9900, 12, 31);

    public DateTime Now { get; } = now;

    public DateTime Today => Now.Date;

    public static int Weekday(DateTime day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    public static DateTime Monday(DateTime day) => day.AddDays(1 - Weekday(day));

    public static bool Exists(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    public static Reading Day(DateTime day) => Reading.At(ReadingKind.Date, TimexText.Date(day), day) with { Grain = Unit.Day };

    public Reading InDays(int days) => Day(Shift(Today, days, Unit.Day));

    /// <summary>A full date; "not resolved" where the calendar has no such day.</summary>
    public static Reading Date(int year, int month, int day) => Exists(year, month, day)
        ? Day(new DateTime(year, month, day)) with { Month = month, Day = day }
        : new Reading(ReadingKind.Date, TimexText.Date(year, month, day)) { Grain = Unit.Day };

    /// <summary>A day of any year: the last one before today and the next one from today on.</summary>
    public Reading Date(int month, int day)
    {
        var timex = TimexText.OpenDate(month, day);
        if (!Exists(2000, month, day)) return new Reading(ReadingKind.Date, timex) { Grain = Unit.Day, Month = month, Day = day };
        var future = Today.Year;
        while (!Exists(future, month, day) || new DateTime(future, month, day) < Now) future++;
        var past = Today.Year;
        while (!Exists(past, month, day) || new DateTime(past, month, day) >= Now) past--;
        return Reading.At(ReadingKind.Date, timex, new DateTime(past, month, day), new DateTime(future, month, day)) with
        {
            Grain = Unit.Day,
            Month = month,
            Day = day,
        };
    }

    /// <summary>"The 27th": of the last month that had one before today, and of the next.</summary>
    public Reading DayOfMonth(int day)
    {
        var month = new DateTime(Today.Year, Today.Month, 1);
        var future = month;
        while (!Exists(future.Year, future.Month, day) || future.AddDays(day - 1) < Now) future = future.AddMonths(1);
        var past = month;
        while (!Exists(past.Year, past.Month, day) || past.AddDays(day - 1) >= Now) past = past.AddMonths(-1);
        return Reading.At(ReadingKind.Date, $"XXXX-XX-{day:D2}", past.AddDays(day - 1), future.AddDays(day - 1)) with { Grain = Unit.Day, Day = day };
    }

    /// <summary>"Friday": the last one before today and the next one from today on.</summary>
    public Reading OnWeekday(int weekday)
    {
        var future = Coming(weekday);
        var past = future.AddDays(-7);
        return Reading.At(ReadingKind.Date, TimexText.Weekday(weekday), past, future) with { Grain = Unit.Day };
    }

    /// <summary>The first such day from today on.</summary>
    public DateTime Coming(int weekday) => Today.AddDays((weekday - Weekday(Today) + 7) % 7);

    /// <summary>The day of this week, or of one that many weeks away.</summary>
    public Reading OnWeekdayIn(int weekday, int weeks) => Day(Shift(Monday(Today), (weeks * 7) + weekday - 1, Unit.Day));

    /// <summary>"Monday 21": the nearest months whose 21st is a Monday.</summary>
    public Reading OnWeekday(int weekday, int day)
    {
        var first = new DateTime(Today.Year, Today.Month, 1);
        if (Exists(first.Year, first.Month, day) && first.AddDays(day - 1) == Today && Weekday(Today) == weekday) return Day(Today);
        DateTime Nearest(int step)
        {
            for (var month = first; month.Year is > 1 and < 9998; month = month.AddMonths(step))
            {
                var at = month.AddDays(day - 1);
                if (at.Month == month.Month && Weekday(at) == weekday && (step > 0 ? at >= Today : at < Today)) return at;
            }

            return Today;
        }

        return Reading.At(ReadingKind.Date, TimexText.Weekday(weekday), Nearest(-1), Nearest(1)) with { Grain = Unit.Day };
    }

    /// <summary>The n-th such weekday of a month (5: the last one).</summary>
    public static DateTime NthWeekday(int year, int month, int n, int weekday)
    {
        var first = new DateTime(year, month, 1);
        var day = first.AddDays(((weekday - Weekday(first) + 7) % 7) + ((n - 1) * 7));
        return day.Month == month ? day : day.AddDays(-7);
    }

    public Reading NthWeekdayOf(int month, int n, int weekday)
    {
        var year = Today.Year;

        // Where this year has no fifth one, the last one is the fourth of the other years too.
        n = ((NthWeekday(year, month, n, weekday).Day - 1) / 7) + 1;
        var future = NthWeekday(year, month, n, weekday);
        if (future < Today) future = NthWeekday(year + 1, month, n, weekday);
        var past = NthWeekday(year, month, n, weekday);
        if (past >= Today) past = NthWeekday(year - 1, month, n, weekday);
        return Reading.At(ReadingKind.Date, TimexText.NthWeekday(month, n, weekday), past, future) with { Grain = Unit.Day };
    }

    public static Reading NthWeekdayOf(int year, int month, int n, int weekday) => Day(NthWeekday(year, month, n, weekday));

    /// <summary>The n-th such weekday after the first of this month, which itself the specs do not count.</summary>
    public Reading NthOfThisMonth(int n, int weekday)
    {
        var first = First(Today.Year, Today.Month);
        var (wanted, had) = (weekday % 7, Weekday(first) % 7);
        var day = first.AddDays((wanted > had ? wanted - had : wanted - had + 7) + ((n - 1) * 7));
        return day.Month == first.Month ? Day(day) : new Reading(ReadingKind.Date, TimexText.Date(first.Year, first.Month, day.Day)) { Grain = Unit.Day };
    }

    /// <summary>A moment that many units away; stays so far inside the calendar that its week, month and year do, too.</summary>
    public static DateTime Shift(DateTime from, double count, Unit unit)
    {
        try
        {
            var at = unit switch
            {
                Unit.Second => from.AddSeconds(count),
                Unit.Minute => from.AddMinutes(count),
                Unit.Hour => from.AddHours(count),
                Unit.Day or Unit.Night => from.AddDays(count),
                Unit.BusinessDay => BusinessDays(from, (int)count),
                Unit.Week or Unit.Weekend => from.AddDays(7 * count),
                Unit.Fortnight => from.AddDays(14 * count),
                Unit.Month => from.AddMonths((int)count),
                Unit.Quarter => from.AddMonths((int)(3 * count)),
                Unit.HalfYear => from.AddMonths((int)(6 * count)),
                Unit.Year => count == Math.Floor(count) ? from.AddYears((int)count) : from.AddMonths((int)(12 * count)),
                Unit.Decade => from.AddYears((int)(10 * count)),
                _ => from.AddYears((int)(100 * count)),
            };
            return at < Earliest ? Earliest : at > Latest ? Latest : at;
        }
        catch (ArgumentOutOfRangeException)
        {
            return count < 0 ? Earliest : Latest;
        }
    }

    public static DateTime Shift(DateTime from, IReadOnlyList<Amount> amounts, int sign)
    {
        foreach (var amount in amounts) from = Shift(from, sign * amount.Count, amount.Unit);
        return from;
    }

    private static DateTime BusinessDays(DateTime from, int count)
    {
        count = Math.Clamp(count, -10_000, 10_000);
        var step = Math.Sign(count);

        // Every whole week has five; only the rest is counted day by day.
        var left = Math.Abs(count);
        if (Weekday(from) < 6)
        {
            from = from.AddDays(step * (left / 5) * 7);
            left %= 5;
        }

        while (left > 0)
        {
            from = from.AddDays(step);
            if (Weekday(from) < 6) left--;
        }

        return from;
    }
}
