using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using PmBot.Bot.State;

namespace PmBot.Bot.Tests.State;

#pragma warning disable CA1001 // xunit closes it through IAsyncLifetime.
[Collection(RedisCollection.Name)]
public sealed class RedisStateStoreTests(RedisServer server) : StateStoreSuite, IAsyncLifetime
#pragma warning restore CA1001
{
    private readonly string _prefix = $"{Guid.NewGuid():N}:";
    private RedisConnection? _redis;

    [SkippableFact]
    public async Task Two_instances_share_entries_and_prefixes_keep_bots_apart()
    {
        var one = Store();
        await using var second = new RedisConnection(server.Configuration, NullLogger<RedisConnection>.Instance);
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
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));

        server.Start();
        (await RecoveredAsync(store, "kept"))!.Version.ShouldBe(1);
        (await store.SaveAsync("kept", Json("b"), 1, null, None)).ShouldBeTrue();
    }

    [SkippableFact]
    public async Task A_frozen_server_is_given_a_second_once_and_used_again_when_it_thaws()
    {
        var store = Store();
        await store.SaveAsync("kept", Json("a"), 0, TimeSpan.FromHours(1), None);
        server.Freeze();
        try
        {
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Should.ThrowAsync<StateUnavailableException>(() => store.LoadAsync("kept", None))));
            for (var i = 0; i < 20; i++) await Should.ThrowAsync<StateUnavailableException>(() => store.LoadAsync("kept", None));
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));
        }
        finally
        {
            server.Thaw();
        }

        (await RecoveredAsync(store, "kept")).ShouldNotBeNull();
    }

    [SkippableFact]
    public async Task A_server_that_comes_after_the_bot_is_found()
    {
        _ = server.Configuration;
        server.Stop();
        RedisStateStore store;
        try
        {
            store = Store();
            await Should.ThrowAsync<StateUnavailableException>(() => store.LoadAsync("x", None));
        }
        finally
        {
            server.Start();
        }

        (await RecoveredAsync(store, "x")).ShouldBeNull();
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

    protected override RedisStateStore Store()
    {
        _redis = new RedisConnection(server.Configuration, NullLogger<RedisConnection>.Instance);
        return new RedisStateStore(_redis, _prefix);
    }

    protected override Task AdvanceAsync(TimeSpan time) => RealTime.PassAsync(time);

    private static async Task<StoredState?> RecoveredAsync(RedisStateStore store, string key)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            try
            {
                return await store.LoadAsync(key, None);
            }
            catch (StateUnavailableException) when (watch.Elapsed < TimeSpan.FromSeconds(5))
            {
                await RealTime.PassAsync(TimeSpan.FromMilliseconds(50));
            }
        }
    }
}
