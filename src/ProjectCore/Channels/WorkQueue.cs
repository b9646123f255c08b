using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Storage;

namespace PmBot.ProjectCore.Channels;

/// <summary>Rows that are worked on in the order of their lanes, each by one process at a time, and again when that process dies.</summary>
/// <remarks>
/// Only the oldest row of a lane that is not settled can be claimed. Whoever stores a row into an empty lane has claimed it with that;
/// whoever settles a row takes the next one of the lane along: neither waits for somebody to look. A claim that is not renewed ends.
/// </remarks>
/// <typeparam name="TRow">Which rows.</typeparam>
public sealed class WorkQueue<TRow>
    where TRow : QueuedRow
{
    /// <summary>How long a claim counts unless it is renewed; whoever dies leaves it to the next after this.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromSeconds(15);

    /// <summary>How long what was done is remembered, so that it is not done again.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(3);

    /// <summary>How long what was given up can be had tried again.</summary>
    public static readonly TimeSpan DeadMemory = TimeSpan.FromDays(30);

    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly string table;

    private readonly string group;

    internal WorkQueue(Database database, TimeProvider clock, string table, string group) =>
        (this.database, this.clock, this.table, this.group) = (database, clock, table, group);

    /// <summary>Stores a row, unless one of its key is there.</summary>
    public async Task<Stored<TRow>> AddAsync(TRow row, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(async lane => await AddAsync(lane, row, cancellationToken).ConfigureAwait(false), repeatable: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (database.IsUniqueViolation(e))
        {
            // Somebody stored the same one at the same moment, from another lane's point of view.
            var there = await FindAsync(row.Adapter, row.Key, cancellationToken).ConfigureAwait(false);
            return new Stored<TRow>(there ?? row, IsNew: false, IsClaimed: false);
        }
    }

    /// <summary>The row of a key, or null.</summary>
    public Task<TRow?> FindAsync(string adapter, string key, CancellationToken cancellationToken) => database.ReadAsync(
        lane => lane.Context.Set<TRow>().AsNoTracking().FirstOrDefaultAsync(r => r.Adapter == adapter && r.Key == key, cancellationToken), cancellationToken);

    /// <summary>Ends a row, and claims the next of its lane if that is due.</summary>
    /// <param name="row">Which.</param>
    /// <param name="outcome">See <see cref="QueuedOutcome"/>.</param>
    /// <param name="result">See <see cref="OutboundRow.Result"/>.</param>
    /// <param name="error">Why it was given up.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The next row, claimed, or null.</returns>
    public Task<TRow?> SettleAsync(TRow row, string outcome, string? result, string? error, CancellationToken cancellationToken) => database.WriteAsync(
        async lane => new Written<TRow?>(await SettleAsync(lane, row, (outcome, result, error), cancellationToken).ConfigureAwait(false), Commit: true), repeatable: true, cancellationToken);

    /// <summary>Does all that a row goes through and leaves no trace, so that the first one does not find it cold.</summary>
    public Task WarmUpAsync(TRow row, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            await AddAsync(lane, row, cancellationToken).ConfigureAwait(false);
            var (id, adapter, key) = (row.Id, row.Adapter, row.Key);
            await lane.Context.Set<TRow>().AsNoTracking().FirstOrDefaultAsync(r => r.Adapter == adapter && r.Key == key, cancellationToken).ConfigureAwait(false);
            await lane.Context.Set<TRow>().AsNoTracking().FirstAsync(r => r.Id == id, cancellationToken).ConfigureAwait(false);
            await SettleAsync(lane, row, (QueuedOutcome.Done, Result: null, Error: null), cancellationToken).ConfigureAwait(false);
            return new Written<bool>(Result: true, Commit: false);
        },
        repeatable: true,
        cancellationToken);

    /// <summary>How much waits, and since when, by adapter.</summary>
    public Task<IReadOnlyList<QueueDepth>> DepthsAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<QueueDepth>>(
        async lane => await lane.Context.Set<TRow>().AsNoTracking().Where(r => r.DoneAt == null).GroupBy(r => r.Adapter)
            .Select(g => new QueueDepth(g.Key, g.Count(), g.Min(r => r.StoredAt))).ToListAsync(cancellationToken).ConfigureAwait(false),
        cancellationToken);

    /// <summary>A row waits until <paramref name="at"/>; so does its lane.</summary>
    /// <param name="row">Which.</param>
    /// <param name="at">Until when.</param>
    /// <param name="attempts">How many attempts count so far.</param>
    /// <param name="error">What went wrong, or null where nothing did.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task RetryAsync(TRow row, DateTimeOffset at, int attempts, string? error, CancellationToken cancellationToken) => database.WriteAsync(
        async lane => new Written<int>(
            await lane.ExecuteAsync($"UPDATE {table} SET due_at = @p0, attempts = @p1, last_error = @p2 WHERE id = @p3 AND done_at IS NULL", cancellationToken, lane.Moment(at), attempts, error, row.Id)
                .ConfigureAwait(false),
            Commit: true),
        repeatable: true,
        cancellationToken);

    /// <summary>Whether anything is due that nobody works on.</summary>
    public Task<bool> AnyDueAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async lane => await lane.Command($"SELECT 1 FROM {table} WHERE done_at IS NULL AND due_at <= @p0 LIMIT 1", lane.Moment(clock.GetUtcNow()))
            .ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not null,
        cancellationToken);

    /// <summary>Claims what is due and first in its lane, the longest waiting first.</summary>
    /// <param name="atMost">How many.</param>
    /// <param name="adapters">Of these adapters only.</param>
    /// <param name="except">None of these: adapters of what came in, scopes of what goes out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<IReadOnlyList<TRow>> ClaimAsync(int atMost, IReadOnlyCollection<string> adapters, IReadOnlyCollection<string> except, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            var now = clock.GetUtcNow();
            var rows = lane.Context.Set<TRow>();
            var of = lane.IsPostgres
                ? $"adapter = ANY ({{1}}) AND NOT {group} = ANY ({{2}})"
                : $"adapter IN (SELECT value FROM json_each({{1}})) AND {group} NOT IN (SELECT value FROM json_each({{2}}))";
            object List(IReadOnlyCollection<string> names) => lane.IsPostgres ? names.ToArray() : JsonSerializer.Serialize(names);
