using System.Collections.Concurrent;
using System.Globalization;
using StackExchange.Redis;

namespace PmBot.Bot.State;

/// <summary>The gate of several instances: in order within this one, and a lock in Redis against the others.</summary>
/// <remarks>
/// <para>The lock names the instance and a growing number. Since only one turn of an instance asks for it at a time, a lock
/// that this instance already holds was lost on the way (an answer that never came) and is simply taken over.</para>
/// <para>An instance that has to wait reserves the next turn, so that a busy one cannot keep it out.</para>
/// </remarks>
public sealed class RedisConversationGate : IConversationGate, IAsyncDisposable
{
    private const string EnterScript =
        """
        local holder = redis.call('GET', KEYS[1])
        if holder then
          local instance, number = string.match(holder, '^(.*):(%d+)$')
          if instance == ARGV[1] and tonumber(number) < tonumber(ARGV[2]) then
            redis.call('DEL', KEYS[1])
            holder = false
          end
        end
        local reserved = redis.call('GET', KEYS[2])
        local mine = not reserved or reserved == ARGV[1]
        if mine and not holder then
          redis.call('SET', KEYS[1], ARGV[1] .. ':' .. ARGV[2], 'PX', ARGV[3])
          redis.call('DEL', KEYS[2])
          return 1
        end
        if mine then redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[4]) end
        return 0
        """;

    private const string RenewScript = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0";

    private const string LeaveScript =
        """
        if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
        if ARGV[2] ~= '' and redis.call('GET', KEYS[2]) == ARGV[2] then redis.call('DEL', KEYS[2]) end
        return 1
        """;

    private const CommandFlags Quietly = CommandFlags.FireAndForget | CommandFlags.NoScriptCache;

    // A lock outlives a dead instance by at most the lease; a reservation must outlive a few polls.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Reservation = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan SlowestPoll = TimeSpan.FromMilliseconds(50);

    private readonly LocalConversationGate _local = new();
    private readonly ConcurrentDictionary<string, string> _held = new(StringComparer.Ordinal);
    private readonly RedisConnection _redis;
    private readonly string _prefix;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisConversationGate> _logger;
    private readonly string _instance = Guid.NewGuid().ToString("N");
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _renewal;
    private long _entries;

    /// <summary>Creates the gate of one instance.</summary>
    public RedisConversationGate(RedisConnection redis, string keyPrefix, TimeProvider time, ILogger<RedisConversationGate> logger)
    {
        (_redis, _prefix, _time, _logger) = (redis, keyPrefix, time, logger);
        _renewal = Task.Run(() => RenewAsync(_stopping.Token));
    }

    /// <inheritdoc/>
    public async ValueTask<IAsyncDisposable> EnterAsync(string conversationKey, CancellationToken cancellationToken)
    {
        var local = await _local.EnterAsync(conversationKey, cancellationToken);
        var number = Interlocked.Increment(ref _entries).ToString(CultureInfo.InvariantCulture);
        var token = $"{_instance}:{number}";
        try
        {
            await LockAsync(conversationKey, number, cancellationToken);
        }
        catch
        {
            // Redis may have given the lock, or still give it, without our hearing of it.
            Unlock(conversationKey, token, _instance);
            await local.DisposeAsync();
            throw;
        }

        _held[conversationKey] = token;
        return new Pass(this, conversationKey, token, local);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested) return;
        await _stopping.CancelAsync();
        await _renewal;
        _stopping.Dispose();
    }

    private async Task LockAsync(string key, string number, CancellationToken cancellationToken)
    {
        RedisValue[] values = [_instance, number, (long)Lease.TotalMilliseconds, (long)Reservation.TotalMilliseconds];
        var pause = FirstPoll;
        while (true)
        {
            var entered = await _redis.ExecuteAsync(
                database => database.ScriptEvaluateAsync(EnterScript, KeysOf(key), values, CommandFlags.NoScriptCache),
                cancellationToken);
            if ((long)entered == 1) return;
            await Task.Delay(pause, _time, cancellationToken);
            pause = pause * 2 < SlowestPoll ? pause * 2 : SlowestPoll;
        }
    }

    // Nobody waits for the answer: the next command of this instance comes after it on the same connection, and a lock
    // whose release is lost is taken over by this instance or runs out.
    private void Unlock(string key, string token, string reservation) =>
        _redis.Send(database => _ = database.ScriptEvaluateAsync(LeaveScript, KeysOf(key), [token, reservation], Quietly));

    private RedisKey[] KeysOf(string key) => [$"{_prefix}lock:{{{key}}}", $"{_prefix}lock:{{{key}}}:next"];

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(RenewEvery, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                foreach (var (key, token) in _held) await RenewAsync(key, token, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The gate closes.
        }
    }

    private async Task RenewAsync(string key, string token, CancellationToken cancellationToken)
    {
        try
        {
            RedisValue[] values = [token, (long)Lease.TotalMilliseconds];
            var renewed = await _redis.ExecuteAsync(
                database => database.ScriptEvaluateAsync(RenewScript, [KeysOf(key)[0]], values, CommandFlags.NoScriptCache),
                cancellationToken);
            if ((long)renewed == 0 && _held.TryRemove(KeyValuePair.Create(key, token))) StateLog.LockLost(_logger, key);
        }
        catch (StateUnavailableException)
        {
            // Reported by the connection; the next round tries again, well within the lease.
        }
    }

    private sealed class Pass(RedisConversationGate gate, string key, string token, IAsyncDisposable local) : IAsyncDisposable
    {
        private int _left;

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _left, 1) != 0) return;
            gate._held.TryRemove(KeyValuePair.Create(key, token));
            gate.Unlock(key, token, reservation: "");
            await local.DisposeAsync();
        }
    }
}
