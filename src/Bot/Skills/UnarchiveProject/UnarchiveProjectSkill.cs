using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.Bot.Skills.UnarchiveProject;

/// <summary>Which project.</summary>
public sealed record UnarchiveProjectSlots(ProjectSlot Project);

/// <summary>"Desarchiva el catálogo": it can be worked in again.</summary>
public sealed class UnarchiveProjectSkill : OperationSkill<UnarchiveProjectSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("unarchive_project")
    {
        Slots = [Ask.Project().With(Role.Owner)],
        Replies = ["done", "same"],
    };

    /// <inheritdoc/>
    public override Operation ToOperation(UnarchiveProjectSlots slots, Turn turn) => new ProjectCore.Projects.UnarchiveProject(new ProjectId(slots.Project.Id));

    /// <inheritdoc/>
    protected override SkillResult.Done Describe(UnarchiveProjectSlots slots, OperationOutcome outcome, Turn turn) =>
        new(new Reply(Text(turn, "done", ("project", slots.Project.Name))) { Buttons = [Button.Saying(turn.Text("offer.project_status")), Offers.Undo(turn)] }) { Project = slots.Project };

    /// <inheritdoc/>
    protected override SkillResult.Done? DescribeRefusal(UnarchiveProjectSlots slots, Error error, Turn turn) =>
        error is ProjectNotArchived ? new SkillResult.Done(new Reply(Text(turn, "same", ("project", slots.Project.Name)))) { Project = slots.Project } : null;
}
