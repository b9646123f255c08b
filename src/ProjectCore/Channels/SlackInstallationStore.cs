using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Storage;

namespace PmBot.ProjectCore.Channels;

/// <summary>Keeps the Slack workspaces that installed PmBot, and the states of installations under way.</summary>
public sealed class SlackInstallationStore
{
    private readonly Database database;
    private readonly TimeProvider clock;

    internal SlackInstallationStore(Database database, TimeProvider clock) => (this.database, this.clock) = (database, clock);

    /// <summary>The installation of a workspace or organisation, or null.</summary>
    public Task<SlackInstallationRow?> FindAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        lane => lane.Context.SlackInstallations.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellationToken), cancellationToken);

    /// <summary>Keeps an installation in place of an earlier one.</summary>
    public Task SaveAsync(SlackInstallationRow row, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            await lane.Context.SlackInstallations.Where(r => r.Id == row.Id).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            await RowWriter.WriteAsync(lane, [row], cancellationToken).ConfigureAwait(false);
            return new Written<bool>(Result: true, Commit: true);
        },
        repeatable: true,
        cancellationToken);

    /// <summary>Forgets an installation, unless it was made after <paramref name="asOf"/>.</summary>
    public Task<int> ForgetAsync(string id, DateTimeOffset asOf, CancellationToken cancellationToken) => database.WriteAsync(
        async lane => new Written<int>(await lane.ExecuteAsync("DELETE FROM slack_installations WHERE id = @p0 AND installed_at <= @p1", cancellationToken, id, lane.Moment(asOf)).ConfigureAwait(false), Commit: true),
        repeatable: true,
        cancellationToken);

    /// <summary>Remembers the state of an installation that begins; those that expired are forgotten with it.</summary>
    public Task AddStateAsync(string hash, DateTimeOffset expires, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            await lane.ExecuteAsync("DELETE FROM slack_states WHERE expires_at < @p0", cancellationToken, lane.Moment(clock.GetUtcNow())).ConfigureAwait(false);
            await RowWriter.WriteAsync(lane, [new SlackStateRow { Hash = hash, ExpiresAt = expires }], cancellationToken).ConfigureAwait(false);
            return new Written<bool>(Result: true, Commit: true);
        },
        repeatable: false,
        cancellationToken);

    /// <summary>Uses a state up.</summary>
    /// <returns>True once, and only before it expires.</returns>
    public Task<bool> TakeStateAsync(string hash, CancellationToken cancellationToken) => database.WriteAsync(
        async lane => new Written<bool>(
            await lane.ExecuteAsync("DELETE FROM slack_states WHERE hash = @p0 AND expires_at > @p1", cancellationToken, hash, lane.Moment(clock.GetUtcNow())).ConfigureAwait(false) == 1,
            Commit: true),
        repeatable: false,
        cancellationToken);
}
