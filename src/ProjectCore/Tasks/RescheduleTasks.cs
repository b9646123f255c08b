using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Moves the due dates of tasks into a stretch of days, all or none: each keeps its weekday and its time.</summary>
/// <remarks>A task without a date, or whose weekday is not in the stretch, takes the last working day of it.</remarks>
/// <param name="From">First day of the stretch.</param>
/// <param name="To">Last day, not before the first.</param>
public sealed record RescheduleTasks(IReadOnlyList<TaskId> Tasks, DateOnly From, DateOnly To) : Operation
{
    /// <inheritdoc/>
    public override string Name => "reschedule_tasks";

    /// <inheritdoc/>
    public override Safety Safety => Tasks.Count > ChangeTask.MaxUnconfirmed ? Safety.Confirm : Safety.None;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (To < From) return new ValueInvalid("due_date", $"{From:yyyy-MM-dd}/{To:yyyy-MM-dd}");
        if (!(await scope.LoadTasksAsync(Tasks, deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var tasks, out var missing)) return missing;
        return await TaskEdit.ApplyAsync(scope, Name, [.. tasks.Select(t => (t, t.Fields with { Due = Moved(t.Due) }))], asTheyWere: false, cancellationToken).ConfigureAwait(false);
    }

    private Due Moved(Due? was) => was is { } due ? due with { Day = Day(due.Day.DayOfWeek) } : new Due(LastWorkingDay());

    private DateOnly Day(DayOfWeek wanted)
    {
        for (var day = From; day <= To; day = day.AddDays(1))
        {
            if (day.DayOfWeek == wanted) return day;
        }

        return LastWorkingDay();
    }

    private DateOnly LastWorkingDay()
    {
        for (var day = To; day >= From; day = day.AddDays(-1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) return day;
        }

        return To;
    }
}
