using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore.Operations;

namespace PmBot.Bot.Skills.RevokeInvitation;

/// <summary>For whom it was, to which project, or which of those that were offered.</summary>
public sealed record RevokeInvitationSlots(TextSlot? Email, ProjectSlot? Project, ChoiceSlot? Invitation);

/// <summary>"Revoca la invitación de pepe@acme.com".</summary>
public sealed class RevokeInvitationSkill : Skill<RevokeInvitationSlots>
{
    private const int MaxChoices = 6;

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("revoke_invitation")
    {
        Slots = [new SlotSpec("email", EntityType.Email) { Required = false }, Ask.Project().Optional(), Ask.Choice("invitation").Optional()],
        Replies = ["revoked", "none", "which", "anybody"],
    };

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(RevokeInvitationSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        var pending = await turn.Services.Reading.Invitations.PendingAsync(turn.Actor, cancellationToken);
        var meant = pending.Where(i =>
            (slots.Email is null || string.Equals(i.Email, slots.Email.Text, StringComparison.OrdinalIgnoreCase))
            && (slots.Project is null || i.Project.Id.Value == slots.Project.Id)
            && (slots.Invitation is null || i.Id.ToString() == slots.Invitation.Name)).ToList();
        if (meant is not [var only])
        {
            return meant.Count == 0
                ? new SkillResult.Done(new Reply(Text(turn, "none")))
                : new SkillResult.AskFor("invitation", Text(turn, "which"), [.. meant.Take(MaxChoices).Select(i => new SlotChoice($"{Who(i, turn)} · {i.Project.Name}", new ChoiceSlot(i.Id.ToString())))]);
        }

        var outcome = await turn.ExecuteAsync(new ProjectCore.Invitations.RevokeInvitation(only.Id), confirmation: null, cancellationToken);
        return outcome.Try(out _, out var error)
            ? new SkillResult.Done(new Reply(Text(turn, "revoked", ("who", Who(only, turn)), ("project", only.Project.Name))) { Buttons = [Offers.Undo(turn)] })
            : new SkillResult.Refused(error);
    }

    private string Who(InvitationView invitation, Turn turn) => invitation.Email ?? Text(turn, "anybody");
}
