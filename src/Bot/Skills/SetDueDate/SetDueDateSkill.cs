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
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("set_due_date")
    {
        Slots = [Ask.Tasks().FromContext(), Ask.Date("due_date")],
        Replies = ["changed", "cleared", "same"],
    };

    /// <inheritdoc/>
    protected override TasksSlot Tasks(SetDueDateSlots slots) => slots.Task;

    /// <inheritdoc/>
    protected override TaskChange Change(SetDueDateSlots slots, Turn turn) =>
        new() { Due = ProjectCore.Change.To<Due?>(slots.DueDate is DateSlot date ? new Due(date.Day, date.Time) : null) };

    /// <inheritdoc/>
    protected override string Say(SetDueDateSlots slots, IReadOnlyList<TaskView> tasks, Turn turn) =>
        slots.DueDate is DateSlot date
            ? Text(turn, "changed", ("date", DateWords.Until(turn.Language, date.Day, date.Time, turn.Today)), ("tasks", TaskWords.Several(tasks, turn)))
            : Text(turn, "cleared", ("tasks", TaskWords.Several(tasks, turn)));
}
