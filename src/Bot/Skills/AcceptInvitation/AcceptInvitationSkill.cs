using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Invitations;
using PmBot.ProjectCore.Operations;

namespace PmBot.Bot.Skills.AcceptInvitation;

/// <summary>The code of the invitation.</summary>
public sealed record AcceptInvitationSlots(TextSlot Code);

/// <summary>"Invitación K7M2QX9P4T": takes the place that the invitation holds.</summary>
public sealed class AcceptInvitationSkill : OperationSkill<AcceptInvitationSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("accept_invitation")
    {
        Slots = [Ask.Text("code").Rejects("invitation_not_found")],
        Replies = ["joined", "already"],
    };

    /// <inheritdoc/>
    public override Operation ToOperation(AcceptInvitationSlots slots, Turn turn) => new RedeemInvitation(InvitationCode.Hash(slots.Code.Text));

    /// <inheritdoc/>
    protected override SkillResult.Done Describe(AcceptInvitationSlots slots, OperationOutcome outcome, Turn turn)
    {
        var member = outcome.Subjects.OfType<MemberView>().First();
        return new SkillResult.Done(new Reply(Text(turn, "joined", ("project", member.Project.Name), ("role", turn.Text($"role.{WireName.Of(member.Role)}"))))
        {
            Buttons = [Button.Saying(turn.Text("offer.project_status")), Offers.List(turn)],
        })
        {
            Project = new ProjectSlot(member.Project.Id.Value, member.Project.Name),
        };
    }

    /// <inheritdoc/>
    protected override SkillResult.Done? DescribeRefusal(AcceptInvitationSlots slots, Error error, Turn turn) =>
        error is NothingToChange ? new SkillResult.Done(new Reply(Text(turn, "already"))) : null;
}
