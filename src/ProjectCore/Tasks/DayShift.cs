namespace PmBot.ProjectCore.Tasks;

/// <summary>How far a day moves: onward, or back where negative.</summary>
/// <param name="Days">Days of the calendar.</param>
/// <param name="Months">Months; a day that the month does not have becomes its last.</param>
/// <param name="WorkingDays">Days from Monday to Friday.</param>
public readonly record struct DayShift(int Days, int Months = 0, int WorkingDays = 0)
{
    /// <summary>The furthest that a day moves at once, in days.</summary>
    public const int MaxDays = 3660;

    /// <summary>Whether it moves back.</summary>
    public bool IsBack => Days < 0 || Months < 0 || WorkingDays < 0;

    /// <summary>Whether it moves at all, and no further than <see cref="MaxDays"/>.</summary>
    public bool IsValid => this != default && Math.Abs(Days) + (31L * Math.Abs(Months)) + (2L * Math.Abs(WorkingDays)) <= MaxDays;

    /// <summary>The same distance the other way.</summary>
    public DayShift Back() => new(-Days, -Months, -WorkingDays);

    /// <summary>The day this far from another.</summary>
    public DateOnly From(DateOnly day)
    {
        day = day.AddDays(Days).AddMonths(Months);
        for (var left = Math.Abs(WorkingDays); left > 0;)
        {
            day = day.AddDays(Math.Sign(WorkingDays));
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) left--;
        }

        return day;
    }
}
