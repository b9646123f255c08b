using PmBot.ProjectCore.Storage;

namespace PmBot.ProjectCore.Channels;

/// <summary>What delivering a message has to know of the others.</summary>
public sealed class OutboundQueries
{
    private readonly Database database;

    internal OutboundQueries(Database database) => this.database = database;

    /// <summary>Whether a later update of the same message waits already, so that this one need not be shown.</summary>
    public Task<bool> IsOutdatedAsync(OutboundRow update, CancellationToken cancellationToken) => database.ReadAsync(
        async lane => await lane.Command("SELECT 1 FROM outbound WHERE lane = @p0 AND done_at IS NULL AND target = @p1 AND id > @p2 LIMIT 1", update.Lane, update.Target, update.Id)
            .ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not null,
        cancellationToken);
}
