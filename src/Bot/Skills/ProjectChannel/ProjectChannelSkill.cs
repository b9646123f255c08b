using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Projects;

namespace PmBot.Bot.Skills.ProjectChannel;

/// <summary>Which project this channel is for; the mode <c>none</c> takes its channel away.</summary>
public sealed record ProjectChannelSlots(ProjectSlot Project, ChoiceSlot? Mode);

/// <summary>"Este canal es del proyecto Catálogo", "use this channel for Website".</summary>
public sealed class ProjectChannelSkill : OperationSkill<ProjectChannelSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("project_channel")
    {
        Slots = [Ask.Project().FromContext().With(Role.Admin), Ask.Choice("mode", "none").Optional()],
        Replies = ["set", "removed", "private", "same"],
    };

    /// <inheritdoc/>
    public override Operation ToOperation(ProjectChannelSlots slots, Turn turn) =>
        new SetProjectChannel(new ProjectId(slots.Project.Id), slots.Mode is null ? turn.Place?.Key : null);

    /// <inheritdoc/>
    protected override SkillResult? Check(ProjectChannelSlots slots, Turn turn) =>
        slots.Mode is null && turn.Place is null or { IsPrivate: true } ? new SkillResult.Done(new Reply(Text(turn, "private", ("project", slots.Project.Name)))) : null;

    /// <inheritdoc/>
    protected override SkillResult.Done Describe(ProjectChannelSlots slots, OperationOutcome outcome, Turn turn) =>
        new(new Reply(Text(turn, slots.Mode is null ? "set" : "removed", ("project", slots.Project.Name))) { Buttons = [Offers.Undo(turn)] }) { Project = slots.Project };

    /// <inheritdoc/>
    protected override SkillResult.Done? DescribeRefusal(ProjectChannelSlots slots, ProjectCore.Error error, Turn turn) =>
        error is ProjectCore.NothingToChange ? new SkillResult.Done(new Reply(Text(turn, "same", ("project", slots.Project.Name)))) { Project = slots.Project } : null;
}
