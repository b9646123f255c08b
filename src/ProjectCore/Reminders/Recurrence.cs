using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PmBot.ProjectCore.Reminders;

/// <summary>What something that repeats is counted in.</summary>
public enum RecurrenceUnit
{
    Minute,
    Hour,
    Day,

    /// <summary>Monday to Friday, without the workspace's holidays.</summary>
    Workday,
    Week,
    Month,
    Year,
}

/// <summary>How something repeats: every other Friday, the last day of the month at five.</summary>
/// <remarks>
/// Written as the date recognizer writes it, with what TIMEX has no word for: <c>T09</c> (daily at nine), <c>P15D</c>, <c>P1WDT09</c> (work days),
/// <c>XXXX-WXX-2,4T10</c> (Tuesdays and Thursdays), <c>XXXX-WXX-5/P2W</c> (every other Friday), <c>XXXX-XX-31</c> (the last day of the month: a month
/// without that day takes its last), <c>XXXX-XX-WXX-1-#1</c> (the first Monday; <c>#-1</c> the last), <c>XXXX-06-03</c>, <c>PT2H</c>.
/// </remarks>
public sealed partial record Recurrence(RecurrenceUnit Unit, int Interval = 1)
{
    // A day that fits comes within this many, whatever the interval.
    private const int Horizon = 366 * 60;

    private static readonly TimeOnly DefaultTime = new(9, 0);

    /// <summary>Of weeks: the days, Monday first; empty for the day of the week on which it begins.</summary>
    public IReadOnlyList<DayOfWeek> Weekdays { get; init; } = [];

    /// <summary>Of months and years: the day, 1 to 31.</summary>
    public int? MonthDay { get; init; }

    /// <summary>Of years: the month.</summary>
    public int? Month { get; init; }

    /// <summary>Of months: which of <see cref="Weekdays"/>' only day; -1 is the last.</summary>
    public int? Nth { get; init; }

    /// <summary>The time of day, or null where none was said.</summary>
    public TimeOnly? Time { get; init; }

