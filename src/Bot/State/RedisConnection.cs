using StackExchange.Redis;

namespace PmBot.Bot.State;

/// <summary>The connection to Redis: watched, replaced when it does not recover, and never waited for longer than its <c>syncTimeout</c>, a second unless the connection string says otherwise.</summary>
/// <remarks>
/// While Redis is away commands fail at once. A supervisor pings: every second in good times, and at growing intervals,
/// from a tenth of a second to one second, until the first answer in bad ones.
/// </remarks>
public sealed class RedisConnection : IAsyncDisposable
{
    private static readonly TimeSpan HealthyInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    // The client reconnects by itself; one that has not after so many pings is replaced.
    private const int PingsBeforeReplacing = 4;

    private readonly ConfigurationOptions _options;
    private readonly TimeSpan _patience;
    private readonly ILogger<RedisConnection> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly RedisHealth _health = new();
    private readonly Task _supervisor;
    private ConnectionMultiplexer? _multiplexer;

    /// <summary>Starts connecting; nothing is thrown when Redis is away.</summary>
    /// <param name="configuration">A StackExchange.Redis connection string, such as <c>localhost:6379,password=...</c>, or a <c>redis://</c> address.</param>
    /// <param name="logger">For operators.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public RedisConnection(string configuration, ILogger<RedisConnection> logger)
    {
        _options = Parse(configuration);
        _patience = TimeSpan.FromMilliseconds(_options.SyncTimeout);
        _logger = logger;
        _supervisor = Task.Run(() => SuperviseAsync(_stopping.Token));
    }

    /// <summary>Redis answered when it was last asked.</summary>
    public bool IsAvailable => _health.IsAvailable;

    /// <summary>Reads and checks a connection string, and sets what this class relies on.</summary>
    /// <exception cref="ArgumentException">It cannot be read.</exception>
    public static ConfigurationOptions Parse(string configuration)
    {
        var options = ConfigurationOptions.Parse(RedisAddress.ToConnectionString(configuration));
        if (options.EndPoints.Count == 0) throw new ArgumentException("ConnectionStrings:Redis names no server.", nameof(configuration));
        options.AbortOnConnectFail = false;
        // A second, unless the connection string has another.
        options.ConnectTimeout = options.SyncTimeout;
        options.ConnectRetry = 1;
        options.KeepAlive = 10;
        options.ReconnectRetryPolicy = new LinearRetry(250);
        options.ClientName ??= "pmbot";
        return options;
    }

    /// <summary>Runs a command, or says when its time is over that Redis is away.</summary>
    /// <exception cref="StateUnavailableException">Redis is away, or refused the command.</exception>
    public async Task<T> ExecuteAsync<T>(Func<IDatabase, Task<T>> command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var multiplexer = await ConnectedAsync(cancellationToken);
        Task<T>? running = null;
        try
        {
            running = command(multiplexer.GetDatabase());
            return await running.WaitAsync(_patience, cancellationToken);
        }
        catch (TimeoutException) when (running is { IsCompletedSuccessfully: true })
        {
            // The answer came in time; it was this process that was too busy to look.
            return await running;
        }
        catch (RedisServerException e)
        {
            // It answers, so it is there; loading its data or out of memory, say.
            StateLog.RedisRefused(_logger, e.Message);
            throw new StateUnavailableException("Redis refused a command.", e);
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            _health.Doubt();
            throw new StateUnavailableException("Redis does not answer.", e);
        }
        finally
        {
            if (running is { IsCompleted: false }) Observe(running);
        }
    }

    /// <summary>Sends a command without waiting for its answer; it is dropped while Redis is away.</summary>
    public void Send(Action<IDatabase> command)
    {
        if (!IsAvailable || Volatile.Read(ref _multiplexer) is not { } multiplexer) return;
        try
        {
            command(multiplexer.GetDatabase());
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            _health.Doubt();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested) return;
        await _stopping.CancelAsync();
        await _supervisor;
        _stopping.Dispose();
        Close(Interlocked.Exchange(ref _multiplexer, null));
    }

    private static void Close(ConnectionMultiplexer? multiplexer)
    {
        if (multiplexer is null) return;
        multiplexer.Close(allowCommandsToComplete: false);
        multiplexer.Dispose();
    }

    // Its failure, when it comes at last, interests nobody; but somebody has to look at it.
    private static void Observe(Task task) =>
        _ = task.ContinueWith(
            static abandoned => _ = abandoned.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

    private async ValueTask<ConnectionMultiplexer> ConnectedAsync(CancellationToken cancellationToken)
    {
        if (!await _health.IsAvailableAsync(cancellationToken) || Volatile.Read(ref _multiplexer) is not { } multiplexer) throw new StateUnavailableException("Redis does not answer.");
        return multiplexer;
    }

    private async Task SuperviseAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        bool? up = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            var failure = await CheckAsync(cancellationToken);
            if (cancellationToken.IsCancellationRequested) break;
            _health.Report(answered: failure is null);
            if (failure is null)
            {
                if (up is not true) StateLog.RedisUp(_logger);
                (up, failures) = (true, 0);
            }
            else
            {
                if (up is not false) StateLog.RedisDown(_logger, failure);
                (up, failures) = (false, failures + 1);
                if (failures % PingsBeforeReplacing == 0) Replace();
            }

            await PauseAsync(failures, cancellationToken);
        }

        _health.Stop();
    }

    private async Task PauseAsync(int failures, CancellationToken cancellationToken)
    {
        var pause = failures == 0 ? HealthyInterval : ShortestPause * Math.Min(1 << Math.Min(failures - 1, 4), 10);
        var delay = Task.Delay(pause, cancellationToken);
        await Task.WhenAny(failures == 0 ? [delay, _health.Doubted] : [delay]);
    }

    private void Replace()
    {
        if (Interlocked.Exchange(ref _multiplexer, null) is not { } old) return;
        StateLog.RedisReplaced(_logger);
        Close(old);
    }

    /// <summary>Asks Redis for a sign of life; null when it gave one, else why not.</summary>
    private async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_multiplexer is null) Volatile.Write(ref _multiplexer, await ConnectAsync(cancellationToken));
            var ping = _multiplexer.GetDatabase().PingAsync();
            try
            {
                await ping.WaitAsync(_patience, cancellationToken);
            }
            finally
            {
                if (!ping.IsCompleted) Observe(ping);
            }

            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return "stopping";
        }
#pragma warning disable CA1031 // The supervisor outlives everything, whatever this client throws; the reason is logged.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e.Message;
        }
    }

    private async Task<ConnectionMultiplexer> ConnectAsync(CancellationToken cancellationToken)
    {
        var connecting = ConnectionMultiplexer.ConnectAsync(_options.Clone());
        try
        {
            return await connecting.WaitAsync(_patience * 3, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            _ = connecting.ContinueWith(
                static late => { if (late.IsCompletedSuccessfully) Close(late.Result); else _ = late.Exception; },
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default);
            throw;
        }
    }
}
