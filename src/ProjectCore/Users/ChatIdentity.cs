using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Users;

/// <summary>A chat account that stands for a person. An account stands for one person at most.</summary>
public sealed class ChatIdentity : Entity
{
    private ChatIdentity()
    {
    }

    internal ChatIdentity(WorkspaceId workspace, IdentityId id, UserId user, ChatAddress address)
    {
        (WorkspaceId, Id, UserId) = (workspace, id, user);
        (Channel, Tenant, ChannelUserId) = address;
    }

    public IdentityId Id { get; private set; }
    public WorkspaceId WorkspaceId { get; private set; }
    public UserId UserId { get; private set; }
    public string Channel { get; private set; } = "";
    public string Tenant { get; private set; } = "";
    public string ChannelUserId { get; private set; } = "";

    internal void MoveTo(UserId user)
    {
        UserId = user;
        Touch();
    }

    /// <summary>The account.</summary>
    public ChatAddress Address => new(Channel, Tenant, ChannelUserId);
}