    /// <summary>Reads what <see cref="ToString"/> writes, and what the date recognizer does; null for anything else.</summary>
    public static Recurrence? Parse(string? text)
    {
        if (text is null || Form().Match(text) is not { Success: true } m) return null;
        TimeOnly? time = m.Groups["time"] switch
        {
            { Success: false } => null,
            { Value: var part } when DayPart(part) is { } named => named,
            { Value: var clock } => TimeOnly.TryParseExact(clock, ["'T'HH", "'T'HH:mm", "'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null,
        };
        if (m.Groups["time"].Success && time is null) return null;
        var every = m.Groups["every"].Success ? int.Parse(m.Groups["every"].Value, CultureInfo.InvariantCulture) : 1;
        if (every is < 1 or > 999) return null;
        if (m.Groups["clock"].Success)
            return new Recurrence(m.Groups["clock"].Value == "H" ? RecurrenceUnit.Hour : RecurrenceUnit.Minute, every);
        if (m.Groups["weekdays"].Success)
        {
            var days = m.Groups["weekdays"].Value == "WE"
                ? [DayOfWeek.Saturday, DayOfWeek.Sunday]
                : m.Groups["weekdays"].Value.Split(',').Select(d => (DayOfWeek)(int.Parse(d, CultureInfo.InvariantCulture) % 7)).Distinct().OrderBy(MondayFirst).ToArray();
            return new Recurrence(RecurrenceUnit.Week, every) { Weekdays = days, Time = time };
        }

        if (m.Groups["nthday"].Success)
        {
            return new Recurrence(RecurrenceUnit.Month, every)
            {
                Weekdays = [(DayOfWeek)(int.Parse(m.Groups["nthday"].Value, CultureInfo.InvariantCulture) % 7)],
                Nth = int.Parse(m.Groups["nth"].Value, CultureInfo.InvariantCulture),
                Time = time,
            };
        }

        if (m.Groups["day"].Success)
        {
            var day = int.Parse(m.Groups["day"].Value, CultureInfo.InvariantCulture);
            if (day is < 1 or > 31) return null;
            if (!m.Groups["month"].Success) return new Recurrence(RecurrenceUnit.Month, every) { MonthDay = day, Time = time };
            var month = int.Parse(m.Groups["month"].Value, CultureInfo.InvariantCulture);
            return month is < 1 or > 12 ? null : new Recurrence(RecurrenceUnit.Year, every) { Month = month, MonthDay = day, Time = time };
        }

        return m.Groups["unit"].Value switch
        {
            "WD" => new Recurrence(RecurrenceUnit.Workday) { Time = time },
            "W" => new Recurrence(RecurrenceUnit.Week, every) { Time = time },
            "M" => new Recurrence(RecurrenceUnit.Month, every) { Time = time },
            "Y" => new Recurrence(RecurrenceUnit.Year, every) { Time = time },
            _ => new Recurrence(RecurrenceUnit.Day, every) { Time = time },
        };
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        var suffix = "";
        switch (Unit)
        {
            case RecurrenceUnit.Minute or RecurrenceUnit.Hour:
                return string.Create(CultureInfo.InvariantCulture, $"PT{Interval}{(Unit == RecurrenceUnit.Hour ? 'H' : 'M')}");
            case RecurrenceUnit.Workday:
                text.Append("P1WD");
                break;
            case RecurrenceUnit.Day when Interval == 1 && Time is not null:
                break;
            case RecurrenceUnit.Week when Weekdays.Count > 0:
                text.Append("XXXX-WXX-").AppendJoin(',', Weekdays.Select(d => MondayFirst(d) + 1));
                suffix = Every('W');
                break;
            case RecurrenceUnit.Month when Nth is not null:
                text.Append(CultureInfo.InvariantCulture, $"XXXX-XX-WXX-{MondayFirst(Weekdays[0]) + 1}-#{Nth}");
                suffix = Every('M');
                break;
            case RecurrenceUnit.Month when MonthDay is not null:
                text.Append(CultureInfo.InvariantCulture, $"XXXX-XX-{MonthDay:00}");
                suffix = Every('M');
                break;
            case RecurrenceUnit.Year when MonthDay is not null:
                text.Append(CultureInfo.InvariantCulture, $"XXXX-{Month:00}-{MonthDay:00}");
                suffix = Every('Y');
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"P{Interval}{Unit.ToString()[0]}");
                break;
        }

        if (Time is { } time) text.Append(time.ToString(time.Minute == 0 ? "'T'HH" : "'T'HH:mm", CultureInfo.InvariantCulture));
        return text.Append(suffix).ToString();

        string Every(char unit) => Interval == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"/P{Interval}{unit}");
    }

    /// <summary>The first occurrence after a moment on the wall clock, of something that is only now beginning.</summary>
    /// <remarks>Every two weeks, without a day, begins in two weeks; every Monday on the next one.</remarks>
    /// <param name="now">The moment.</param>
    /// <param name="holidays">Days on which nobody works: what comes every workday does not begin on one.</param>
    public DateTime FirstAfter(DateTime now, IReadOnlyCollection<DateOnly> holidays)
    {
        if (Unit == RecurrenceUnit.Minute) return now.AddMinutes(Interval);
        if (Unit == RecurrenceUnit.Hour) return now.AddHours(Interval);
        var time = Time ?? DefaultTime;
        var today = DateOnly.FromDateTime(now);
        var named = Weekdays.Count > 0 || MonthDay is not null;
        if (!named && (Interval > 1 || Unit is RecurrenceUnit.Week or RecurrenceUnit.Month or RecurrenceUnit.Year))
        {
            var day = Unit switch
            {
                RecurrenceUnit.Day => today.AddDays(Interval),
                RecurrenceUnit.Week => today.AddDays(7 * Interval),
                RecurrenceUnit.Month => today.AddMonths(Interval),
                _ => today.AddYears(Interval),
            };
            return day.ToDateTime(time);
        }

        // Where it begins is where its intervals are counted from.
        var first = (this with { Interval = 1 }).Days(today, today, holidays).First(d => d.ToDateTime(time) > now);
        return first.ToDateTime(time);
    }

