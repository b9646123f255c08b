using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using PmBot.Bot.State;

namespace PmBot.Bot.Tests.State;

[Collection(RedisCollection.Name)]
public sealed class RedisConversationGateTests(RedisServer server) : IAsyncLifetime
{
    private readonly string _prefix = $"{Guid.NewGuid():N}:";
    private readonly List<IAsyncDisposable> _opened = [];

    [SkippableFact]
    public async Task Two_instances_never_let_two_turns_in_at_once()
    {
        RedisConversationGate[] gates = [Gate(), Gate()];
        var inside = 0;
        var total = 0;
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            await using var pass = await gates[i % 2].EnterAsync("c", CancellationToken.None);
            Interlocked.Increment(ref inside).ShouldBe(1);
            await Task.Yield();
            total++;
            Interlocked.Decrement(ref inside);
        })));
        total.ShouldBe(40);
    }

    [SkippableFact]
    public async Task A_busy_instance_does_not_keep_another_out()
    {
        var (busy, other) = (Gate(), Gate());
        var inside = await busy.EnterAsync("c", CancellationToken.None);
        var turns = 0;
        var queue = Enumerable.Range(0, 100).Select(_ => TurnAsync()).ToArray();
        var guest = other.EnterAsync("c", CancellationToken.None).AsTask();
        await RealTime.PassAsync(TimeSpan.FromMilliseconds(100));
        guest.IsCompleted.ShouldBeFalse();
        await inside.DisposeAsync();
        await using (await guest) turns.ShouldBeLessThan(20);
        await Task.WhenAll(queue);

        async Task TurnAsync()
        {
            await using var pass = await busy.EnterAsync("c", CancellationToken.None);
            turns++;
        }
    }

    [SkippableFact]
    public async Task Who_gives_up_waiting_takes_its_reservation_back()
    {
        var (first, second) = (Gate(), Gate());
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var inside = await first.EnterAsync("c", CancellationToken.None);
        await Should.ThrowAsync<OperationCanceledException>(async () => await second.EnterAsync("c", impatient.Token));
        await inside.DisposeAsync();
        var watch = Stopwatch.StartNew();
        await (await first.EnterAsync("c", CancellationToken.None)).DisposeAsync();
        await (await second.EnterAsync("c", CancellationToken.None)).DisposeAsync();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMilliseconds(800));
    }

    [SkippableFact]
    public async Task A_turn_longer_than_the_lease_keeps_its_lock()
    {
        var (first, second) = (Gate(), Gate());
        using var waiting = new CancellationTokenSource(TimeSpan.FromSeconds(11));
        await using var inside = await first.EnterAsync("c", CancellationToken.None);
        await Should.ThrowAsync<OperationCanceledException>(async () => await second.EnterAsync("c", waiting.Token));
    }

    [SkippableFact]
    public async Task A_lock_lost_by_its_own_instance_is_taken_over_at_once()
    {
        var gate = Gate();
        var inside = await gate.EnterAsync("c", CancellationToken.None);
        server.Freeze();
        try
        {
            // The release is on its way to a server that does not answer; the next turn is told so.
            await inside.DisposeAsync();
            await Should.ThrowAsync<StateUnavailableException>(async () => await gate.EnterAsync("c", CancellationToken.None));
        }
        finally
        {
            server.Thaw();
        }

        var watch = Stopwatch.StartNew();
        await (await EnterWhenBackAsync(gate)).DisposeAsync();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));
    }

    [SkippableFact]
    public async Task The_gate_opens_again_after_a_restart_of_redis()
    {
        var gate = Gate();
        var inside = await gate.EnterAsync("c", CancellationToken.None);
        server.Stop();
        await inside.DisposeAsync();
        await Should.ThrowAsync<StateUnavailableException>(async () => await gate.EnterAsync("c", CancellationToken.None));
        server.Start();
        var watch = Stopwatch.StartNew();
        await (await EnterWhenBackAsync(gate)).DisposeAsync();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var opened in _opened) await opened.DisposeAsync();
    }

    private static async Task<IAsyncDisposable> EnterWhenBackAsync(RedisConversationGate gate)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            try
            {
                return await gate.EnterAsync("c", CancellationToken.None);
            }
            catch (StateUnavailableException) when (watch.Elapsed < TimeSpan.FromSeconds(8))
            {
                await RealTime.PassAsync(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    private RedisConversationGate Gate()
    {
#pragma warning disable CA2000 // Closed with the test.
        var redis = new RedisConnection(server.Configuration, NullLogger<RedisConnection>.Instance);
#pragma warning restore CA2000
        var gate = new RedisConversationGate(redis, _prefix, TimeProvider.System, NullLogger<RedisConversationGate>.Instance);
        _opened.AddRange([gate, redis]);
        return gate;
    }
}
