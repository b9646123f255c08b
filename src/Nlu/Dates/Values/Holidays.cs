using System.Globalization;

namespace PmBot.Nlu.Dates.Values;

/// <summary>Holidays by the names of the word lists: a fixed day, a weekday of a month, or so many days from Easter.</summary>
internal static class Holidays
{
    /// <summary>Month, week (5: last) and weekday.</summary>
    private static readonly Dictionary<string, (int Month, int Nth, int Weekday)> ByWeekday = new(StringComparer.Ordinal)
    {
        ["thanksgiving"] = (11, 4, 4),
        ["mothers"] = (5, 2, 7),
        ["fathers"] = (6, 3, 7),
        ["mlk"] = (1, 3, 1),
        ["washington"] = (2, 3, 1),
        ["canberra"] = (3, 1, 1),
        ["labor"] = (9, 1, 1),
        ["columbus"] = (10, 2, 1),
        ["memorial"] = (5, 5, 1),
    };

    private static readonly Dictionary<string, int> FromEaster = new(StringComparer.Ordinal)
    {
        ["easter"] = 0,
        ["palm-sunday"] = -7,
        ["easter-monday"] = 1,
        ["easter-saturday"] = -1,
        ["good-friday"] = -2,
        ["maundy-thursday"] = -3,
        ["ash-wednesday"] = -46,
        ["mardi-gras"] = -47,
        ["clean-monday"] = -48,
        ["ascension"] = 39,
        ["pentecost"] = 49,
        ["white-monday"] = 50,
        ["trinity"] = 56,
        ["corpus-christi"] = 60,
    };

    /// <summary>The holiday of one year.</summary>
    public static Reading Of(string name, int year)
    {
        var day = Day(name, year);
        return Almanac.Day(day) with { Timex = TimexText.Year(year) + Tail(name, day), Month = day.Month, Day = day.Day };
    }

    /// <summary>The last one before today and the next one from today on.</summary>
    public static Reading Of(string name, Almanac almanac)
    {
        var here = Day(name, almanac.Today.Year);
        var future = here < almanac.Now ? Day(name, almanac.Today.Year + 1) : here;
        var past = here >= almanac.Now ? Day(name, almanac.Today.Year - 1) : here;
        return Reading.At(ReadingKind.Date, "XXXX" + Tail(name, here), past, future) with { Grain = Unit.Day, Month = here.Month, Day = here.Day };
    }

    /// <summary>The day of a year.</summary>
    public static DateTime Day(string name, int year)
    {
        year = Math.Clamp(year, 1, 9998);
        if (ByWeekday.TryGetValue(name, out var rule)) return Almanac.NthWeekday(year, rule.Month, rule.Nth, rule.Weekday);
        if (FromEaster.TryGetValue(name, out var days)) return Almanac.Shift(Easter(year), days, Unit.Day);
        if (name is "black-friday" or "cyber-monday") return Day("thanksgiving", year).AddDays(name == "black-friday" ? 1 : 4);
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        return new DateTime(
            year,
            int.Parse(name.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture),
            int.Parse(name.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    private static string Tail(string name, DateTime day) => ByWeekday.TryGetValue(name, out var rule)
        ? string.Create(CultureInfo.InvariantCulture, $"-{rule.Month:D2}-WXX-{rule.Weekday}-{Math.Min(rule.Nth, 4)}")
        : string.Create(CultureInfo.InvariantCulture, $"-{day.Month:D2}-{day.Day:D2}");

    /// <summary>Easter Sunday by the Gregorian rule (Meeus, Jones, Butcher).</summary>
    private static DateTime Easter(int year)
    {
        var a = year % 19;
        var (b, c) = (year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new DateTime(year, n / 31, (n % 31) + 1);
    }
}