    /// <summary>The next occurrence strictly after a moment.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="first">The first occurrence, on the wall clock: gives the time of day and where intervals are counted from.</param>
    /// <param name="zone">Of the wall clock.</param>
    /// <param name="holidays">Days on which nobody works.</param>
    public DateTimeOffset NextAfter(DateTimeOffset now, DateTime first, TimeZoneInfo zone, IReadOnlyCollection<DateOnly> holidays)
    {
        var begin = WallClock.ToUtc(first, zone);
        if (Unit is RecurrenceUnit.Minute or RecurrenceUnit.Hour)
        {
            var step = Unit == RecurrenceUnit.Hour ? TimeSpan.FromHours(Interval) : TimeSpan.FromMinutes(Interval);
            return now < begin ? begin : begin + (step * ((now - begin).Ticks / step.Ticks + 1));
        }

        var anchor = DateOnly.FromDateTime(first);
        var here = DateOnly.FromDateTime(WallClock.ToLocal(now, zone)).AddDays(-1);
        return Days(here > anchor ? here : anchor, anchor, holidays).Select(d => WallClock.ToUtc(d.ToDateTime(TimeOnly.FromDateTime(first)), zone)).First(m => m > now);
    }

    private IEnumerable<DateOnly> Days(DateOnly from, DateOnly anchor, IReadOnlyCollection<DateOnly> holidays)
    {
        for (var i = 0; i < Horizon * Math.Max(1, Interval / 10); i++)
        {
            var day = from.AddDays(i);
            if (Fits(day, anchor, holidays)) yield return day;
        }
    }

    private bool Fits(DateOnly day, DateOnly anchor, IReadOnlyCollection<DateOnly> holidays) => Unit switch
    {
        RecurrenceUnit.Day => (day.DayNumber - anchor.DayNumber) % Interval == 0,
        RecurrenceUnit.Workday => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day),
        RecurrenceUnit.Week => (Weekdays.Count == 0 ? day.DayOfWeek == anchor.DayOfWeek : Weekdays.Contains(day.DayOfWeek)) && (Monday(day) - Monday(anchor)) / 7 % Interval == 0,
        RecurrenceUnit.Month => (((day.Year - anchor.Year) * 12) + day.Month - anchor.Month) % Interval == 0 && IsDayOfMonth(day, anchor),
        RecurrenceUnit.Year => (day.Year - anchor.Year) % Interval == 0 && day.Month == (Month ?? anchor.Month) && IsDayOfMonth(day, anchor),
        _ => false,
    };

    private bool IsDayOfMonth(DateOnly day, DateOnly anchor)
    {
        var last = DateTime.DaysInMonth(day.Year, day.Month);
        if (Nth is not { } nth) return day.Day == Math.Min(MonthDay ?? anchor.Day, last);
        return day.DayOfWeek == Weekdays[0] && (nth < 0 ? (last - day.Day) / 7 == -nth - 1 : (day.Day - 1) / 7 == nth - 1);
    }

    private static int Monday(DateOnly day) => day.DayNumber - MondayFirst(day.DayOfWeek);

    private static int MondayFirst(DayOfWeek day) => ((int)day + 6) % 7;

    private static TimeOnly? DayPart(string part) => part switch
    {
        "TMO" => new TimeOnly(9, 0),
        "TMI" => new TimeOnly(12, 0),
        "TAF" => new TimeOnly(15, 0),
        "TEV" => new TimeOnly(19, 0),
        "TNI" => new TimeOnly(21, 0),
        _ => null,
    };

    [GeneratedRegex(
        @"^(?:XXXX-WXX-(?<weekdays>WE|[1-7](?:,[1-7])*)|XXXX-XX-WXX-(?<nthday>[1-7])-#(?<nth>-1|[1-4])|XXXX-(?:XX|(?<month>\d\d))-(?<day>\d\d)|PT(?<every>\d{1,3})(?<clock>[HM])|P(?<every>\d{1,3})(?<unit>WD|[DWMY])|(?=T))(?<time>T(?:\d\d(?::\d\d){0,2}|MO|MI|AF|EV|NI))?(?:/P(?<every>\d{1,3})[WMY])?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Form();
}
