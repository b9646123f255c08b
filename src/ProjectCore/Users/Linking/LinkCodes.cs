using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Users.Linking;

/// <summary>Gives out link codes and tells whose a code is. Only digests are stored; who guesses is soon refused.</summary>
public sealed class LinkCodes
{
    /// <summary>Wrong codes that a person may try within <see cref="LinkCode.Lifetime"/>.</summary>
    public const int MaxWrong = 5;

    private readonly Database database;
    private readonly TimeProvider clock;

    internal LinkCodes(Database database, TimeProvider clock) => (this.database, this.clock) = (database, clock);

    /// <summary>A new code of the actor's; an earlier one is no longer good.</summary>
    public Task<string> IssueAsync(Actor actor, CancellationToken cancellationToken)
    {
        var code = LinkCode.New();
        return database.WriteAsync(
            async lane =>
            {
                var now = clock.GetUtcNow();
                await lane.ExecuteAsync("DELETE FROM link_codes WHERE user_id = @p0 OR expires_at < @p1", cancellationToken, actor.User.Value, lane.Moment(now - LinkCode.Lifetime))
                    .ConfigureAwait(false);
                await lane.ExecuteAsync(
                    "INSERT INTO link_codes (digest, workspace_id, user_id, expires_at, is_used) VALUES (@p0, @p1, @p2, @p3, @p4)",
                    cancellationToken, LinkCode.Hash(code), actor.Workspace.Value, actor.User.Value, lane.Moment(now + LinkCode.Lifetime), false).ConfigureAwait(false);
                return new Written<string>(code, Commit: true);
            },
            repeatable: false,
            cancellationToken);
    }

    /// <summary>Whose a code is. It stays good: <see cref="MergeUsers"/> uses it up.</summary>
    /// <param name="actor">Who typed it.</param>
    /// <param name="code">As <see cref="LinkCode.Find"/> gives it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<UserId>> OwnerAsync(Actor actor, string code, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            var now = clock.GetUtcNow();
            if (await WrongAsync(lane, actor.User, now, cancellationToken).ConfigureAwait(false) >= MaxWrong) return Kept(new TooManyCodes());
            var found = await FindAsync(lane, actor, code, cancellationToken).ConfigureAwait(false);
            if (found is null)
            {
                await CountAsync(lane, actor.User, now, cancellationToken).ConfigureAwait(false);
                return Kept(new LinkCodeUnknown());
            }

            return Kept(found is { IsUsed: false } good && now < good.ExpiresAt ? good.Owner : new LinkCodeOver());
        },
        repeatable: false,
        cancellationToken);

    /// <summary>Since when a person is in the workspace.</summary>
    public Task<DateTimeOffset> KnownSinceAsync(WorkspaceId workspace, UserId user, CancellationToken cancellationToken) => database.ReadAsync(
        async lane => (await lane.Context.Users.AsNoTracking().FirstAsync(u => u.WorkspaceId == workspace && u.Id == user, cancellationToken).ConfigureAwait(false)).CreatedAt,
        cancellationToken);

    /// <summary>Forgets codes and wrong tries that no longer count.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            var before = lane.Moment(clock.GetUtcNow() - LinkCode.Lifetime);
            await lane.ExecuteAsync("DELETE FROM link_codes WHERE expires_at < @p0", cancellationToken, before).ConfigureAwait(false);
            await lane.ExecuteAsync("DELETE FROM link_attempts WHERE last_at <= @p0", cancellationToken, before).ConfigureAwait(false);
            return new Written<bool>(Result: true, Commit: true);
        },
        repeatable: true,
        cancellationToken);

    private static Written<Result<UserId>> Kept(Result<UserId> result) => new(result, Commit: true);

    private static async Task<Stored?> FindAsync(Lane lane, Actor actor, string code, CancellationToken cancellationToken)
    {
        var reader = await lane.Command("SELECT user_id, expires_at, is_used FROM link_codes WHERE digest = @p0 AND workspace_id = @p1", LinkCode.Hash(code), actor.Workspace.Value)
            .ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) return null;
            var expires = lane.IsPostgres
                ? await reader.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken).ConfigureAwait(false)
                : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1));
            return new Stored(new UserId(reader.GetGuid(0)), expires, reader.GetBoolean(2));
        }
    }

    private static async Task<int> WrongAsync(Lane lane, UserId user, DateTimeOffset now, CancellationToken cancellationToken) =>
        Convert.ToInt32(
            await lane.Command("SELECT COALESCE(MAX(wrong), 0) FROM link_attempts WHERE user_id = @p0 AND last_at > @p1", user.Value, lane.Moment(now - LinkCode.Lifetime))
                .ExecuteScalarAsync(cancellationToken).ConfigureAwait(false),
            System.Globalization.CultureInfo.InvariantCulture);

    private static async Task CountAsync(Lane lane, UserId user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await lane.ExecuteAsync("DELETE FROM link_attempts WHERE last_at <= @p0", cancellationToken, lane.Moment(now - LinkCode.Lifetime)).ConfigureAwait(false);
        await lane.ExecuteAsync(
            "INSERT INTO link_attempts (user_id, wrong, last_at) VALUES (@p0, 1, @p1) ON CONFLICT (user_id) DO UPDATE SET wrong = link_attempts.wrong + 1, last_at = excluded.last_at",
            cancellationToken, user.Value, lane.Moment(now)).ConfigureAwait(false);
    }

    private sealed record Stored(UserId Owner, DateTimeOffset ExpiresAt, bool IsUsed);
}
