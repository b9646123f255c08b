using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Skills.SwitchProject;

/// <summary>Which project to work in from now on.</summary>
public sealed record SwitchProjectSlots(ProjectSlot Project);

/// <summary>"Cambia al proyecto Móvil".</summary>
public sealed class SwitchProjectSkill : OperationSkill<SwitchProjectSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("switch_project")
    {
        Slots = [Ask.Project().OrFirst("create_project")],
        Replies = ["switched", "same"],
    };

    /// <inheritdoc/>
    public override Operation ToOperation(SwitchProjectSlots slots, Turn turn) =>
        new UpdateUserSettings(turn.Actor.User) { DefaultProject = Change.To<ProjectId?>(new ProjectId(slots.Project.Id)) };

    /// <inheritdoc/>
    protected override SkillResult.Done Describe(SwitchProjectSlots slots, OperationOutcome outcome, Turn turn) =>
        Said("switched", slots, turn);

    /// <inheritdoc/>
    protected override SkillResult.Done? DescribeRefusal(SwitchProjectSlots slots, Error error, Turn turn) =>
        error is NothingToChange ? Said("same", slots, turn) : null;

    private SkillResult.Done Said(string key, SwitchProjectSlots slots, Turn turn) =>
        new(new Reply(Text(turn, key, ("project", slots.Project.Name))) { Buttons = [Button.Saying(turn.Text("offer.project_status")), Button.Saying(turn.Text("offer.create_task"))] })
        {
            Project = slots.Project,
        };
}
