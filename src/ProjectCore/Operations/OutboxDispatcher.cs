using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Text;

namespace PmBot.ProjectCore.Operations;

/// <summary>Brings stored events to their handlers, at least once each, whatever fails and whenever the process dies.</summary>
public sealed partial class OutboxDispatcher : BackgroundService
{
    private const int BatchSize = 50;
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly Database database;
    private readonly Outbox outbox;
    private readonly TimeProvider clock;
    private readonly ILogger<OutboxDispatcher> logger;

    // Within a process one batch after the other; between processes the claims part them.
    private readonly SemaphoreSlim one = new(1, 1);

    internal OutboxDispatcher(Database database, Outbox outbox, TimeProvider clock, ILogger<OutboxDispatcher> logger) =>
        (this.database, this.outbox, this.clock, this.logger) = (database, outbox, clock, logger);

    /// <summary>Delivers all that is due now, and waits for what is being delivered already: for whoever needs to see what came of it.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        if (outbox.Handlers.Count == 0) return;
        while (await DeliverAsync(cancellationToken).ConfigureAwait(false) > 0)
        {
        }
    }

    /// <summary>Delivers what is due.</summary>
    /// <returns>How many events were taken up; a full batch means that there may be more.</returns>
    internal async Task<int> DeliverAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await DeliverBatchAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        one.Dispose();
        base.Dispose();
    }

    private async Task<int> DeliverBatchAsync(CancellationToken cancellationToken)
    {
        var rows = await ClaimAsync(cancellationToken).ConfigureAwait(false);
        foreach (var row in rows)
        {
            var left = await DeliverAsync(row, cancellationToken).ConfigureAwait(false);
            await database.WriteAsync(async lane => new Written<int>(await SettleAsync(lane, left, row.Id, cancellationToken).ConfigureAwait(false), Commit: true), repeatable: true, cancellationToken)
                .ConfigureAwait(false);
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (outbox.Handlers.Count == 0) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await DeliverAsync(stoppingToken).ConfigureAwait(false) == BatchSize) continue;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The job runner's own loop: the store may be away for a while, and the events wait.
            catch (Exception e)
            {
                LogStoreFailed(e);
            }
#pragma warning restore CA1031

            await outbox.WaitAsync(LookAnyway, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<List<OutboxEvent>> ClaimAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(
            async lane =>
            {
                var now = clock.GetUtcNow();
                var due = database.IsPostgres
                    ? lane.Context.Outbox.FromSqlRaw("SELECT * FROM outbox_events WHERE due_at <= {0} ORDER BY id LIMIT {1} FOR UPDATE SKIP LOCKED", now, BatchSize)
                    : lane.Context.Outbox.Where(e => e.DueAt <= now).OrderBy(e => e.Id).Take(BatchSize);
                var rows = await due.AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
                var ids = rows.Select(r => r.Id).ToArray();
                if (ids.Length > 0)
                    await lane.Context.Outbox.Where(e => ids.Contains(e.Id)).ExecuteUpdateAsync(s => s.SetProperty(e => e.DueAt, now + Claim), cancellationToken).ConfigureAwait(false);
                rows.Sort((a, b) => a.Id.CompareTo(b.Id));
                return new Written<List<OutboxEvent>>(rows, Commit: true);
            },
            repeatable: true,
            cancellationToken);

    /// <summary>Null when everybody has had it, else the row for the next try.</summary>
    private async Task<OutboxEvent?> DeliverAsync(OutboxEvent row, CancellationToken cancellationToken)
    {
        var had = TextList.Split(row.DeliveredTo).ToList();
        var (told, failure) = Read(row);
        if (told is null) return Again(row, had, failure);
        foreach (var handler in outbox.Owed(row))
        {
            try
            {
                await handler.HandleAsync(told, cancellationToken).ConfigureAwait(false);
                had.Add(handler.Name);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
#pragma warning disable CA1031 // A handler may fail in any way; the others shall have the event all the same.
            catch (Exception e)
            {
                failure = $"{handler.Name}: {e.GetType().Name}: {e.Message}";
                LogHandlerFailed(e, handler.Name, row.Type, row.Attempts + 1);
            }
#pragma warning restore CA1031
        }

        return failure is null ? null : Again(row, had, failure);
    }

    private OutboxEvent Again(OutboxEvent row, List<string> had, string? failure) => new()
    {
        Id = row.Id,
        Attempts = row.Attempts + 1,
        DeliveredTo = TextList.Join(had),
        LastError = failure,
        DueAt = clock.GetUtcNow() + Pause(row.Attempts),
    };

    /// <summary>The event, or why it cannot be read: one that another version wrote must not keep back those behind it.</summary>
    private (DomainEvent? Event, string? Failure) Read(OutboxEvent row)
    {
        try
        {
            return (JsonSerializer.Deserialize(row.Payload, ProjectCoreJson.Plain.DomainEvent), null);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            LogUnreadable(e, row.Type, row.Attempts + 1);
            return (null, $"{e.GetType().Name}: {e.Message}");
        }
    }

    private static Task<int> SettleAsync(Lane lane, OutboxEvent? left, Guid id, CancellationToken cancellationToken) => left is null
        ? lane.Context.Outbox.Where(e => e.Id == id).ExecuteDeleteAsync(cancellationToken)
        : lane.Context.Outbox.Where(e => e.Id == id).ExecuteUpdateAsync(
            s => s.SetProperty(e => e.Attempts, left.Attempts).SetProperty(e => e.DeliveredTo, left.DeliveredTo).SetProperty(e => e.LastError, left.LastError)
                .SetProperty(e => e.DueAt, left.DueAt),
            cancellationToken);

    /// <summary>One second, two, four ... ten minutes.</summary>
    private static TimeSpan Pause(int attempts) => TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(attempts, 20)), LongestPause.TotalSeconds));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Event handler {Handler} failed on {EventType}, attempt {Attempt}; it will be tried again")]
    private partial void LogHandlerFailed(Exception exception, string handler, string eventType, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "An event {EventType} cannot be read, attempt {Attempt}; it will be tried again")]
    private partial void LogUnreadable(Exception exception, string eventType, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Events cannot be delivered now")]
    private partial void LogStoreFailed(Exception exception);
}
