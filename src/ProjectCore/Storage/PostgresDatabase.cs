using System.Data;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PmBot.ProjectCore.Storage;

/// <summary>A PostgreSQL server. It may be restarted at any time: what was not committed is tried once more on a fresh connection.</summary>
internal sealed class PostgresDatabase : Database
{
    // Any number that nobody else uses: all who migrate this schema agree on it.
    private const long MigrationLock = 0x506D426F74;

    // What a server allows without being told is 100 for everybody.
    private const int Connections = 64;
    private const int CounterConnections = 4;

    private readonly NpgsqlDataSource source;
    private readonly NpgsqlDataSource counters;

    public PostgresDatabase(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "pmbot" };
        if (settings.MaxAutoPrepare == 0) (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (100, 2);
        if (settings.MaxPoolSize == new NpgsqlConnectionStringBuilder().MaxPoolSize) settings.MaxPoolSize = Connections;
        source = NpgsqlDataSource.Create(settings);
        (settings.MinPoolSize, settings.MaxPoolSize) = (0, CounterConnections);
        counters = NpgsqlDataSource.Create(settings);
    }

    public override bool IsPostgres => true;

    public override Task<T> ReadAsync<T>(Func<Lane, Task<T>> work, CancellationToken cancellationToken) =>
        RetryAsync(async _ =>
        {
            await using var lane = await OpenAsync(cancellationToken).ConfigureAwait(false);
            return await work(lane).ConfigureAwait(false);
        });

    public override Task<T> WriteAsync<T>(Func<Lane, Task<Written<T>>> work, bool repeatable, CancellationToken cancellationToken) =>
        RetryAsync(async attempt =>
        {
            await using var lane = await OpenAsync(cancellationToken).ConfigureAwait(false);
            var transaction = await ((NpgsqlConnection)lane.Connection).BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                lane.Transaction = transaction;
                var written = await work(lane).ConfigureAwait(false);
                if (!written.Commit)
                {
                    await transaction.RollbackAsync(CancellationToken.None).ConfigureAwait(false);
                    return written.Result;
                }

                // From here on a broken connection leaves it open whether the commit was done.
                attempt.MayRepeat = repeatable;
                await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                return written.Result;
            }
        });

    public override async Task<int> NextNumberAsync(Lane lane, string counter, Guid workspace, CancellationToken cancellationToken)
    {
        // On a connection of its own and not waiting for the disk, so that the counter's row is locked for microseconds only. Nothing is lost
        // by that: whoever uses the number commits later, and the log is flushed in order. The price is a gap when the operation fails.
        // Of a pool of its own, too: who comes here holds a connection already, and if all of the pool's holders wanted a second one, none got it.
        var command = counters.CreateCommand(
            $"WITH lax AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)) UPDATE workspace_counters SET {counter} = {counter} + 1 FROM lax WHERE workspace_id = $1 RETURNING {counter}");
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = workspace });
            return (int)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        }
    }

    public override Task<T> ExclusivelyAsync<T>(Func<Lane, Task<Written<T>>> work, CancellationToken cancellationToken) =>
        WriteAsync(
            async lane =>
            {
                await lane.ExecuteAsync("SELECT pg_advisory_xact_lock(@p0)", cancellationToken, MigrationLock).ConfigureAwait(false);
                return await work(lane).ConfigureAwait(false);
            },
            repeatable: true,
            cancellationToken);

    public override bool IsUniqueViolation(Exception exception) => Cause(exception) is { SqlState: PostgresErrorCodes.UniqueViolation };

    public override bool IsLostRace(Exception exception) =>
        exception is DbUpdateConcurrencyException
        || Cause(exception) is { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    public override async ValueTask DisposeAsync()
    {
        await source.DisposeAsync().ConfigureAwait(false);
        await counters.DisposeAsync().ConfigureAwait(false);
    }

    private static PostgresException? Cause(Exception exception) => exception as PostgresException ?? exception.InnerException as PostgresException;

    private static bool IsBroken(Exception exception) => exception switch
    {
        PostgresException { SqlState: ['0', '8', ..] or ['5', '7', 'P', ..] } => true,
        PostgresException => false,
        NpgsqlException or SocketException or IOException => true,
        _ => exception.InnerException is { } inner && IsBroken(inner),
    };

    private async Task<T> RetryAsync<T>(Func<Attempt, Task<T>> work)
    {
        var attempt = new Attempt();
        try
        {
            return await work(attempt).ConfigureAwait(false);
        }
        catch (Exception e) when (IsBroken(e) && attempt.MayRepeat)
        {
            source.Clear(); // after a restart every pooled connection is dead
            counters.Clear();
        }
        catch (Exception e) when (IsBroken(e))
        {
            throw new StorageUnavailableException("The connection to PostgreSQL broke during a commit; whether it was done is not known.", e);
        }

        try
        {
            return await work(attempt).ConfigureAwait(false);
        }
        catch (Exception e) when (IsBroken(e))
        {
            throw new StorageUnavailableException("PostgreSQL cannot be reached.", e);
        }
    }

    private async Task<Lane> OpenAsync(CancellationToken cancellationToken) =>
        new(await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false), MakeContext, Model, OnCommand);

    private PmBotDbContext MakeContext(Lane lane)
    {
        var context = new PmBotDbContext(
            Options().UseNpgsql(lane.Connection, o => o.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)).Options);
        context.Database.AutoSavepointsEnabled = false; // a failed save ends the transaction anyway
        if (lane.Transaction is { } transaction) context.Database.UseTransaction(transaction);
        return context;
    }

    private sealed class Attempt
    {
        public bool MayRepeat { get; set; } = true;
    }
}
