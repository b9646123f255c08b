using PmBot.ProjectCore.Storage;

namespace PmBot.ProjectCore.Channels;

/// <summary>What the Discord channel keeps: how far its session was dealt with, and what long buttons mean.</summary>
public sealed class DiscordStore
{
    /// <summary>For how long a button is remembered after it was last shown.</summary>
    public static readonly TimeSpan ComponentLife = TimeSpan.FromDays(60);

    /// <summary>For how long a session can be gone on with: Discord forgets it within minutes.</summary>
    public static readonly TimeSpan SessionLife = TimeSpan.FromMinutes(30);

    private readonly Database database;
    private readonly TimeProvider clock;

    internal DiscordStore(Database database, TimeProvider clock) => (this.database, this.clock) = (database, clock);

    /// <summary>The session of an application, or null where there is none that could be gone on with.</summary>
    public Task<string?> SessionAsync(string application, CancellationToken cancellationToken) => database.ReadAsync(
        async lane => await lane.Command("SELECT session FROM discord_sessions WHERE application = @p0 AND kept_at >= @p1", application, lane.Moment(clock.GetUtcNow() - SessionLife))
            .ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as string,
        cancellationToken);

    /// <summary>Keeps the session of an application; null forgets it.</summary>
    public Task KeepSessionAsync(string application, string? session, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            if (session is null)
            {
                await lane.ExecuteAsync("DELETE FROM discord_sessions WHERE application = @p0", cancellationToken, application).ConfigureAwait(false);
            }
            else
            {
                await lane.ExecuteAsync(
                    "INSERT INTO discord_sessions (application, session, kept_at) VALUES (@p0, @p1, @p2) ON CONFLICT (application) DO UPDATE SET session = excluded.session, kept_at = excluded.kept_at",
                    cancellationToken, application, session, lane.Moment(clock.GetUtcNow())).ConfigureAwait(false);
            }

            return new Written<int>(0, Commit: true);
        },
        repeatable: true,
        cancellationToken);

    /// <summary>What a button means, by its name; null when it is unknown or long forgotten.</summary>
    public Task<string?> ComponentAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        async lane => await lane.Command("SELECT content FROM discord_components WHERE id = @p0", id).ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as string,
        cancellationToken);

    /// <summary>Keeps what buttons mean, and forgets those that nobody has seen for long.</summary>
    /// <param name="components">Names and contents; the same name has the same content always.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task KeepComponentsAsync(IReadOnlyCollection<(string Id, string Content)> components, CancellationToken cancellationToken) => components.Count == 0
        ? Task.CompletedTask
        : database.WriteAsync(
            async lane =>
            {
                var now = clock.GetUtcNow();
                // One order for all, so that two that keep the same never wait for each other.
                foreach (var (id, content) in components.OrderBy(c => c.Id, StringComparer.Ordinal))
                {
                    await lane.ExecuteAsync(
                        "INSERT INTO discord_components (id, content, kept_at) VALUES (@p0, @p1, @p2) ON CONFLICT (id) DO UPDATE SET kept_at = excluded.kept_at",
                        cancellationToken, id, content, lane.Moment(now)).ConfigureAwait(false);
                }

                await lane.ExecuteAsync("DELETE FROM discord_components WHERE kept_at < @p0", cancellationToken, lane.Moment(now - ComponentLife)).ConfigureAwait(false);
                return new Written<int>(0, Commit: true);
            },
            repeatable: true,
            cancellationToken);
}
