using Microsoft.Data.Sqlite;

namespace PmBot.Bot.State;

/// <summary>State in a SQLite file of its own, durable across restarts and <c>kill -9</c>.</summary>
/// <remarks>
/// One writer takes everything that waits, decides the compare-and-sets in order and commits it in one transaction; callers
/// continue once that is done. Entries used last are also in memory, where a load costs no input or output.
/// </remarks>
public sealed class EmbeddedStateStore : IStateStore, IAsyncDisposable
{
    /// <summary>The path of a store that lives in memory and ends with the process.</summary>
    public const string InMemory = ":memory:";

    private const long CacheBytes = 16 << 20;

    private static readonly TimeSpan PurgeEvery = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly StateCache _cache;
    private readonly StateWriter _writer;
    private readonly ITimer _purge;

    private EmbeddedStateStore(string path, long cacheBytes, TimeProvider time, ILogger logger)
    {
        _time = time;
        _cache = new StateCache(cacheBytes);
        _writer = StateWriter.Start(path, _cache, time, logger);
        _purge = time.CreateTimer(_ => _writer.SchedulePurge(), state: null, PurgeEvery, PurgeEvery);
        StateLog.Opened(logger, path);
    }

    /// <summary>Opens or creates the file; a damaged one is moved aside.</summary>
    /// <param name="path">The file, or <see cref="InMemory"/>.</param>
    /// <param name="time">The clock of the times to live.</param>
    /// <param name="logger">For operators.</param>
    /// <exception cref="StateUnavailableException">Another process uses it, or it cannot be written.</exception>
    /// <exception cref="InvalidDataException">The file is somebody else's database.</exception>
    public static EmbeddedStateStore Open(string path, TimeProvider time, ILogger<EmbeddedStateStore> logger) =>
        Open(path, CacheBytes, time, logger);

    /// <summary>As the public one, with a memory of another size.</summary>
    internal static EmbeddedStateStore Open(string path, long cacheBytes, TimeProvider time, ILogger<EmbeddedStateStore> logger)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var inMemory = string.Equals(path, InMemory, StringComparison.Ordinal);
        try
        {
            return new EmbeddedStateStore(inMemory ? path : Path.GetFullPath(path), cacheBytes, time, logger);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw StateWriter.Unavailable(e);
        }
    }

    /// <inheritdoc/>
    public Task<StoredState?> LoadAsync(string key, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<StoredState?>(cancellationToken);
        if (!_cache.TryGet(key, out var entry) || !entry.TryRenew(_time.GetUtcNow().ToUnixTimeMilliseconds()))
            return _writer.AskAsync(batch => batch.Load(key), cancellationToken);

        entry.Referenced = true;
        return Task.FromResult<StoredState?>(entry.Stored);
    }

    /// <inheritdoc/>
    public Task<bool> SaveAsync(
        string key,
        ReadOnlyMemory<byte> utf8Json,
        long expectedVersion,
        TimeSpan? timeToLive,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        var milliseconds = StateLifetime.Milliseconds(timeToLive);
        var json = utf8Json.ToArray();
        return _writer.AskAsync(batch => batch.Save(key, json, expectedVersion, milliseconds), cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return _writer.AskAsync(batch => batch.Delete(key), cancellationToken);
    }

    /// <summary>Ends after everything that was asked for is written.</summary>
    public async ValueTask DisposeAsync()
    {
        await _purge.DisposeAsync();
        await _writer.DisposeAsync();
    }

    /// <summary>Removes what has expired now, instead of within a minute.</summary>
    internal Task PurgeAsync(CancellationToken cancellationToken) => _writer.PurgeAsync(cancellationToken);
}
