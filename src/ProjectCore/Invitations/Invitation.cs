using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Invitations;

/// <summary>A place in a project that waits for whoever says its code. Used once; a revoked one is deleted.</summary>
public sealed class Invitation : Entity
{
    /// <summary>How long it counts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private Invitation()
    {
    }

    internal Invitation(WorkspaceId workspace, InvitationId id, ProjectId project, Role role, string codeHash, UserId by, DateTimeOffset at)
    {
        (WorkspaceId, Id, ProjectId, Role, CodeHash, InvitedBy, CreatedAt, ExpiresAt) = (workspace, id, project, role, codeHash, by, at, at + Lifetime);
    }

    public InvitationId Id { get; private set; }
    public WorkspaceId WorkspaceId { get; private set; }
    public ProjectId ProjectId { get; private set; }
    public Role Role { get; private set; }

    /// <summary>See <see cref="InvitationCode.Hash"/>.</summary>
    public string CodeHash { get; private set; } = "";

    /// <summary>For whom it is meant, or null; whoever says the code is let in.</summary>
    public string? Email { get; internal init; }
    public UserId InvitedBy { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>It counts before this moment.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? RedeemedAt { get; private set; }
    public UserId? RedeemedBy { get; private set; }

    internal void Redeem(UserId by, DateTimeOffset at)
    {
        (RedeemedBy, RedeemedAt) = (by, at);
        Touch();
    }
}
