using PmBot.Bot.Dialogs;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Skills.SetLabels;

/// <summary>Which tasks, which labels, and whether they are put on (the default), taken off, or all taken off.</summary>
public sealed record SetLabelsSlots(TasksSlot Task, LabelsSlot? Labels, ChoiceSlot? Mode);

/// <summary>"Ponle la etiqueta ux a la 7", "quita bug de la 8".</summary>
public sealed class SetLabelsSkill : TaskChangeSkill<SetLabelsSlots>
{
    private const string Remove = "remove";
    private const string Clear = "clear";

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("set_labels")
    {
        Shareable = true,
        Slots = [Ask.Tasks().FromContext(), Ask.Labels().Optional(), Ask.Choice("mode", "add", Remove, Clear).Optional()],
        Replies = ["which", "which_off", "added", "removed", "cleared", "same"],
    };

    /// <inheritdoc/>
    protected override TasksSlot Tasks(SetLabelsSlots slots) => slots.Task;

    /// <inheritdoc/>
    protected override TaskChange Change(SetLabelsSlots slots, Turn turn) => slots.Mode?.Name switch
    {
        Clear => new TaskChange { Labels = [] },
        Remove => new TaskChange { RemoveLabels = slots.Labels!.Labels },
        _ => new TaskChange { AddLabels = slots.Labels!.Labels },
    };

    /// <inheritdoc/>
    protected override SkillResult? Check(SetLabelsSlots slots, Turn turn) => slots switch
    {
        { Mode.Name: Clear } or { Labels: not null } => null,
        { Mode.Name: Remove } => new SkillResult.AskFor("labels", Text(turn, "which_off"), []),
        _ => new SkillResult.AskFor("labels", Text(turn, "which"), []),
    };

    /// <inheritdoc/>
    protected override string Say(SetLabelsSlots slots, IReadOnlyList<TaskView> tasks, Turn turn)
    {
        var key = slots.Mode?.Name switch { Clear => "cleared", Remove => "removed", _ => "added" };
        var labels = string.Join(' ', (slots.Labels?.Labels ?? []).Select(l => "#" + TaskLabels.Normalise(l)));
        return Text(turn, key, ("labels", labels), ("tasks", TaskWords.Several(tasks, turn)));
    }
}
