using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace PmBot.ProjectCore.Storage;

/// <summary>One file, write-ahead logged: readers never wait; writers of this process queue at a gate instead of polling a busy lock.</summary>
/// <remarks>
/// <c>synchronous=NORMAL</c>: what is committed survives the death of the process at any moment; a power failure may take
/// the last commits, never the file.
/// </remarks>
internal sealed class SqliteDatabase(string path) : Database
{
    private const int MaxIdleReaders = 8;
    private const int Busy = 5;
    private const int UniqueIndex = 2067;
    private const int PrimaryKey = 1555;

#pragma warning disable CA2213 // Who still queues at the gate when the host stops is let through to a clear error; without wait handles there is nothing to free.
    private readonly SemaphoreSlim gate = new(1, 1);
#pragma warning restore CA2213
    private readonly ConcurrentBag<Lane> readers = [];
    private Lane? writer;
    private bool disposed;

    public override bool IsPostgres => false;

    public override async Task<T> ReadAsync<T>(Func<Lane, Task<T>> work, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var lane = readers.TryTake(out var idle) ? idle : Open();
        var healthy = false;
        try
        {
            var result = await work(lane).ConfigureAwait(false);
            lane.Context.ChangeTracker.Clear();
            healthy = true;
            return result;
        }
        finally
        {
            if (healthy && !disposed && readers.Count < MaxIdleReaders) readers.Add(lane);
            else await lane.DisposeAsync().ConfigureAwait(false);
        }
    }

    public override async Task<T> WriteAsync<T>(Func<Lane, Task<Written<T>>> work, bool repeatable, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            var lane = writer ??= Open();
            return await InTransactionAsync(lane, work, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    public override async Task<int> NextNumberAsync(Lane lane, string counter, Guid workspace, CancellationToken cancellationToken)
    {
        var next = await lane.Command($"UPDATE workspace_counters SET {counter} = {counter} + 1 WHERE workspace_id = @p0 RETURNING {counter}", workspace)
            .ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        return checked((int)(long)next!);
    }

    public override Task<T> ExclusivelyAsync<T>(Func<Lane, Task<Written<T>>> work, CancellationToken cancellationToken) =>
        WriteAsync(work, repeatable: true, cancellationToken); // a transaction that writes is exclusive here, and takes DDL too

    public override bool IsUniqueViolation(Exception exception) =>
        Cause(exception) is { SqliteExtendedErrorCode: UniqueIndex or PrimaryKey };

    public override bool IsLostRace(Exception exception) =>
        exception is DbUpdateConcurrencyException || Cause(exception) is { SqliteErrorCode: Busy };

    public override async ValueTask DisposeAsync()
    {
        if (disposed) return;
        await gate.WaitAsync().ConfigureAwait(false);
        disposed = true;
        if (writer is not null) await writer.DisposeAsync().ConfigureAwait(false);
        while (readers.TryTake(out var reader)) await reader.DisposeAsync().ConfigureAwait(false);
        gate.Release(); // whoever still queues is told that it is over
    }

    private async Task<T> InTransactionAsync<T>(Lane lane, Func<Lane, Task<Written<T>>> work, CancellationToken cancellationToken)
    {
        var healthy = false;
        try
        {
            await lane.ExecuteAsync("BEGIN IMMEDIATE", cancellationToken).ConfigureAwait(false);
            var written = await work(lane).ConfigureAwait(false);
            // Not to be cancelled any more: the caller shall know what became of it.
            await lane.ExecuteAsync(written.Commit ? "COMMIT" : "ROLLBACK", CancellationToken.None).ConfigureAwait(false);
            lane.Context.ChangeTracker.Clear();
            healthy = true;
            return written.Result;
        }
        finally
        {
            if (!healthy)
            {
                // Closing the connection rolls back whatever was begun.
                writer = null;
                await lane.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static SqliteException? Cause(Exception exception) => exception as SqliteException ?? exception.InnerException as SqliteException;

#pragma warning disable CA2000 // The lane owns its connection and context.
    private Lane Open()
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, ForeignKeys = true }.ConnectionString);
        try
        {
            connection.Open();
            using var pragmas = connection.CreateCommand();
            pragmas.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY;";
            pragmas.ExecuteNonQuery();
            var context = new PmBotDbContext(Options().UseSqlite(connection, o => o.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)).Options);
            context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never; // BEGIN IMMEDIATE is ours
            return new Lane(context, connection, OnCommand);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new StorageUnavailableException($"The database {path} cannot be opened: {e.Message}", e);
        }
    }
#pragma warning restore CA2000
}
