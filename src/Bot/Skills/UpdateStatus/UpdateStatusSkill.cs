using PmBot.Bot.Dialogs;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Skills.UpdateStatus;

/// <summary>Which tasks, and where they stand now.</summary>
public sealed record UpdateStatusSlots(TasksSlot Task, ChoiceSlot Status, TextSlot? Reason);

/// <summary>"Ya quedó lo del login", "la 7 está bloqueada".</summary>
public sealed class UpdateStatusSkill : TaskChangeSkill<UpdateStatusSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("update_status")
    {
        Slots = [Ask.Tasks().FromContext(), Ask.Status(), Ask.Text("reason").Optional()],
        Replies = ["changed", "same"],
    };

    /// <inheritdoc/>
    protected override TasksSlot Tasks(UpdateStatusSlots slots) => slots.Task;

    /// <inheritdoc/>
    protected override TaskChange Change(UpdateStatusSlots slots, Turn turn) =>
        WireName.TryParse<TaskState>(slots.Status.Name, out var status)
            ? new TaskChange { Status = status }
            : throw new InvalidOperationException($"There is no status '{slots.Status.Name}'.");

    /// <inheritdoc/>
    protected override string Say(UpdateStatusSlots slots, IReadOnlyList<TaskView> tasks, Turn turn) =>
        Text(turn, "changed", ("status", TaskWords.Status(tasks[0].Status, turn)), ("tasks", TaskWords.Several(tasks, turn)));
}
