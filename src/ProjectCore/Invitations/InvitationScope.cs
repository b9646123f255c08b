using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Invitations;

/// <summary>What the operations on invitations have in common.</summary>
internal static class InvitationScope
{
    public static async Task<Result<Invitation>> LoadInvitationAsync(this OperationScope scope, InvitationId id, bool deleted, CancellationToken cancellationToken)
    {
        var workspace = scope.Actor.Workspace;
        var found = await scope.Db.Invitations.IgnoreQueryFilters().FirstOrDefaultAsync(i => i.WorkspaceId == workspace && i.Id == id, cancellationToken).ConfigureAwait(false);
        return found is null || found.IsDeleted != deleted ? new InvitationNotFound() : found;
    }

    public static InvitationView View(Invitation invitation, WorkspaceDirectory directory) => new(
        invitation.Id, directory.Project(invitation.ProjectId)?.Ref ?? new ProjectRef(invitation.ProjectId, "", ""), invitation.Role, invitation.Email, invitation.ExpiresAt, invitation.Version)
    {
        InvitedBy = directory.User(invitation.InvitedBy)?.Ref,
        Deleted = invitation.IsDeleted,
    };
}
