using System.Globalization;

namespace PmBot.Nlu.Dates.Values;

/// <summary>Writes what a reading means as the public specs do: one map a reading.</summary>
internal static class Resolver
{
    private static readonly string[] Names = ["date", "time", "datetime", "daterange", "timerange", "datetimerange", "duration", "set", "timezone"];

    public static string Name(ReadingKind kind) => Names[(int)kind];

    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Resolve(Reading reading)
    {
        if (reading.Kind == ReadingKind.TimeZone) return [ZoneAlone(reading)];
        if (reading.Kind == ReadingKind.Duration)
        {
            var duration = Head(reading, reading.Timex);
            duration["value"] = reading.Seconds.ToString("0.######", CultureInfo.InvariantCulture);
            return [duration];
        }

        if (reading.Past is not { } past || reading.Future is not { } future)
        {
            var map = Head(reading with { Mod = reading.Kind == ReadingKind.Date ? reading.Mod : null }, reading.Timex);
            map["value"] = "not resolved";
            return [map];
        }

        var values = new List<IReadOnlyDictionary<string, string>>(2);
        Add(values, reading, reading.Timex, past);
        if (past != future) Add(values, reading, reading.FutureTimex ?? reading.Timex, future);
        if (reading.OtherHalf is { } other)
        {
            Add(values, reading, other, Turned(reading.Kind, past));
            if (past != future) Add(values, reading, other, Turned(reading.Kind, future));
        }

        return values;
    }

    /// <summary>Twelve hours on; at noon, and for a time without a day from noon on, back.</summary>
    private static Stretch Turned(ReadingKind kind, Stretch stretch) => new(Turned(kind, stretch.Start), Turned(kind, stretch.End));

    private static DateTime? Turned(ReadingKind kind, DateTime? at) =>
        at?.AddHours(at.Value.Hour == 12 || (at.Value.Hour > 12 && kind is ReadingKind.Time or ReadingKind.TimeRange) ? -12 : 12);

    private static void Add(List<IReadOnlyDictionary<string, string>> values, Reading reading, string timex, Stretch stretch)
    {
        var map = Head(reading, timex);
        if (reading.Zone is { } zone)
        {
            map["timezone"] = ZoneName(zone.Minutes);
            map["timezoneText"] = zone.Text;
            map["utcOffsetMins"] = zone.Minutes.ToString(CultureInfo.InvariantCulture);
        }

        if (reading.Days is { } days) map["list"] = days;
        if (reading.IsPoint && stretch.Start is { } point)
        {
            map["value"] = Write(reading.Kind, point);
        }
        else
        {
            if (stretch.Start is { } start) map["start"] = Write(reading.Kind, start);
            if (stretch.End is { } end) map["end"] = Write(reading.Kind, end);
        }

        values.Add(map);
    }

    private static Dictionary<string, string> Head(Reading reading, string timex)
    {
        var map = new Dictionary<string, string>(6, StringComparer.Ordinal) { ["timex"] = timex };
        if (reading.Mod is { } mod) map["Mod"] = mod;
        // The specs call the neighbourhood of a point a range, although it has only one value.
        map["type"] = Name(reading.Kind) + (reading.Mod == "approx" && reading.IsPoint ? "range" : string.Empty);
        if (reading.Source is { } source) map["sourceEntity"] = source;
        return map;
    }

    private static Dictionary<string, string> ZoneAlone(Reading reading)
    {
        var minutes = reading.Zone?.Minutes ?? 0;
        return new(StringComparer.Ordinal)
        {
            ["type"] = "timezone",
            ["value"] = ZoneName(minutes),
            ["utcOffsetMins"] = minutes.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static string ZoneName(int minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"UTC{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:D2}:{Math.Abs(minutes) % 60:D2}");

    private static string Write(ReadingKind kind, DateTime at) => at.ToString(
        kind switch
        {
            ReadingKind.Date or ReadingKind.DateRange => "yyyy-MM-dd",
            ReadingKind.Time or ReadingKind.TimeRange => "HH:mm:ss",
            _ => "yyyy-MM-dd HH:mm:ss",
        },
        CultureInfo.InvariantCulture);
}
