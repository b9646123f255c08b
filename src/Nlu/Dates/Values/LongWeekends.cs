namespace PmBot.Nlu.Dates.Values;

/// <summary>Weekends of holidays.</summary>
internal static class LongWeekends
{
    /// <summary>The weekend that touches a holiday; a holiday on Friday or Monday makes it longer.</summary>
    /// <param name="past">The holiday gone.</param>
    /// <param name="future">The one to come; the same day where the year is fixed.</param>
    public static Reading Of(DateTime past, DateTime future)
    {
        var (a, b) = (Of(past), Of(future));
        return Almanac.Spans(a.Timex, a.Start, a.End, b.Start, b.End) with { Grain = Unit.Day, FutureTimex = b.Timex };
    }

    private static (string Timex, DateTime Start, DateTime End) Of(DateTime day)
    {
        var weekday = Almanac.Weekday(day);
        var saturday = Almanac.Monday(day).AddDays(weekday == 1 ? -2 : 5);
        return (TimexText.Week(saturday) + "-WE", weekday == 5 ? saturday.AddDays(-1) : saturday, saturday.AddDays(weekday == 1 ? 3 : 2));
    }
}
