using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PmBot.ProjectCore.Storage;

/// <summary>The way to the store: reads side by side, writes each in a transaction of its own.</summary>
internal abstract class Database : IAsyncDisposable
{
    /// <summary>Hears of every statement; a test counts them.</summary>
    internal Action<string>? OnCommand { get; set; }

    /// <summary>Something thought to be written was not: what was read in between has to be forgotten.</summary>
    public Action? CommitFailed { get; set; }

    /// <summary>True on PostgreSQL.</summary>
    public abstract bool IsPostgres { get; }

    /// <summary>The database for the options.</summary>
    public static Database Open(StorageOptions options) =>
        string.IsNullOrWhiteSpace(options.Postgres) ? new SqliteDatabase(options.Path) : new PostgresDatabase(options.Postgres);

    /// <summary>Reads.</summary>
    public abstract Task<T> ReadAsync<T>(Func<Lane, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs the work in a transaction, committed if it says so.</summary>
    /// <param name="repeatable">The work finds out itself when it has been done already, so it may be repeated even when a commit's fate is unknown.</param>
    public abstract Task<T> WriteAsync<T>(Func<Lane, Task<Written<T>>> work, bool repeatable, CancellationToken cancellationToken);

    /// <summary>Gives out the next number of a counter in <c>workspace_counters</c>.</summary>
    public abstract Task<int> NextNumberAsync(Lane lane, string counter, Guid workspace, CancellationToken cancellationToken);

    /// <summary>As <see cref="WriteAsync"/>, with one process at a time in the whole database; for migrations and imports.</summary>
    public abstract Task<T> ExclusivelyAsync<T>(Func<Lane, Task<Written<T>>> work, CancellationToken cancellationToken);

    /// <summary>Whether the failure is a row that is there already.</summary>
    public abstract bool IsUniqueViolation(Exception exception);

    /// <summary>Whether the failure is a race that another try can win.</summary>
    public abstract bool IsLostRace(Exception exception);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    private protected SharedModel Model { get; } = new();

    private protected void OnCommitFailed() => CommitFailed?.Invoke();

    private protected DbContextOptionsBuilder<PmBotDbContext> Options()
    {
        var builder = new DbContextOptionsBuilder<PmBotDbContext>();
        builder.EnableThreadSafetyChecks(false); // a lane belongs to one flow
        builder.ConfigureWarnings(w => w.Ignore(
            CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning)); // the filters are meant to hide children of the deleted
        if (OnCommand is { } listener) builder.AddInterceptors(new CommandListener(listener));
        return builder;
    }
}

/// <summary>The result of a unit of work, and whether to keep what it wrote.</summary>
internal readonly record struct Written<T>(T Result, bool Commit);
