using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Users;

/// <summary>From chat accounts to people and workspaces.</summary>
public sealed class IdentityQueries
{
    /// <summary>The person behind a chat account, or null.</summary>
    public Task<KnownIdentity?> FindAsync(ChatAddress address, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Whether there is any workspace.</summary>
    public Task<bool> AnyWorkspaceAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>The oldest workspace, where people of channels without tenant belong, or null.</summary>
    public Task<WorkspaceId?> DefaultWorkspaceAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>The workspace that a channel's tenant belongs to, or null.</summary>
    public Task<WorkspaceId?> FindWorkspaceByTenantAsync(string channel, string tenant, CancellationToken cancellationToken) => throw new NotSupportedException();
}

/// <summary>Who a chat account stands for.</summary>
public sealed record KnownIdentity(WorkspaceId Workspace, UserId User, bool IsActive);
