using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.ProjectCore.Invitations;

/// <summary>Opens a place in a project to whoever says the code, once and within a week.</summary>
/// <param name="Code">As <see cref="InvitationCode.New"/> makes it; stored as its hash only.</param>
public sealed record InviteMember(ProjectId Project, Role Role, string Code) : Operation
{
    /// <inheritdoc/>
    public override string Name => "invite_member";

    /// <summary>For whom it is meant.</summary>
    public string? Email { get; init; }

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!scope.Require(Project, Role == Role.Owner ? Role.Owner : Role.Admin, Name).Try(out var project, out var refused)) return refused;
        var (email, now) = (Email?.Trim().ToLowerInvariant(), scope.Now);
        if (email is not null && await scope.Db.Invitations.AnyAsync(
            i => i.ProjectId == Project && i.Email == email && i.RedeemedAt == null && i.ExpiresAt > now, cancellationToken).ConfigureAwait(false))
            return new InvitationPending(email, project.Name);
        var invitation = new Invitation(scope.Actor.Workspace, InvitationId.New(), Project, Role, InvitationCode.Hash(Code), scope.Actor.User, now) { Email = email };
        scope.Add(invitation);
        return new Applied(new Subject(0, InvitationScope.View(invitation, scope.Directory) with { Code = Code }, "invitation.created"), new RevokeInvitation(invitation.Id));
    }
}
