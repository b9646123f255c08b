using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.ProjectCore.Invitations;

/// <summary>Takes the place that an invitation holds. It cannot be taken back: who does not want it leaves the project.</summary>
/// <param name="CodeHash">See <see cref="InvitationCode.Hash"/>.</param>
public sealed record RedeemInvitation(string CodeHash) : Operation
{
    /// <inheritdoc/>
    public override string Name => "redeem_invitation";

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        var (workspace, user) = (scope.Actor.Workspace, scope.Actor.User);
        var invitation = await scope.Db.Invitations.FirstOrDefaultAsync(i => i.WorkspaceId == workspace && i.CodeHash == CodeHash, cancellationToken).ConfigureAwait(false);
        if (invitation is null || scope.Directory.Project(invitation.ProjectId) is not { } project) return new InvitationNotFound();
        if (invitation.RedeemedAt is not null) return new InvitationUsed();
        if (invitation.ExpiresAt <= scope.Now) return new InvitationExpired();
        if (project.Archived) return new ProjectArchived(project.Name);
        // Nobody loses by an invitation what they have.
        var present = project.MemberRole(user);
        if (present >= invitation.Role) return new NothingToChange();

        var membership = await scope.FindMembershipAsync(project.Id, user, cancellationToken).ConfigureAwait(false);
        var before = (Membership: membership?.Version ?? 0, Invitation: invitation.Version);
        if (membership is null)
        {
            membership = new Membership(workspace, MembershipId.New(), project.Id, user, invitation.Role);
            scope.Add(membership);
        }
        else
        {
            if (membership.IsDeleted) membership.Restore();
            membership.Appoint(invitation.Role);
        }

        invitation.Redeem(user, scope.Now);
        var member = ProjectScope.View(membership, project.Ref, scope.Directory.User(user)!.Ref) with
        {
            Changes = [new FieldChange("role", present is { } was ? WireName.Of(was) : null, WireName.Of(invitation.Role))],
        };
        return new Applied(
            [
                new Subject(before.Membership, member, present is null ? "member.added" : "member.changed"),
                new Subject(before.Invitation, InvitationScope.View(invitation, scope.Directory), "invitation.redeemed"),
            ],
            Inverse: null);
    }
}
