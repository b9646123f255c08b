using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Proactive;

/// <summary>What is to be told, and who is telling it: claimed in the database, so that of several instances one does.</summary>
public sealed class Deliveries
{
    /// <summary>How long a claim counts; whoever dies with one leaves it to the next after this.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(1);

    /// <summary>How long what was settled is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(14);

    private readonly Database database;
    private readonly TimeProvider clock;

    internal Deliveries(Database database, TimeProvider clock) => (this.database, this.clock) = (database, clock);

    /// <summary>Adds what is not there yet, by its key.</summary>
    /// <returns>How many were new.</returns>
    public Task<int> AddAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken) => database.WriteAsync(
        async lane => new Written<int>(await AddAsync(lane, deliveries, cancellationToken).ConfigureAwait(false), Commit: true), repeatable: true, cancellationToken);

    /// <summary>Takes up what is due, oldest first. A claim ends by <see cref="SettleAsync"/>, <see cref="RetryAsync"/>, or of itself.</summary>
    public Task<IReadOnlyList<Delivery>> ClaimAsync(int atMost, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            var now = clock.GetUtcNow();
            var due = database.IsPostgres
                ? lane.Context.Deliveries.FromSqlRaw("SELECT * FROM deliveries WHERE done_at IS NULL AND due_at <= {0} ORDER BY due_at, id LIMIT {1} FOR UPDATE SKIP LOCKED", now, atMost)
                : lane.Context.Deliveries.Where(d => d.DoneAt == null && d.DueAt <= now).OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(atMost);
            var rows = await due.AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
            var ids = rows.Select(r => r.Id).ToArray();
            if (ids.Length > 0)
                await lane.Context.Deliveries.Where(d => ids.Contains(d.Id)).ExecuteUpdateAsync(s => s.SetProperty(d => d.DueAt, now + Claim), cancellationToken).ConfigureAwait(false);
            return new Written<IReadOnlyList<Delivery>>([.. rows.OrderBy(r => r.MeantAt).ThenBy(r => r.Id)], Commit: true);
        },
        repeatable: true,
        cancellationToken);

    /// <summary>It was told, or will not be.</summary>
    /// <param name="outcome">See <see cref="Delivery.Outcome"/>.</param>
    public Task SettleAsync(Guid id, string outcome, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            var now = clock.GetUtcNow();
            await lane.Context.Deliveries.Where(d => d.Id == id)
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.DoneAt, now).SetProperty(d => d.Outcome, outcome), cancellationToken).ConfigureAwait(false);
            return new Written<bool>(Result: true, Commit: true);
        },
        repeatable: true,
        cancellationToken);

    /// <summary>Whether a delivery was missed: see <see cref="Delivery.Outcome"/>.</summary>
    public Task<bool> WasMissedAsync(WorkspaceId workspace, string key, CancellationToken cancellationToken) => database.ReadAsync(
        lane => lane.Context.Deliveries.AsNoTracking().AnyAsync(d => d.WorkspaceId == workspace && d.Key == key && d.Outcome == "missed", cancellationToken), cancellationToken);

    /// <summary>It waits until <paramref name="at"/>.</summary>
    /// <param name="failure">What went wrong, or null when it is merely held back.</param>
    public Task RetryAsync(Delivery delivery, DateTimeOffset at, string? failure, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            var attempts = delivery.Attempts + (failure is null ? 0 : 1);
            await lane.Context.Deliveries.Where(d => d.Id == delivery.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.DueAt, at).SetProperty(d => d.Attempts, attempts).SetProperty(d => d.LastError, failure), cancellationToken).ConfigureAwait(false);
            return new Written<bool>(Result: true, Commit: true);
        },
        repeatable: true,
        cancellationToken);

    /// <summary>When the next delivery or reminder is due, or null when there is none.</summary>
    public Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async lane =>
        {
            var delivery = await lane.Context.Deliveries.AsNoTracking().Where(d => d.DoneAt == null).OrderBy(d => d.DueAt).Select(d => (DateTimeOffset?)d.DueAt)
                .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            var reminder = await lane.Context.Reminders.AsNoTracking().Where(r => r.NextAt != null).OrderBy(r => r.NextAt).Select(r => r.NextAt)
                .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            return delivery is null || reminder < delivery ? reminder : delivery;
        },
        cancellationToken);

    /// <summary>Somebody who could not be reached is here again: what failed for them is tried at once.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> WakeAsync(WorkspaceId workspace, UserId user, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            var now = clock.GetUtcNow();
            var woken = await lane.Context.Deliveries.Where(d => d.WorkspaceId == workspace && d.UserId == user && d.DoneAt == null && d.Attempts > 0 && d.DueAt > now)
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.DueAt, now), cancellationToken).ConfigureAwait(false);
            return new Written<int>(woken, Commit: true);
        },
        repeatable: true,
        cancellationToken);

    /// <summary>Forgets what was settled long ago, and the messages that nothing is added to any more.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            var before = clock.GetUtcNow() - Memory;
            await lane.Context.Deliveries.Where(d => d.DoneAt != null && d.DoneAt < before).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            await lane.Context.PostedMessages.Where(m => m.PostedAt < before).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            return new Written<bool>(Result: true, Commit: true);
        },
        repeatable: true,
        cancellationToken);

    /// <summary>The message that gathers under a key, or null.</summary>
    public Task<PostedMessage?> PostedAsync(WorkspaceId workspace, string key, CancellationToken cancellationToken) => database.ReadAsync(
        lane => lane.Context.PostedMessages.AsNoTracking().FirstOrDefaultAsync(m => m.WorkspaceId == workspace && m.Key == key, cancellationToken),
        cancellationToken);

    /// <summary>Remembers a message in place of an earlier one of the same key.</summary>
    public Task RememberAsync(PostedMessage message, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            await lane.Context.PostedMessages.Where(m => m.WorkspaceId == message.WorkspaceId && m.Key == message.Key).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            await RowWriter.WriteAsync(lane, [message], cancellationToken).ConfigureAwait(false);
            return new Written<bool>(Result: true, Commit: true);
        },
        repeatable: true,
        cancellationToken);

    internal static async Task<int> AddAsync(Lane lane, IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        var added = 0;
        foreach (var group in deliveries.GroupBy(d => d.WorkspaceId))
        {
            var keys = group.Select(d => d.Key).ToArray();
            var there = await lane.Context.Deliveries.AsNoTracking().Where(d => d.WorkspaceId == group.Key && keys.Contains(d.Key)).Select(d => d.Key)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            object[] rows = [.. group.Where(d => !there.Contains(d.Key, StringComparer.Ordinal)).DistinctBy(d => d.Key, StringComparer.Ordinal)];
            await RowWriter.WriteAsync(lane, rows, cancellationToken).ConfigureAwait(false);
            added += rows.Length;
        }

        return added;
    }
}
