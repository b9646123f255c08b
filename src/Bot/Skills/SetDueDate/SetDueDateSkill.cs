using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Skills.SetDueDate;

/// <summary>Which tasks, and until when.</summary>
public sealed record SetDueDateSlots(TasksSlot Task, SlotValue DueDate);

/// <summary>"La 7 para el lunes", "pospón la 10 una semana", "quítale la fecha".</summary>
public sealed class SetDueDateSkill : TaskChangeSkill<SetDueDateSlots>
{
    private const int DaysOfWeek = 7;

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("set_due_date")
    {
        Shareable = true,
        Slots = [Ask.Tasks().FromContext(), Ask.Date("due_date").KeepingRanges().OrShifted()],
        Replies = ["changed", "cleared", "same", "moved", "shifted", "from_today", "still_none", "no_date"],
    };

    /// <inheritdoc/>
    public override Operation ToOperation(SetDueDateSlots slots, Turn turn) => slots switch
    {
        { DueDate: ShiftSlot shift } => new ShiftTasks(Ids(slots), shift.By, turn.Today),
        // "A la próxima semana" is a week for many tasks: each keeps its weekday.
        _ when WeekFor(slots) is { From: { } from, To: { } to } => new RescheduleTasks(Ids(slots), from, to),
        _ => base.ToOperation(slots, turn),
    };

    /// <inheritdoc/>
    protected override TasksSlot Tasks(SetDueDateSlots slots) => slots.Task;

    /// <inheritdoc/>
    protected override TaskChange Change(SetDueDateSlots slots, Turn turn) =>
        new() { Due = ProjectCore.Change.To<Due?>(DueOf(slots.DueDate)) };

    /// <summary>What has no date cannot come forward: the day is asked for.</summary>
    protected override async Task<SkillResult?> CheckAsync(SetDueDateSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        if (slots.DueDate is not ShiftSlot { By.IsBack: true })
        {
            return null;
        }

        var tasks = await turn.Services.Tasks.FindAsync(turn.Actor, Ids(slots), cancellationToken);
        return tasks.Count > 0 && tasks.All(t => t.Due is null)
            ? new SkillResult.AskFor("due_date", Text(turn, "no_date", ("count", tasks.Count), ("tasks", TaskWords.Numbers(tasks))), [])
            : null;
    }

    private static TaskId[] Ids(SetDueDateSlots slots) => [.. slots.Task.Tasks.Select(t => new TaskId(t.Id))];

    private static RangeSlot? WeekFor(SetDueDateSlots slots) =>
        slots is { Task: { Tasks.Count: > 1 } or { Described: true }, DueDate: RangeSlot { From: { } from, To: { } to } week } && to.DayNumber - from.DayNumber < DaysOfWeek ? week : null;

    private static Due? DueOf(SlotValue said) => said switch
    {
        DateSlot date => new Due(date.Day, date.Time),
        RangeSlot { To: { } last } => new Due(last),
        RangeSlot { From: { } first } => new Due(first),
        _ => null,
    };

    /// <inheritdoc/>
    protected override string Say(SetDueDateSlots slots, IReadOnlyList<TaskView> tasks, Turn turn) =>
        (slots.DueDate, WeekFor(slots), DueOf(slots.DueDate)) switch
        {
            (ShiftSlot, _, _) => Shifted(slots, tasks, turn),
            (_, { }, _) => Text(turn, "moved", ("tasks", TaskWords.Several(tasks, turn))),
            (_, _, { } due) => Text(turn, "changed", ("date", DateWords.Until(turn.Language, due.Day, due.Time, turn.Today)), ("tasks", TaskWords.Several(tasks, turn))),
            _ => Text(turn, "cleared", ("tasks", TaskWords.Several(tasks, turn))),
        };

    /// <summary>What moved, and what had no date to move.</summary>
    private string Shifted(SetDueDateSlots slots, IReadOnlyList<TaskView> tasks, Turn turn)
    {
        var said = tasks is [{ Due: { } due }]
            ? Text(turn, "changed", ("date", DateWords.Until(turn.Language, due.Day, due.Time, turn.Today)), ("tasks", TaskWords.Several(tasks, turn)))
            : Text(turn, "shifted", ("tasks", TaskWords.Several(tasks, turn)));
        var undated = tasks.Where(t => t.Changes.Any(c => c is { Field: "due_date", From: null })).ToList();
        if (undated.Count > 0)
        {
            said += "\n" + Text(turn, "from_today", ("count", undated.Count), ("tasks", TaskWords.Numbers(undated)));
        }

        var untouched = slots.Task.Tasks.Where(t => tasks.All(v => v.Id.Value != t.Id)).ToList();
        return untouched.Count == 0 ? said : said + "\n" + Text(turn, "still_none", ("count", untouched.Count), ("tasks", string.Join(", ", untouched.Select(t => $"#{t.Number}"))));
    }
}
