using PmBot.Bot.Dialogs;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Skills.SetPriority;

/// <summary>Which tasks, and how much they matter.</summary>
public sealed record SetPrioritySlots(TasksSlot Task, ChoiceSlot Priority);

/// <summary>"Ponle prioridad alta a la 7", "la 8 es urgente".</summary>
public sealed class SetPrioritySkill : TaskChangeSkill<SetPrioritySlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("set_priority")
    {
        Shareable = true,
        Slots = [Ask.Tasks().FromContext(), Ask.Priority()],
        Replies = ["changed", "same"],
    };

    /// <inheritdoc/>
    protected override TasksSlot Tasks(SetPrioritySlots slots) => slots.Task;

    /// <inheritdoc/>
    protected override TaskChange Change(SetPrioritySlots slots, Turn turn) =>
        WireName.TryParse<TaskPriority>(slots.Priority.Name, out var priority)
            ? new TaskChange { Priority = priority }
            : throw new InvalidOperationException($"There is no priority '{slots.Priority.Name}'.");

    /// <inheritdoc/>
    protected override string Say(SetPrioritySlots slots, IReadOnlyList<TaskView> tasks, Turn turn) =>
        Text(turn, "changed", ("priority", TaskWords.Priority(tasks[0].Priority, turn)), ("tasks", TaskWords.Several(tasks, turn)));
}
