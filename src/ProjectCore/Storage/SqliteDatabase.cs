using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace PmBot.ProjectCore.Storage;

/// <summary>One file, write-ahead logged: readers never wait; writers of this process queue at <see cref="SqliteWriter"/> instead of polling a busy lock.</summary>
/// <remarks>
/// <c>synchronous=NORMAL</c>: what is committed survives the death of the process at any moment; a power failure may take
/// the last commits, never the file.
/// </remarks>
internal sealed class SqliteDatabase : Database
{
    /// <summary>Folds a text as <see cref="Text.Folding"/> does, for searching: SQLite itself knows no letters beyond ASCII.</summary>
    public const string FoldFunction = "pm_fold";

    private const int MaxIdleReaders = 8;
    private const int Busy = 5;
    private const int UniqueIndex = 2067;
    private const int PrimaryKey = 1555;

    private readonly string path;
    private readonly ConcurrentBag<Lane> readers = [];
    private readonly SqliteWriter writer;
    private volatile bool disposed;

    public SqliteDatabase(string path)
    {
        this.path = path;
        writer = new SqliteWriter(Open);
        writer.CommitFailed += OnCommitFailed;
    }

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
            lane.Forget();
            healthy = true;
            return result;
        }
        finally
        {
            if (healthy && !disposed && readers.Count < MaxIdleReaders) readers.Add(lane);
            else await lane.DisposeAsync().ConfigureAwait(false);
        }
    }

    public override Task<T> WriteAsync<T>(Func<Lane, Task<Written<T>>> work, bool repeatable, CancellationToken cancellationToken) =>
        writer.WriteAsync(work, cancellationToken);

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
        disposed = true;
        await writer.DisposeAsync().ConfigureAwait(false);
        while (readers.TryTake(out var reader)) await reader.DisposeAsync().ConfigureAwait(false);
    }

    private static SqliteException? Cause(Exception exception) => exception as SqliteException ?? exception.InnerException as SqliteException;

    private PmBotDbContext MakeContext(Lane lane)
    {
        var context = new PmBotDbContext(Options().UseSqlite(lane.Connection, o => o.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)).Options);
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never; // the transactions are SqliteWriter's
        return context;
    }

#pragma warning disable CA2000 // The lane owns its connection and context.
    private Lane Open()
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, ForeignKeys = true }.ConnectionString);
        try
        {
            connection.Open();
            using var pragmas = connection.CreateCommand();
            pragmas.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 8000;";
            pragmas.ExecuteNonQuery();
            connection.CreateFunction(FoldFunction, (string? text) => text is null ? "" : Text.Folding.Fold(text), isDeterministic: true);
            return new Lane(connection, MakeContext, Model, OnCommand);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new StorageUnavailableException($"The database {path} cannot be opened: {e.Message}", e);
        }
    }
#pragma warning restore CA2000
}
