using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.ProjectCore.Invitations;

/// <summary>Takes an invitation back that nobody has used.</summary>
public sealed record RevokeInvitation(InvitationId Invitation) : Operation
{
    /// <inheritdoc/>
    public override string Name => "revoke_invitation";

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadInvitationAsync(Invitation, deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var invitation, out var missing)) return missing;
        if (!scope.Require(invitation.ProjectId, Role.Admin, Name, evenArchived: true).Try(out _, out var refused)) return refused;
        if (invitation.RedeemedAt is not null) return new InvitationUsed();
        var before = invitation.Version;
        invitation.Delete(scope.Now);
        return new Applied(new Subject(before, InvitationScope.View(invitation, scope.Directory), "invitation.revoked"), new RestoreInvitation(Invitation));
    }
}
