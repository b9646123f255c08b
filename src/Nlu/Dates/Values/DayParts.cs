namespace PmBot.Nlu.Dates.Values;

/// <summary>Morning, afternoon, evening, night, and the other stretches of a day that have a name.</summary>
internal static class DayParts
{
    private static readonly (string Timex, int From, int To)[] Hours =
        [("TMO", 8, 12), ("TAF", 12, 16), ("TEV", 16, 20), ("TNI", 20, 24), ("TMEL", 11, 13), ("TMEB", 8, 12), ("TMER", 8, 12), ("TMED", 16, 20), ("TDT", 8, 18), ("TBH", 8, 18), ("TDA", 4, 8)];

    public static string Timex(Part part) => Hours[(int)part].Timex;

    /// <summary>Clock times said with it are those of the afternoon.</summary>
    public static bool IsAfternoon(Part part) => part is Part.Afternoon or Part.Evening or Part.Night or Part.Dinner or Part.Lunch;

    public static Reading Of(Part part) => Reading.Span(ReadingKind.TimeRange, Timex(part), Start(DateTime.MinValue, part), End(DateTime.MinValue, part)) with { Part = part };

    /// <summary>The part of a day, or of each of the two days that an open date may be.</summary>
    public static Reading Of(Reading day, Part part)
    {
        if (day.Starts is not var (past, future)) return day;
        return new Reading(ReadingKind.DateTimeRange, day.Timex + Timex(part))
        {
            Past = new(Start(past, part), End(past, part)),
            Future = new(Start(future, part), End(future, part)),
            Open = day.Open,
            Part = part,
        };
    }

    private static DateTime Start(DateTime day, Part part) => day.AddHours(Hours[(int)part].From);

    // The specs let the night end with the last second of the day.
    private static DateTime End(DateTime day, Part part) => Hours[(int)part].To is var to && to == 24 ? day.AddDays(1).AddSeconds(-1) : day.AddHours(to);
}
