namespace PmBot.Nlu.Dates.Values;

/// <summary>The early, middle and late part of a stretch.</summary>
internal static class Stages
{
    /// <summary>The part of a period.</summary>
    /// <param name="whole">A date range, a part of day, or a day.</param>
    /// <param name="stage">Which part.</param>
    /// <param name="relative">"Later this week" says where, not which part: it is not marked.</param>
    /// <param name="number">A year that was written as a number is cut in thirds, as the specs do; one that was named, in halves.</param>
    public static Reading Cut(Reading whole, Stage stage, bool relative = false, bool number = false)
    {
        var mod = relative ? null : Name(stage);
        if (whole.Starts is not var (past, future)) return whole with { Mod = mod, Stage = stage };
        if (whole.Kind == ReadingKind.Date)
        {
            return whole with { Kind = ReadingKind.DateTimeRange, Past = OfDay(past, stage), Future = OfDay(future, stage), Mod = mod };
        }

        if (whole.Past?.End is not { } pastEnd || whole.Future?.End is not { } futureEnd) return whole with { Mod = mod, Stage = stage };
        return whole with { Past = Cut(past, pastEnd, whole, stage, number), Future = Cut(future, futureEnd, whole, stage, number), Mod = mod, Stage = stage };
    }

    public static string? Name(Stage stage) => stage switch
    {
        Stage.Start => "start",
        Stage.Mid => "mid",
        Stage.End => "end",
        _ => null,
    };

    private static Stretch OfDay(DateTime day, Stage stage) => stage switch
    {
        Stage.Start => new(day, day.AddHours(12)),
        Stage.Mid => new(day.AddHours(10), day.AddHours(14)),
        _ => new(day.AddHours(12), day.AddDays(1).AddSeconds(-1)),
    };

    private static Stretch Cut(DateTime start, DateTime end, Reading whole, Stage stage, bool number)
    {
        var (first, last) = whole switch
        {
            { Kind: ReadingKind.TimeRange or ReadingKind.DateTimeRange } => Hours(start, end),
            { Grain: Unit.Week } => (start.AddDays(stage == Stage.Mid ? 1 : 3), start.AddDays(stage == Stage.Mid ? 5 : 3)),
            { Grain: Unit.Month } when (end - start).Days <= 31 => stage == Stage.Mid ? (start.AddDays(9), start.AddDays(20)) : (start.AddDays(15), start.AddDays(15)),
            { Grain: Unit.Year } when (end - start).Days <= 366 => number || stage == Stage.Mid
                ? (start.AddMonths(stage == Stage.End ? 8 : number ? 4 : 3), start.AddMonths(stage == Stage.Start ? 4 : number ? 8 : 9))
                : (start.AddMonths(6), start.AddMonths(6)),
            _ => Halves(start, end, stage),
        };
        return stage switch
        {
            Stage.Start => new(start, last),
            Stage.Mid => new(first, last),
            _ => new(first, end),
        };
    }

    private static (DateTime First, DateTime Last) Hours(DateTime start, DateTime end)
    {
        // A night ends a second before midnight; its half does not.
        var half = start + TimeSpan.FromHours(Math.Round((end - start).TotalHours / 2));
        return (half, half);
    }

    private static (DateTime First, DateTime Last) Halves(DateTime start, DateTime end, Stage stage)
    {
        var days = (end - start).Days;
        return stage == Stage.Mid ? (start.AddDays(days / 3), start.AddDays(days * 2 / 3)) : (start.AddDays(days / 2), start.AddDays(days / 2));
    }
}
