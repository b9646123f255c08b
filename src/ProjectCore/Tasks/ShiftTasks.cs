using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Moves the due dates of tasks onward or back by a stretch of time, all or none; the hour stays.</summary>
/// <remarks>A task without a date counts from <paramref name="Today"/> where it moves onward, and stays without one where it moves back.</remarks>
/// <param name="Tasks">The tasks.</param>
/// <param name="By">How far.</param>
/// <param name="Today">The day where the person is.</param>
public sealed record ShiftTasks(IReadOnlyList<TaskId> Tasks, DayShift By, DateOnly Today) : Operation
{
    private const int LastYear = 9900;

    /// <inheritdoc/>
    public override string Name => "shift_tasks";

    /// <inheritdoc/>
    public override Safety Safety => Tasks.Count > ChangeTask.MaxUnconfirmed ? Safety.Confirm : Safety.None;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!By.IsValid) return new ValueInvalid("due_date", $"{By.Days}d {By.Months}m {By.WorkingDays}w");
        if (!(await scope.LoadTasksAsync(Tasks, deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var tasks, out var missing)) return missing;
        if (tasks.FirstOrDefault(t => t.Due is { Day.Year: > LastYear or < 100 }) is { Due: { } far }) return new ValueInvalid("due_date", far.ToString());
        return await TaskEdit.ApplyAsync(scope, Name, [.. tasks.Select(t => (t, t.Fields with { Due = Moved(t.Due) }))], asTheyWere: false, cancellationToken).ConfigureAwait(false);
    }

    private Due? Moved(Due? was) => was switch
    {
        { } due => due with { Day = By.From(due.Day) },
        null when By.IsBack => null,
        _ => new Due(By.From(Today)),
    };
}
