using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Users;

/// <summary>From chat accounts to people and workspaces.</summary>
public sealed class IdentityQueries
{
    private readonly Database database;

    internal IdentityQueries(Database database) => this.database = database;

    /// <summary>The person behind a chat account, or null.</summary>
    /// <remarks>
    /// An account that was named without a tenant, in a workspace file, stands for the one of the workspace's own tenants; where the workspace has none on that channel,
    /// for any that is no other workspace's. Somebody who is in the servers of two teams is nobody's guest in the other.
    /// </remarks>
    public Task<KnownIdentity?> FindAsync(ChatAddress address, CancellationToken cancellationToken) => !address.IsStorable
        ? Task.FromResult<KnownIdentity?>(null)
        : database.ReadAsync(
            async lane =>
            {
                var command = lane.Command(
                    """
                    SELECT u.workspace_id, u.id, u.is_deactivated FROM identities i JOIN users u ON u.id = i.user_id
                    WHERE i.channel = @p0 AND i.channel_user_id = @p2 AND i.deleted_at IS NULL AND u.deleted_at IS NULL
                    AND (i.tenant = @p1 OR (i.tenant = '' AND NOT EXISTS (
                        SELECT 1 FROM workspace_channels c WHERE c.channel = @p0
                        AND ((c.tenant = @p1 AND c.workspace_id <> u.workspace_id)
                            OR (c.workspace_id = u.workspace_id AND NOT EXISTS (SELECT 1 FROM workspace_channels o WHERE o.channel = @p0 AND o.tenant = @p1 AND o.workspace_id = u.workspace_id))))))
                    ORDER BY i.tenant DESC LIMIT 1
                    """,
                    address.Channel, address.Tenant, address.UserId);
                var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) return null;
                    return new KnownIdentity(new WorkspaceId(reader.GetGuid(0)), new UserId(reader.GetGuid(1)), !reader.GetBoolean(2));
                }
            },
            cancellationToken);

    /// <summary>Whom an account of a channel stands for in each workspace, by the account alone: for direct messages that name no tenant. The one first joined first; empty for a stranger.</summary>
    public Task<IReadOnlyList<KnownIdentity>> OfAccountAsync(string channel, string account, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<KnownIdentity>>(
        async lane =>
        {
            var command = lane.Command(
                """
                SELECT u.workspace_id, u.id, u.is_deactivated FROM identities i JOIN users u ON u.id = i.user_id JOIN workspaces w ON w.id = u.workspace_id
                WHERE i.channel = @p0 AND i.channel_user_id = @p1 AND i.deleted_at IS NULL AND u.deleted_at IS NULL AND w.deleted_at IS NULL
                ORDER BY i.id
                """,
                channel, account);
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                List<KnownIdentity> known = [];
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) known.Add(new KnownIdentity(new WorkspaceId(reader.GetGuid(0)), new UserId(reader.GetGuid(1)), !reader.GetBoolean(2)));
                return [.. known.DistinctBy(k => k.Workspace)];
            }
        },
        cancellationToken);

    /// <summary>The chat accounts of a person, in the order in which they came.</summary>
    public Task<IReadOnlyList<OwnIdentity>> OfAsync(WorkspaceId workspace, UserId user, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<OwnIdentity>>(
        async lane => [.. (await lane.Context.Identities.AsNoTracking().Where(i => i.WorkspaceId == workspace && i.UserId == user).ToListAsync(cancellationToken).ConfigureAwait(false))
            .OrderBy(i => i.Id.Value).Select(i => new OwnIdentity(i.Id, i.Address))],
        cancellationToken);

    /// <summary>Whether there is any workspace.</summary>
    public async Task<bool> AnyWorkspaceAsync(CancellationToken cancellationToken) =>
        await DefaultWorkspaceAsync(cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>The oldest workspace, where people of channels without tenant belong, or null.</summary>
    public Task<WorkspaceId?> DefaultWorkspaceAsync(CancellationToken cancellationToken) =>
        FirstIdAsync("SELECT id FROM workspaces WHERE deleted_at IS NULL ORDER BY created_at, id LIMIT 1", [], cancellationToken);

    /// <summary>The workspace that a channel's tenant belongs to, or null.</summary>
    public Task<WorkspaceId?> FindWorkspaceByTenantAsync(string channel, string tenant, CancellationToken cancellationToken) =>
        FirstIdAsync(
            "SELECT w.id FROM workspace_channels c JOIN workspaces w ON w.id = c.workspace_id WHERE c.channel = @p0 AND c.tenant = @p1 AND w.deleted_at IS NULL",
            [channel, tenant],
            cancellationToken);

    private Task<WorkspaceId?> FirstIdAsync(string sql, object?[] values, CancellationToken cancellationToken) =>
        database.ReadAsync<WorkspaceId?>(
            async lane =>
            {
                var reader = await lane.Command(sql, values).ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? new WorkspaceId(reader.GetGuid(0)) : null;
                }
            },
            cancellationToken);
}

/// <summary>A chat account of a person.</summary>
public sealed record OwnIdentity(IdentityId Id, ChatAddress Address);

/// <summary>Who a chat account stands for.</summary>
public sealed record KnownIdentity(WorkspaceId Workspace, UserId User, bool IsActive);
