using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Channels;

/// <summary>Which workspace an account's direct messages are about, where the channel names none and the account is known in several.</summary>
/// <remarks>What was chosen is no right: whoever uses it looks whether the account is still known there.</remarks>
public sealed class DirectWorkspaces
{
    private readonly Database database;
    private readonly TimeProvider clock;

    internal DirectWorkspaces(Database database, TimeProvider clock) => (this.database, this.clock) = (database, clock);

    /// <summary>The workspace that was chosen, or null.</summary>
    public Task<WorkspaceId?> FindAsync(string channel, string account, CancellationToken cancellationToken) => database.ReadAsync<WorkspaceId?>(
        async lane =>
        {
            var reader = await lane.Command("SELECT workspace_id FROM direct_workspaces WHERE channel = @p0 AND account = @p1", channel, account).ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? new WorkspaceId(reader.GetGuid(0)) : null;
            }
        },
        cancellationToken);

    /// <summary>Remembers a choice; a later one takes its place.</summary>
    public Task ChooseAsync(string channel, string account, WorkspaceId workspace, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            await lane.ExecuteAsync(
                """
                INSERT INTO direct_workspaces (channel, account, workspace_id, chosen_at) VALUES (@p0, @p1, @p2, @p3)
                ON CONFLICT (channel, account) DO UPDATE SET workspace_id = excluded.workspace_id, chosen_at = excluded.chosen_at
                """,
                cancellationToken, channel, account, workspace.Value, lane.Moment(clock.GetUtcNow())).ConfigureAwait(false);
            return new Written<int>(0, Commit: true);
        },
        repeatable: true,
        cancellationToken);
}

/// <summary>The workspace that an account's direct messages are about.</summary>
public sealed class DirectWorkspaceRow
{
    public required string Channel { get; init; }

    /// <summary>The channel's id of the person.</summary>
    public required string Account { get; init; }

    public WorkspaceId WorkspaceId { get; init; }

    public DateTimeOffset ChosenAt { get; init; }
}

internal sealed class DirectWorkspaceMapping : IEntityTypeConfiguration<DirectWorkspaceRow>
{
    public void Configure(EntityTypeBuilder<DirectWorkspaceRow> builder)
    {
        builder.ToTable("direct_workspaces");
        builder.HasKey(r => new { r.Channel, r.Account });
    }
}
