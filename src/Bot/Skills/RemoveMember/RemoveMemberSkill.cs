using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Skills.RemoveMember;

/// <summary>Who, from which project.</summary>
public sealed record RemoveMemberSlots(ProjectSlot Project, SlotValue Member);

/// <summary>"Saca a Luis del catálogo"; "me salgo del catálogo". Asks first.</summary>
public sealed class RemoveMemberSkill : OperationSkill<RemoveMemberSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("remove_member")
    {
        Slots = [Ask.Project().FromContext(), Ask.Person("member")],
        Replies = ["confirm", "confirm_left", "removed", "left", "who"],
    };

    /// <inheritdoc/>
    public override Operation ToOperation(RemoveMemberSlots slots, Turn turn) =>
        new ProjectCore.Projects.RemoveMember(new ProjectId(slots.Project.Id), new UserId(((PersonSlot)slots.Member).Id));

    /// <inheritdoc/>
    protected override SkillResult? Check(RemoveMemberSlots slots, Turn turn) =>
        slots.Member is PersonSlot ? null : new SkillResult.AskFor("member", Text(turn, "who"), []);

    /// <inheritdoc/>
    protected override string ConfirmationQuestion(RemoveMemberSlots slots, OperationPreview preview, Turn turn) =>
        Text(turn, IsSelf(slots, turn) ? "confirm_left" : "confirm", ("person", ((PersonSlot)slots.Member).Name), ("project", slots.Project.Name));

    /// <inheritdoc/>
    protected override SkillResult.Done Describe(RemoveMemberSlots slots, OperationOutcome outcome, Turn turn)
    {
        return new SkillResult.Done(new Reply(Text(turn, IsSelf(slots, turn) ? "left" : "removed", ("person", ((PersonSlot)slots.Member).Name), ("project", slots.Project.Name))) { Buttons = [Offers.Undo(turn)] });
    }

    private static bool IsSelf(RemoveMemberSlots slots, Turn turn) => ((PersonSlot)slots.Member).Id == turn.Actor.User.Value;
}
