using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Skills.SetDueDate;

/// <summary>Which tasks, and until when.</summary>
public sealed record SetDueDateSlots(TasksSlot Task, SlotValue DueDate);

/// <summary>"La 7 para el lunes", "quítale la fecha".</summary>
public sealed class SetDueDateSkill : TaskChangeSkill<SetDueDateSlots>
{
    private const int DaysOfWeek = 7;

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("set_due_date")
    {
        Slots = [Ask.Tasks().FromContext(), Ask.Date("due_date").KeepingRanges()],
        Replies = ["changed", "cleared", "same", "moved"],
    };

    /// <inheritdoc/>
    public override Operation ToOperation(SetDueDateSlots slots, Turn turn) =>
        // "A la próxima semana" is a week for many tasks: each keeps its weekday.
        WeekFor(slots) is { From: { } from, To: { } to }
            ? new RescheduleTasks([.. slots.Task.Tasks.Select(t => new TaskId(t.Id))], from, to)
            : base.ToOperation(slots, turn);

    /// <inheritdoc/>
    protected override TasksSlot Tasks(SetDueDateSlots slots) => slots.Task;

    /// <inheritdoc/>
    protected override TaskChange Change(SetDueDateSlots slots, Turn turn) =>
        new() { Due = ProjectCore.Change.To<Due?>(DueOf(slots.DueDate)) };

    private static RangeSlot? WeekFor(SetDueDateSlots slots) =>
        slots is { Task.Tasks.Count: > 1, DueDate: RangeSlot { From: { } from, To: { } to } week } && to.DayNumber - from.DayNumber < DaysOfWeek ? week : null;

    private static Due? DueOf(SlotValue said) => said switch
    {
        DateSlot date => new Due(date.Day, date.Time),
        RangeSlot { To: { } last } => new Due(last),
        RangeSlot { From: { } first } => new Due(first),
        _ => null,
    };

    /// <inheritdoc/>
    protected override string Say(SetDueDateSlots slots, IReadOnlyList<TaskView> tasks, Turn turn) =>
        (WeekFor(slots), DueOf(slots.DueDate)) switch
        {
            ({ }, _) => Text(turn, "moved", ("tasks", TaskWords.Several(tasks, turn))),
            (_, { } due) => Text(turn, "changed", ("date", DateWords.Until(turn.Language, due.Day, due.Time, turn.Today)), ("tasks", TaskWords.Several(tasks, turn))),
            _ => Text(turn, "cleared", ("tasks", TaskWords.Several(tasks, turn))),
        };
}
