using System.Globalization;
using System.Text;

namespace PmBot.Nlu.Dates.Values;

/// <summary>Writes TIMEX3 values.</summary>
internal static class TimexText
{
    public static string Date(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Date(int year, int month, int day) => string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{month:D2}-{day:D2}");

    public static string OpenDate(int month, int day) => string.Create(CultureInfo.InvariantCulture, $"XXXX-{month:D2}-{day:D2}");

    public static string Month(int year, int month) => string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{month:D2}");

    public static string Year(int year) => year.ToString("D4", CultureInfo.InvariantCulture);

    public static string Weekday(int weekday) => string.Create(CultureInfo.InvariantCulture, $"XXXX-WXX-{weekday}");

    /// <summary>The n-th such weekday of a month. Sunday is 0 here, as the specs write it.</summary>
    public static string NthWeekday(int month, int n, int weekday) => string.Create(CultureInfo.InvariantCulture, $"XXXX-{month:D2}-WXX-{weekday % 7}-#{n}");

    public static string Week(DateTime day) =>
        string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day):D4}-W{ISOWeek.GetWeekOfYear(day):D2}");

    public static string Moment(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Range(string start, string end, string length) => $"({start},{end},{length})";

    public static string Time(int hour, int minute, int second) =>
        second >= 0 ? string.Create(CultureInfo.InvariantCulture, $"T{hour:D2}:{Math.Max(minute, 0):D2}:{second:D2}")
        : minute >= 0 ? string.Create(CultureInfo.InvariantCulture, $"T{hour:D2}:{minute:D2}")
        : string.Create(CultureInfo.InvariantCulture, $"T{hour:D2}");

    /// <summary>Hours, minutes and seconds, those that are not 0.</summary>
    public static string Length(TimeSpan length)
    {
        var hours = (int)length.TotalHours;
        var text = new StringBuilder("PT");
        if (hours != 0) text.Append(CultureInfo.InvariantCulture, $"{hours}H");
        if (length.Minutes != 0) text.Append(CultureInfo.InvariantCulture, $"{length.Minutes}M");
        if (length.Seconds != 0) text.Append(CultureInfo.InvariantCulture, $"{length.Seconds}S");
        return text.Length == 2 ? "PT0S" : text.ToString();
    }

    public static string Length(double count, Unit unit) => Length([new Amount(count, unit)]);

    /// <summary>A duration of several units; the clock's ones come after a T.</summary>
    public static string Length(IReadOnlyList<Amount> amounts)
    {
        var text = new StringBuilder("P");
        var clock = false;
        foreach (var amount in amounts)
        {
            if (!clock && amount.Unit is Unit.Hour or Unit.Minute or Unit.Second)
            {
                text.Append('T');
                clock = true;
            }

            var (times, letters) = Letters(amount.Unit);
            text.Append((amount.Count * times).ToString("0.##########", CultureInfo.InvariantCulture)).Append(letters);
        }

        return text.ToString();
    }

    public static double Seconds(Unit unit) => unit switch
    {
        Unit.Second => 1,
        Unit.Minute => 60,
        Unit.Hour => 3600,
        Unit.Day or Unit.Night or Unit.BusinessDay => 86400,
        Unit.Week => 7 * 86400,
        Unit.Weekend => 2 * 86400,
        Unit.Fortnight => 14 * 86400,
        Unit.Month => 30 * 86400,
        Unit.Quarter => 90 * 86400,
        Unit.HalfYear => 180 * 86400,
        Unit.Year => 365 * 86400,
        Unit.Decade => 3650 * 86400,
        _ => 36500L * 86400,
    };

    private static (int Times, string Letters) Letters(Unit unit) => unit switch
    {
        Unit.Second => (1, "S"),
        Unit.Minute => (1, "M"),
        Unit.Hour => (1, "H"),
        Unit.BusinessDay => (1, "BD"),
        Unit.Day or Unit.Night => (1, "D"),
        Unit.Week => (1, "W"),
        Unit.Weekend => (1, "WE"),
        Unit.Fortnight => (2, "W"),
        Unit.Month => (1, "M"),
        Unit.Quarter => (3, "M"),
        Unit.HalfYear => (6, "M"),
        Unit.Year => (1, "Y"),
        Unit.Decade => (10, "Y"),
        _ => (100, "Y"),
    };
}
