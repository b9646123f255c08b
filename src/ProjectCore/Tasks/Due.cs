using System.Globalization;

namespace PmBot.ProjectCore.Tasks;

/// <summary>When a task is due: a day, or a moment of it, as the clocks on the wall say where the person is.</summary>
/// <param name="Day">The day.</param>
/// <param name="Time">The moment, to the minute, or null for the whole day.</param>
public readonly record struct Due(DateOnly Day, TimeOnly? Time = null)
{
    /// <summary>True once it is past.</summary>
    /// <param name="localNow">The wall clock of whoever asks.</param>
    public bool IsBefore(DateTime localNow) =>
        Time is { } time ? Day.ToDateTime(time) < localNow : Day < DateOnly.FromDateTime(localNow);

    /// <summary>ISO 8601: <c>2026-03-12</c> or <c>2026-03-12T15:00</c>.</summary>
    public override string ToString() => Time is { } time
        ? Day.ToDateTime(time).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)
        : Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
