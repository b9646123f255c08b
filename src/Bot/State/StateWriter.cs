using System.Globalization;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace PmBot.Bot.State;

/// <summary>The only one who touches the file and changes the cache: takes requests in order, many in one transaction.</summary>
internal sealed class StateWriter : IAsyncDisposable
{
    private const int LargestBatch = 512;
    private const int LongestQueue = 4096;

    private readonly string _path;
    private readonly StateCache _cache;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly StateFileLock? _lock;
    private readonly Task _loop;
    private readonly Channel<StateRequest> _requests =
        Channel.CreateBounded<StateRequest>(new BoundedChannelOptions(LongestQueue) { SingleReader = true });

    private StateFile? _file;

    private StateWriter(string path, StateFileLock? fileLock, StateCache cache, TimeProvider time, ILogger logger)
    {
        (_path, _lock, _cache, _time, _logger) = (path, fileLock, cache, time, logger);
        _file = OpenFile();
        _loop = Task.Run(WriteAsync);
    }

    public static StateWriter Start(string path, StateCache cache, TimeProvider time, ILogger logger)
    {
#pragma warning disable CA2000 // The writer takes it over, and lets go of it last.
        var fileLock = string.Equals(path, EmbeddedStateStore.InMemory, StringComparison.Ordinal) ? null : StateFileLock.Take(path);
#pragma warning restore CA2000
        try
        {
            return new StateWriter(path, fileLock, cache, time, logger);
        }
        catch
        {
            fileLock?.Dispose();
            throw;
        }
    }

    public static StateUnavailableException Unavailable(Exception reason) =>
        new($"The state file cannot be read or written: {reason.Message}", reason);

    /// <summary>Has <paramref name="work"/> done in order; the answer comes when it is committed.</summary>
    /// <remarks>Cancelling works until the writer takes it, and then means that nothing was done.</remarks>
    public async Task<T> AskAsync<T>(Func<StateBatch, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = new StateRequest<T>(work);
        await using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((StateRequest)state!).Cancel(token),
            request);
        try
        {
            await _requests.Writer.WriteAsync(request, cancellationToken);
        }
        catch (ChannelClosedException e)
        {
            throw new ObjectDisposedException("The state store is closed.", e);
        }

        return await request.Answer;
    }

    /// <summary>Purges when there is time; skipped when the queue is full, since another round will come.</summary>
    public void SchedulePurge() => _requests.Writer.TryWrite(new StateRequest<bool>(PurgeStep));

    public async Task PurgeAsync(CancellationToken cancellationToken)
    {
        while (await AskAsync(batch => batch.Purge().More, cancellationToken))
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_requests.Writer.TryComplete()) return;
        await _loop;
        _file?.Dispose();
        _lock?.Dispose();
    }

    private async Task WriteAsync()
    {
        var batch = new List<StateRequest>(LargestBatch);
        while (await _requests.Reader.WaitToReadAsync())
        {
            while (batch.Count < LargestBatch && _requests.Reader.TryRead(out var request))
            {
                if (request.TryTake()) batch.Add(request);
            }

            Commit(batch);
            batch.Clear();
        }

        // What readers renewed is only in memory until a purge or this.
        if (_file is not null) Commit([new StateRequest<bool>(batch => batch.WriteRenewals())]);
    }

    private void Commit(List<StateRequest> requests)
    {
        if (requests.Count == 0) return;
        try
        {
            var file = _file ?? Reopen();
            var batch = new StateBatch(file, _cache, _time.GetUtcNow().ToUnixTimeMilliseconds());
            file.Begin();
            foreach (var request in requests) request.Apply(batch);
            batch.Trim();
            file.Commit();
            batch.Publish();
        }
#pragma warning disable CA1031 // Whatever happens, callers must hear of it and the writer go on: behind it everybody waits.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Abandon(e);
            var reason = e is SqliteException or IOException or UnauthorizedAccessException ? Unavailable(e) : e;
            foreach (var request in requests) request.Fail(reason);
            return;
        }

        foreach (var request in requests) request.Complete();
    }

    private bool PurgeStep(StateBatch batch)
    {
        var (deleted, more) = batch.Purge();
        if (deleted > 0) StateLog.Purged(_logger, deleted);
        if (more) SchedulePurge();
        return more;
    }

    // What the file holds is uncertain now, so the memory is worth nothing any more; the next batch opens the file again.
    private void Abandon(Exception reason)
    {
        _cache.Clear();
        if (_file is null) return;
        StateLog.FileFailed(_logger, _path, reason);
        _file.Dispose();
        _file = null;
        if (!StateFile.IsCorruption(reason)) return;
        try
        {
            MoveAside(reason);
        }
        catch (IOException e)
        {
            StateLog.FileFailed(_logger, _path, e);
        }
    }

    private StateFile Reopen()
    {
        _file = OpenFile();
        StateLog.FileRecovered(_logger, _path);
        return _file;
    }

    private StateFile OpenFile()
    {
        try
        {
            return StateFile.Open(_path);
        }
        catch (SqliteException e) when (StateFile.IsCorruption(e))
        {
            MoveAside(e);
            return StateFile.Open(_path);
        }
    }

    private void MoveAside(Exception reason)
    {
        var stamp = _time.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);
        var aside = $"{_path}.damaged-{stamp}";
        foreach (var suffix in (ReadOnlySpan<string>)["", "-wal", "-shm"])
        {
            if (File.Exists(_path + suffix)) File.Move(_path + suffix, aside + suffix, overwrite: true);
        }

        StateLog.MovedAside(_logger, _path, aside, reason);
    }
}