#pragma warning disable EF1002, EF1003 // The name of the table is one of two constants; values go by parameters.
            var due = rows.FromSqlRaw(
                $"SELECT * FROM {table} q WHERE done_at IS NULL AND due_at <= {{0}} AND {of} AND NOT EXISTS (SELECT 1 FROM {table} e WHERE e.lane = q.lane AND e.done_at IS NULL AND e.id < q.id) ORDER BY due_at, id LIMIT {{3}}"
                + (lane.IsPostgres ? " FOR UPDATE SKIP LOCKED" : ""),
                lane.Moment(now), List(adapters), List(except), atMost);
#pragma warning restore EF1002, EF1003
            var claimed = await due.AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
            var ids = claimed.Select(r => r.Id).ToArray();
            if (ids.Length > 0)
            {
                await rows.Where(r => ids.Contains(r.Id)).ExecuteUpdateAsync(s => s.SetProperty(r => r.DueAt, now + Claim).SetProperty(r => r.Attempts, r => r.Attempts + 1).SetProperty(r => r.LastError, (string?)null), cancellationToken)
                    .ConfigureAwait(false);
                claimed.ForEach(r => r.Attempts++);
            }

            return new Written<IReadOnlyList<TRow>>(claimed, Commit: true);
        },
        repeatable: true,
        cancellationToken);

    /// <summary>The claims count from now again.</summary>
    public Task RenewAsync(IReadOnlyCollection<Guid> claimed, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            var (ids, until) = (claimed.ToArray(), clock.GetUtcNow() + Claim);
            await lane.Context.Set<TRow>().Where(r => ids.Contains(r.Id) && r.DoneAt == null).ExecuteUpdateAsync(s => s.SetProperty(r => r.DueAt, until), cancellationToken).ConfigureAwait(false);
            return new Written<bool>(Result: true, Commit: true);
        },
        repeatable: true,
        cancellationToken);

    /// <summary>What was given up, the newest first.</summary>
    public Task<IReadOnlyList<TRow>> DeadAsync(int atMost, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<TRow>>(
        async lane => await lane.Context.Set<TRow>().AsNoTracking().Where(r => r.DoneAt != null && r.Outcome == QueuedOutcome.Dead)
            .OrderByDescending(r => r.DoneAt).Take(atMost).ToListAsync(cancellationToken).ConfigureAwait(false),
        cancellationToken);

    /// <summary>Has what was given up tried again, from the beginning.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> ReviveAsync(IReadOnlyCollection<Guid> dead, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            var (ids, now) = (dead.ToArray(), clock.GetUtcNow());
            var revived = await lane.Context.Set<TRow>().Where(r => ids.Contains(r.Id) && r.Outcome == QueuedOutcome.Dead).ExecuteUpdateAsync(
                s => s.SetProperty(r => r.DoneAt, (DateTimeOffset?)null).SetProperty(r => r.Outcome, (string?)null).SetProperty(r => r.Attempts, 0).SetProperty(r => r.DueAt, now)
                    .SetProperty(r => r.StoredAt, now),
                cancellationToken).ConfigureAwait(false);
            return new Written<int>(revived, Commit: true);
        },
        repeatable: true,
        cancellationToken);

    /// <summary>Forgets what was settled long ago.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            var (done, dead) = (clock.GetUtcNow() - Memory, clock.GetUtcNow() - DeadMemory);
            var forgotten = await lane.Context.Set<TRow>().Where(r => r.DoneAt != null && r.DoneAt < done && (r.Outcome != QueuedOutcome.Dead || r.DoneAt < dead))
                .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            return new Written<int>(forgotten, Commit: true);
        },
        repeatable: true,
        cancellationToken);

    private async Task<Written<Stored<TRow>>> AddAsync(Lane lane, TRow row, CancellationToken cancellationToken)
    {
        await LockAsync(lane, row.Lane, cancellationToken).ConfigureAwait(false);
        if (await lane.Command($"SELECT 1 FROM {table} WHERE adapter = @p0 AND key = @p1", row.Adapter, row.Key).ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not null)
        {
            var (adapter, key) = (row.Adapter, row.Key);
            var there = await lane.Context.Set<TRow>().AsNoTracking().FirstAsync(r => r.Adapter == adapter && r.Key == key, cancellationToken).ConfigureAwait(false);
            return new(new Stored<TRow>(there, IsNew: false, IsClaimed: false), Commit: false);
        }

        var isHead = await lane.Command($"SELECT 1 FROM {table} WHERE lane = @p0 AND done_at IS NULL LIMIT 1", row.Lane).ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is null;
        var now = clock.GetUtcNow();
        row.StoredAt = now;
        row.DueAt = isHead ? now + Claim : now;
        row.Attempts = isHead ? 1 : 0;
        await RowWriter.WriteAsync(lane, [row], cancellationToken).ConfigureAwait(false);
        return new(new Stored<TRow>(row, IsNew: true, isHead), Commit: true);
    }

    private async Task<TRow?> SettleAsync(Lane lane, TRow row, (string Outcome, string? Result, string? Error) end, CancellationToken cancellationToken)
    {
        await LockAsync(lane, row.Lane, cancellationToken).ConfigureAwait(false);
        var now = lane.Moment(clock.GetUtcNow());
        var payload = end.Outcome == QueuedOutcome.Dead ? row.Payload : "";
        if (end.Result is null)
        {
            await lane.ExecuteAsync($"UPDATE {table} SET done_at = @p0, outcome = @p1, last_error = @p2, payload = @p3 WHERE id = @p4", cancellationToken, now, end.Outcome, end.Error, payload, row.Id)
                .ConfigureAwait(false);
        }
        else
        {
            await lane.ExecuteAsync($"UPDATE {table} SET done_at = @p0, outcome = @p1, last_error = @p2, payload = @p3, result = @p4 WHERE id = @p5", cancellationToken, now, end.Outcome, end.Error, payload, end.Result, row.Id)
                .ConfigureAwait(false);
        }

        return await ClaimHeadAsync(lane, row.Lane, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TRow?> ClaimHeadAsync(Lane lane, string name, CancellationToken cancellationToken)
    {
        var head = await HeadAsync(lane.Command($"SELECT id, due_at FROM {table} WHERE lane = @p0 AND done_at IS NULL ORDER BY id LIMIT 1", name), lane.IsPostgres, cancellationToken).ConfigureAwait(false);
        var now = clock.GetUtcNow();
        if (head is not { } found || found.DueAt > now) return null;
        var row = await lane.Context.Set<TRow>().AsNoTracking().FirstAsync(r => r.Id == found.Id, cancellationToken).ConfigureAwait(false);
        row.Attempts++;
        await lane.ExecuteAsync($"UPDATE {table} SET due_at = @p0, attempts = @p1, last_error = NULL WHERE id = @p2", cancellationToken, lane.Moment(now + Claim), row.Attempts, row.Id).ConfigureAwait(false);
        return row;
    }

    private static async Task<(Guid Id, DateTimeOffset DueAt)?> HeadAsync(DbCommand query, bool isPostgres, CancellationToken cancellationToken)
    {
        var reader = await query.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) return null;
            return (reader.GetGuid(0), isPostgres ? await reader.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken).ConfigureAwait(false) : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)));
        }
    }

    /// <summary>On PostgreSQL two who store into a lane, or one who stores and one who settles, would not see each other.</summary>
    private static async Task LockAsync(Lane lane, string name, CancellationToken cancellationToken)
    {
        if (lane.IsPostgres) await lane.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended(@p0, 7))", cancellationToken, name).ConfigureAwait(false);
    }
}

/// <summary>What became of storing a row.</summary>
/// <param name="Row">The row, or the one that was there.</param>
/// <param name="IsNew">It was not there.</param>
/// <param name="IsClaimed">It is the first in its lane and claimed by whoever stored it.</param>
public readonly record struct Stored<TRow>(TRow Row, bool IsNew, bool IsClaimed);

/// <summary>How much of an adapter waits.</summary>
/// <param name="Adapter">Whose.</param>
/// <param name="Count">How many rows are not settled.</param>
/// <param name="Oldest">Since when the oldest of them waits.</param>
public sealed record QueueDepth(string Adapter, int Count, DateTimeOffset Oldest);
