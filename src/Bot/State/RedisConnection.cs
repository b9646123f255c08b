using StackExchange.Redis;

namespace PmBot.Bot.State;

/// <summary>The connection to Redis: watched, replaced when it does not recover, and never waited for longer than a second.</summary>
/// <remarks>
/// While Redis is away commands fail at once. A supervisor pings: every second in good times, and at growing intervals,
/// from a tenth of a second to one second, until the first answer in bad ones.
/// </remarks>
public sealed class RedisConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan HealthyInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    // The client reconnects by itself; one that has not after so many pings is replaced.
    private const int PingsBeforeReplacing = 4;

    private readonly ConfigurationOptions _options;
    private readonly ILogger<RedisConnection> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _supervisor;
    private TaskCompletionSource _suspicion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ConnectionMultiplexer? _multiplexer;
    private volatile bool _available;

    /// <summary>Starts connecting; nothing is thrown when Redis is away.</summary>
    /// <param name="configuration">A StackExchange.Redis connection string, such as <c>localhost:6379,password=...</c>.</param>
    /// <param name="logger">For operators.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public RedisConnection(string configuration, ILogger<RedisConnection> logger)
    {
        _options = Parse(configuration);
        _logger = logger;
        _supervisor = Task.Run(() => SuperviseAsync(_stopping.Token));
    }

    /// <summary>Redis answered when it was last asked.</summary>
    public bool IsAvailable => _available;

    /// <summary>Reads and checks a connection string, and sets what this class relies on.</summary>
    /// <exception cref="ArgumentException">It cannot be read.</exception>
    public static ConfigurationOptions Parse(string configuration)
    {
        var options = ConfigurationOptions.Parse(configuration);
        if (options.EndPoints.Count == 0) throw new ArgumentException("The Redis connection string names no server.", nameof(configuration));
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = (int)Patience.TotalMilliseconds;
        options.SyncTimeout = (int)Patience.TotalMilliseconds;
        options.ConnectRetry = 1;
        options.KeepAlive = 10;
        options.ReconnectRetryPolicy = new LinearRetry(250);
        options.ClientName ??= "pmbot";
        return options;
    }

    /// <summary>Runs a command, or says within about a second that Redis is away.</summary>
    /// <exception cref="StateUnavailableException">Redis is away, or refused the command.</exception>
    public async Task<T> ExecuteAsync<T>(Func<IDatabase, Task<T>> command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var database = await DatabaseAsync(cancellationToken);
        Task<T>? running = null;
        try
        {
            running = command(database);
            return await running.WaitAsync(Patience, cancellationToken);
        }
        catch (RedisServerException e)
        {
            // It answers, so it is there; loading its data or out of memory, say.
            StateLog.RedisRefused(_logger, e.Message);
            throw new StateUnavailableException("Redis refused a command.", e);
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            Suspect();
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
        if (!_available || Volatile.Read(ref _multiplexer) is not { } multiplexer) return;
        try
        {
            command(multiplexer.GetDatabase());
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            Suspect();
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

    private async ValueTask<IDatabase> DatabaseAsync(CancellationToken cancellationToken)
    {
        // Right after the start: give the first attempt its chance.
        if (!_tried.Task.IsCompleted)
            await Task.WhenAny(_tried.Task, Task.Delay(Patience, cancellationToken));

        cancellationToken.ThrowIfCancellationRequested();
        if (!_available || Volatile.Read(ref _multiplexer) is not { } multiplexer) throw new StateUnavailableException("Redis does not answer.");
        return multiplexer.GetDatabase();
    }

    private void Suspect()
    {
        _available = false;
        Volatile.Read(ref _suspicion).TrySetResult();
    }

    private async Task SuperviseAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        bool? up = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            Volatile.Write(ref _suspicion, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            var failure = await CheckAsync(cancellationToken);
            if (cancellationToken.IsCancellationRequested) break;
            _available = failure is null;
            _tried.TrySetResult();
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
    }

    private async Task PauseAsync(int failures, CancellationToken cancellationToken)
    {
        var pause = failures == 0 ? HealthyInterval : ShortestPause * Math.Min(1 << Math.Min(failures - 1, 4), 10);
        var delay = Task.Delay(pause, cancellationToken);
        await Task.WhenAny(failures == 0 ? [delay, Volatile.Read(ref _suspicion).Task] : [delay]);
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
                await ping.WaitAsync(Patience, cancellationToken);
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
            return await connecting.WaitAsync(ConnectPatience, cancellationToken);
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
