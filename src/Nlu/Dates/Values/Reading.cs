namespace PmBot.Nlu.Dates.Values;

internal enum ReadingKind
{
    Date,
    Time,
    DateTime,
    DateRange,
    TimeRange,
    DateTimeRange,
    Duration,
    Set,
    TimeZone,
}

/// <summary>A stretch of time, its end excluded; a point has no end, an open range lacks one side. Times alone are on the first of January of year 1.</summary>
internal readonly record struct Stretch(DateTime? Start, DateTime? End = null)
{
    public Stretch Shift(TimeSpan by) => new(Start + by, End + by);
}

/// <summary>What a piece of text means, whatever its language.</summary>
/// <remarks>Where the text leaves the year or week open there are two readings, the last one gone and the next one to come; otherwise both are the same.</remarks>
internal sealed record Reading(ReadingKind Kind, string Timex)
{
    /// <summary>The last one gone; null where nothing can be resolved ("30 February", "every day").</summary>
    public Stretch? Past { get; init; }

    /// <summary>The next one to come.</summary>
    public Stretch? Future { get; init; }

    /// <summary>The TIMEX of the future reading where it differs.</summary>
    public string? FutureTimex { get; init; }

    /// <summary>The TIMEX for the other half of the day where morning or afternoon was left open.</summary>
    public string? OtherHalf { get; init; }

    /// <summary>"before", "start", "since-end"; null for the plain thing.</summary>
    public string? Mod { get; init; }

    /// <summary>Which kind of thing bounds an open range, as the specs name it.</summary>
    public string? Source { get; init; }

    /// <summary>The finest unit that was said; the length of ranges between two readings is counted in it.</summary>
    public Unit Grain { get; init; }

    /// <summary>Neither year nor week is fixed; another date in the same sentence may fix it.</summary>
    public bool Open { get; init; }

    /// <summary>The part of the stretch that was asked for.</summary>
    public Stage Stage { get; init; }

    /// <summary>The length of a duration.</summary>
    public double Seconds { get; init; }

    /// <summary>How many and of what, of a duration, in the order said.</summary>
    public IReadOnlyList<Amount> Amounts { get; init; } = [];

    /// <summary>The single days of a run of business days.</summary>
    public string? Days { get; init; }

    /// <summary>The zone's minutes east of UTC, and how it was written.</summary>
    public (int Minutes, string Text)? Zone { get; init; }

    /// <summary>The clock time of a time, for combining it with a day.</summary>
    public Clock Clock { get; init; }

    public Clock ClockEnd { get; init; }

    public Part Part { get; init; }

    public int Month { get; init; }

    public int Day { get; init; }

    /// <summary>Where it begins, the last time and the next; null where that is not known.</summary>
    public (DateTime Past, DateTime Future)? Starts => Past is { Start: { } past } && Future is { Start: { } future } ? (past, future) : null;

    public bool IsPoint => Kind is ReadingKind.Date or ReadingKind.Time or ReadingKind.DateTime;

    public static Reading At(ReadingKind kind, string timex, DateTime at) => new(kind, timex) { Past = new(at), Future = new(at) };

    public static Reading At(ReadingKind kind, string timex, DateTime past, DateTime future) =>
        new(kind, timex) { Past = new(past), Future = new(future), Open = past != future };

    public static Reading Span(ReadingKind kind, string timex, DateTime start, DateTime end) =>
        new(kind, timex) { Past = new(start, end), Future = new(start, end) };
}

/// <summary>A number of units.</summary>
internal readonly record struct Amount(double Count, Unit Unit);
