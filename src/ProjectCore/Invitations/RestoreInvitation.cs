using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.ProjectCore.Invitations;

/// <summary>Lets a revoked invitation count again, until it expires as it would have.</summary>
public sealed record RestoreInvitation(InvitationId Invitation) : Operation
{
    /// <inheritdoc/>
    public override string Name => "restore_invitation";

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadInvitationAsync(Invitation, deleted: true, cancellationToken).ConfigureAwait(false)).Try(out var invitation, out var missing)) return missing;
        if (!scope.Require(invitation.ProjectId, invitation.Role == Role.Owner ? Role.Owner : Role.Admin, Name).Try(out _, out var refused)) return refused;
        var before = invitation.Version;
        invitation.Restore();
        return new Applied(new Subject(before, InvitationScope.View(invitation, scope.Directory), "invitation.restored"), new RevokeInvitation(Invitation));
    }
}
