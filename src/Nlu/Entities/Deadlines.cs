namespace PmBot.Nlu.Entities;

/// <summary>The day by which something is due within a stretch of days.</summary>
internal static class Deadlines
{
    /// <summary>Due "this week" is due on its Friday; due in a month, on its last day; open at its end, on its first.</summary>
    public static DateOnly Of(DateRangeValue range) => (range.From, range.To) switch
    {
        ({ DayOfWeek: DayOfWeek.Monday } from, { } to) when to.DayNumber - from.DayNumber == 6 => to.AddDays(-2),
        (_, { } to) => to,
        ({ } from, null) => from,
        _ => throw new ArgumentException("A range has at least one end.", nameof(range)),
    };
}
