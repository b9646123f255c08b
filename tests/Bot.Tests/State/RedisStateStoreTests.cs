using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using PmBot.Bot.State;

namespace PmBot.Bot.Tests.State;

#pragma warning disable CA1001 // xunit closes it through IAsyncLifetime.
[Collection(RedisCollection.Name)]
public sealed class RedisStateStoreTests(RedisServer server) : StateStoreSuite, IAsyncLifetime
#pragma warning restore CA1001
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly string _prefix = $"{Guid.NewGuid():N}:";
    private RedisConnection? _redis;

    [SkippableFact]
    public async Task Two_instances_share_entries_and_prefixes_keep_bots_apart()
    {
        var one = Store();
        await using var second = new RedisConnection(server.Patient, NullLogger<RedisConnection>.Instance);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => IncrementAsync(i % 2 == 0 ? one : new RedisStateStore(second, _prefix), "shared")));
        BitConverter.ToInt32((await one.LoadAsync("shared", None))!.Json.Span).ShouldBe(60);
        (await new RedisStateStore(second, "other:").LoadAsync("shared", None)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task A_restart_is_reported_at_once_and_survived()
    {
        var store = Store();
        await store.SaveAsync("kept", Json("a"), 0, TimeSpan.FromHours(1), None);
        server.Stop();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 5; i++) await Should.ThrowAsync<StateUnavailableException>(() => store.LoadAsync("kept", None));
        // Who waited, waited for a minute each time.
        watch.Elapsed.ShouldBeLessThan(Long);

        server.Start();
        (await OnceBackAsync(() => store.LoadAsync("kept", None)))!.Version.ShouldBe(1);
        (await store.SaveAsync("kept", Json("b"), 1, null, None)).ShouldBeTrue();
    }

    [SkippableFact]
    public async Task A_frozen_server_is_given_a_second_once_and_used_again_when_it_thaws()
    {
        var store = Store(server.Configuration);
        await OnceBackAsync(() => store.SaveAsync("kept", Json("a"), 0, TimeSpan.FromHours(1), None));
        server.Freeze();
        try
        {
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Should.ThrowAsync<StateUnavailableException>(() => store.LoadAsync("kept", None))));
            for (var i = 0; i < 40; i++) await Should.ThrowAsync<StateUnavailableException>(() => store.LoadAsync("kept", None));
            // A second each would be forty.
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(35));
        }
        finally
        {
            server.Thaw();
        }

        (await OnceBackAsync(() => store.LoadAsync("kept", None))).ShouldNotBeNull();
    }

    [SkippableFact]
    public async Task A_server_that_comes_after_the_bot_is_found()
    {
        _ = server.Configuration;
        server.Stop();
        RedisStateStore store;
        try
        {
            store = Store(server.Configuration);
            await Should.ThrowAsync<StateUnavailableException>(() => store.LoadAsync("x", None));
        }
        finally
        {
            server.Start();
        }

        (await OnceBackAsync(() => store.LoadAsync("x", None))).ShouldBeNull();
    }

    [SkippableFact]
    public async Task A_call_can_be_cancelled_while_redis_is_frozen()
    {
        var store = Store();
        await store.SaveAsync("x", Json("a"), 0, null, None);
        using var impatient = new CancellationTokenSource();
        server.Freeze();
        try
        {
            var loading = store.LoadAsync("x", impatient.Token);
            await impatient.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => loading);
        }
        finally
        {
            server.Thaw();
        }
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_redis is not null) await _redis.DisposeAsync();
    }

    protected override RedisStateStore Store() => Store(server.Patient);

    // Redis has a clock that no test can move: what its entries have left is shortened instead, and what has nothing left is gone.
    protected override async Task AdvanceAsync(TimeSpan time)
    {
        const string shorten =
            """
            for _, key in ipairs(redis.call('KEYS', ARGV[1])) do
              local left = redis.call('PTTL', key)
              if left >= 0 then redis.call('PEXPIRE', key, left - ARGV[2]) end
            end
            """;
        await _redis!.ExecuteAsync(database => database.ScriptEvaluateAsync(shorten, values: [$"{_prefix}*", (long)time.TotalMilliseconds]), None);
    }

    private RedisStateStore Store(string configuration)
    {
        _redis = new RedisConnection(configuration, NullLogger<RedisConnection>.Instance);
        return new RedisStateStore(_redis, _prefix);
    }

    private static async Task<T> OnceBackAsync<T>(Func<Task<T>> call)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            try
            {
                return await call();
            }
            catch (StateUnavailableException) when (watch.Elapsed < Long)
            {
                await RealTime.PassAsync(TimeSpan.FromMilliseconds(50));
            }
        }
    }
}
