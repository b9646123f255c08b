using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Storage;

namespace PmBot.ProjectCore.Channels;

/// <summary>What delivering a message has to know of the others.</summary>
public sealed class OutboundQueries
{
    private readonly Database database;
    private readonly TimeProvider clock;

    internal OutboundQueries(Database database, TimeProvider clock) => (this.database, this.clock) = (database, clock);

    /// <summary>Whether a later update of the same message waits already, so that this one need not be shown.</summary>
    public Task<bool> IsOutdatedAsync(OutboundRow update, CancellationToken cancellationToken) => database.ReadAsync(
        async lane => await lane.Command("SELECT 1 FROM outbound WHERE lane = @p0 AND done_at IS NULL AND target = @p1 AND id > @p2 LIMIT 1", update.Lane, update.Target, update.Id)
            .ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not null,
        cancellationToken);

    /// <summary>The message that says now what another one said: where the channel could not replace one, it was said anew, and later versions belong there.</summary>
    /// <param name="row">What is to be done with it.</param>
    /// <param name="messageId">The channel's id of it when it was first said.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The channel's id; <paramref name="messageId"/> where nothing took its place.</returns>
    public Task<string> CurrentAsync(OutboundRow row, string messageId, CancellationToken cancellationToken) => database.ReadAsync(
        async lane =>
        {
            // What was asked for by our own name of it counts as well; of each message the last that was done tells where it is.
            for (var (named, now) = (row.Target, messageId); ; named = now)
            {
                var last = await lane.Command(
                        "SELECT result FROM outbound WHERE outcome = 'done' AND target IN (@p0, @p1) AND lane = @p2 AND id < @p3 AND result IS NOT NULL ORDER BY id DESC LIMIT 1", named, now, row.Lane, row.Id)
                    .ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as string;
                if (last is null || last == now) return now;
                now = last;
            }
        },
        cancellationToken);

    /// <summary>All that is not settled of an adapter, in the order in which it was stored.</summary>
    public Task<IReadOnlyList<OutboundRow>> WaitingAsync(string adapter, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<OutboundRow>>(
        async lane => await lane.Context.Outbound.AsNoTracking().Where(r => r.DoneAt == null && r.Adapter == adapter).OrderBy(r => r.Id).ToListAsync(cancellationToken).ConfigureAwait(false),
        cancellationToken);

    /// <summary>Gives up what waits, whoever works on it now: what has arrived all the same is written down as that afterwards.</summary>
    /// <returns>How many waited still.</returns>
    public Task<int> GiveUpAsync(IReadOnlyCollection<Guid> waiting, string error, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            var (ids, now) = (waiting.ToArray(), clock.GetUtcNow());
            var ended = await lane.Context.Outbound.Where(r => ids.Contains(r.Id) && r.DoneAt == null).ExecuteUpdateAsync(
                s => s.SetProperty(r => r.DoneAt, now).SetProperty(r => r.Outcome, QueuedOutcome.Dead).SetProperty(r => r.LastError, error), cancellationToken).ConfigureAwait(false);
            return new Written<int>(ended, Commit: true);
        },
        repeatable: true,
        cancellationToken);
}
