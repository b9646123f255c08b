using System.Globalization;
using StackExchange.Redis;

namespace PmBot.Bot.State;

/// <summary>State in Redis, for several instances: a hash an entry, changed by scripts so that each step is atomic.</summary>
public sealed class RedisStateStore(RedisConnection redis, string keyPrefix) : IStateStore
{
    // Fields: v version, t time to live in milliseconds (0: none), d document.
    private const string LoadScript =
        """
        local entry = redis.call('HMGET', KEYS[1], 'v', 't', 'd')
        if not entry[1] then return nil end
        if entry[2] ~= '0' then redis.call('PEXPIRE', KEYS[1], entry[2]) end
        return { entry[1], entry[3] }
        """;

    private const string SaveScript =
        """
        if (redis.call('HGET', KEYS[1], 'v') or '0') ~= ARGV[1] then return 0 end
        redis.call('HMSET', KEYS[1], 'v', ARGV[2], 't', ARGV[3], 'd', ARGV[4])
        if ARGV[3] == '0' then redis.call('PERSIST', KEYS[1]) else redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
        return 1
        """;

    /// <inheritdoc/>
    public async Task<StoredState?> LoadAsync(string key, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var result = await redis.ExecuteAsync(database => EvaluateAsync(database, LoadScript, key, []), cancellationToken);
        if (result.IsNull) return null;
        var entry = (RedisValue[])result!;
        return new StoredState((byte[]?)entry[1] ?? [], (long)entry[0]);
    }

    /// <inheritdoc/>
    public async Task<bool> SaveAsync(
        string key,
        ReadOnlyMemory<byte> utf8Json,
        long expectedVersion,
        TimeSpan? timeToLive,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        RedisValue[] values =
        [
            Text(expectedVersion),
            Text(expectedVersion + 1),
            Text(StateLifetime.Milliseconds(timeToLive)),
            utf8Json.ToArray(),
        ];
        var result = await redis.ExecuteAsync(database => EvaluateAsync(database, SaveScript, key, values), cancellationToken);
        return (long)result == 1;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return redis.ExecuteAsync(database => database.KeyDeleteAsync(KeyOf(key)), cancellationToken);
    }

    private static RedisValue Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    // The script goes along each time: a server that was restarted does not know it, and then nothing has to be tried twice.
    private Task<RedisResult> EvaluateAsync(IDatabase database, string script, string key, RedisValue[] values) =>
        database.ScriptEvaluateAsync(script, [KeyOf(key)], values, CommandFlags.NoScriptCache);

    private RedisKey KeyOf(string key) => $"{keyPrefix}state:{key}";
}
