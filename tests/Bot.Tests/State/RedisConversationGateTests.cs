using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using PmBot.Bot.State;

namespace PmBot.Bot.Tests.State;

[Collection(RedisCollection.Name)]
public sealed class RedisConversationGateTests(RedisServer server) : IAsyncLifetime
{
    // A lock that nobody takes over is free after this.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly string _prefix = $"{Guid.NewGuid():N}:";
    private readonly List<IAsyncDisposable> _opened = [];
    private readonly Dictionary<RedisConversationGate, RedisConnection> _connections = [];

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
        var queue = Enumerable.Range(0, 500).Select(_ => TurnAsync()).ToArray();
        var guest = other.EnterAsync("c", CancellationToken.None).AsTask();
        await ReservedAsync();
        guest.IsCompleted.ShouldBeFalse();
        await inside.DisposeAsync();
        await using (await guest) turns.ShouldBeLessThan(100);
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
        using var impatient = new CancellationTokenSource();
        var inside = await first.EnterAsync("c", CancellationToken.None);
        var waiting = second.EnterAsync("c", impatient.Token).AsTask();
        await ReservedAsync();
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        // On the same connection: asked after it was taken back.
        (await IsReservedAsync(_connections[second])).ShouldBeFalse();
        await inside.DisposeAsync();
        await (await first.EnterAsync("c", CancellationToken.None)).DisposeAsync();
        await (await second.EnterAsync("c", CancellationToken.None)).DisposeAsync();
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
        var gate = Gate(server.Configuration);
        var inside = await EnterWhenBackAsync(gate);
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
        watch.Elapsed.ShouldBeLessThan(Lease);
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
        watch.Elapsed.ShouldBeLessThan(Lease);
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
            catch (StateUnavailableException) when (watch.Elapsed < Long)
            {
                await RealTime.PassAsync(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    private async Task ReservedAsync()
    {
        while (!await IsReservedAsync(_connections.Values.First())) await RealTime.PassAsync(TimeSpan.FromMilliseconds(5));
    }

    private Task<bool> IsReservedAsync(RedisConnection redis) => redis.ExecuteAsync(database => database.KeyExistsAsync($"{_prefix}lock:{{c}}:next"), CancellationToken.None);

    private RedisConversationGate Gate() => Gate(server.Patient);

    private RedisConversationGate Gate(string configuration)
    {
#pragma warning disable CA2000 // Closed with the test.
        var redis = new RedisConnection(configuration, NullLogger<RedisConnection>.Instance);
#pragma warning restore CA2000
        var gate = new RedisConversationGate(redis, _prefix, TimeProvider.System, NullLogger<RedisConversationGate>.Instance);
        _opened.AddRange([gate, redis]);
        _connections[gate] = redis;
        return gate;
    }
}
