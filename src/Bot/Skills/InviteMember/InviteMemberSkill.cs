using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Invitations;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Skills.InviteMember;

/// <summary>To which project, whom, and as what.</summary>
public sealed record InviteMemberSlots(ProjectSlot Project, TextSlot? Email, SlotValue? Member, TextSlot? Name, ChoiceSlot? Role);

/// <summary>"Invita a pepe@acme.com al catálogo": a code to pass on; whoever is known already is added at once.</summary>
public sealed class InviteMemberSkill : OperationSkill<InviteMemberSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("invite_member")
    {
        Slots =
        [
            Ask.Project().With(ProjectCore.Projects.Role.Admin).FromContext().OrFirst("create_project"),
            new SlotSpec("email", EntityType.Email) { Required = false }, Ask.Person("member").Optional(), Ask.Text("name").Optional(), Ask.Role().Optional(),
        ],
        Replies = ["invited", "invited_anybody", "invited_name", "message", "added", "member", "done"],
    };

    /// <inheritdoc/>
    public override Operation ToOperation(InviteMemberSlots slots, Turn turn)
    {
        var (project, role) = (new ProjectId(slots.Project.Id), slots.Role is { } said && WireName.TryParse<Role>(said.Name, out var named) ? named : Role.Developer);
        var known = slots.Member is PersonSlot person
            ? new UserId(person.Id)
            : slots.Email is { } address ? turn.Directory.Users.FirstOrDefault(u => u.IsActive && string.Equals(u.Email, address.Text, StringComparison.OrdinalIgnoreCase))?.Id : null;
        return known is { } user ? new ProjectCore.Projects.AddMember(project, user, role) : new ProjectCore.Invitations.InviteMember(project, role, InvitationCode.New()) { Email = slots.Email?.Text };
    }

    /// <inheritdoc/>
    protected override SkillResult.Done Describe(InviteMemberSlots slots, OperationOutcome outcome, Turn turn)
    {
        // "Agrega a Pedro" asked who that is: whoever is invited needs no adding.
        turn.State.Stack.RemoveAll(f => f is { Intent: "add_member", Asking: "member" });
        return new SkillResult.Done(new Reply(Told(slots, outcome, turn)) { Buttons = [Offers.Undo(turn)] }) { Project = slots.Project };
    }

    /// <inheritdoc/>
    protected override SkillResult.Done? DescribeRefusal(InviteMemberSlots slots, Error error, Turn turn) =>
        error is NothingToChange ? new SkillResult.Done(new Reply(Text(turn, "member", ("project", slots.Project.Name)))) { Project = slots.Project } : null;

    private string Told(InviteMemberSlots slots, OperationOutcome outcome, Turn turn)
    {
        if (outcome.Subjects.OfType<MemberView>().FirstOrDefault() is { } member)
        {
            return Text(turn, "added", ("person", member.Person.FullName), ("project", member.Project.Name), ("role", turn.Text($"role.{WireName.Of(member.Role)}")));
        }

        var invitation = outcome.Subjects.OfType<InvitationView>().First();
        if (invitation.Code is not { } code)
        {
            // The same message again after a break: the code is told once and kept nowhere.
            return Text(turn, "done", ("project", invitation.Project.Name));
        }

        var until = DateOnly.FromDateTime(turn.Local(invitation.ExpiresAt));
        var head = Text(
            turn, invitation.Email is not null ? "invited" : slots.Name is null ? "invited_anybody" : "invited_name", ("email", invitation.Email ?? ""), ("name", slots.Name?.Text ?? ""), ("project", invitation.Project.Name),
            ("role", turn.Text($"role.{WireName.Of(invitation.Role)}")), ("date", DateWords.Until(turn.Language, until, null, turn.Today)));
        return $"{head}\n\n{Text(turn, "message", ("project", invitation.Project.Name), ("code", code))}";
    }
}
