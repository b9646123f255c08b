using PmBot.Bot.State;

namespace PmBot.Bot.Tests.State;

public sealed class LocalConversationGateTests
{
    private readonly LocalConversationGate _gate = new();

    [Fact]
    public async Task Turns_of_one_conversation_pass_in_the_order_of_arrival()
    {
        var order = new List<int>();
        var inside = await _gate.EnterAsync("c", CancellationToken.None);
        var turns = Enumerable.Range(0, 50).Select(TurnAsync).ToArray();
        order.ShouldBeEmpty();
        await inside.DisposeAsync();
        await Task.WhenAll(turns);
        order.ShouldBe(Enumerable.Range(0, 50));
        _gate.Count.ShouldBe(0);

        async Task TurnAsync(int number)
        {
            await using var pass = await _gate.EnterAsync("c", CancellationToken.None);
            order.Add(number);
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Different_conversations_do_not_wait_for_each_other()
    {
        await using var first = await _gate.EnterAsync("a", CancellationToken.None);
        var second = _gate.EnterAsync("b", CancellationToken.None);
        second.IsCompletedSuccessfully.ShouldBeTrue();
        await (await second).DisposeAsync();
    }

    [Fact]
    public async Task Who_gives_up_waiting_keeps_nobody_waiting()
    {
        using var impatient = new CancellationTokenSource();
        var inside = await _gate.EnterAsync("c", CancellationToken.None);
        var gaveUp = _gate.EnterAsync("c", impatient.Token).AsTask();
        var waits = _gate.EnterAsync("c", CancellationToken.None).AsTask();
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => gaveUp);
        waits.IsCompleted.ShouldBeFalse();
        await inside.DisposeAsync();
        await (await waits).DisposeAsync();
        _gate.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Leaving_twice_lets_only_one_in()
    {
        var inside = await _gate.EnterAsync("c", CancellationToken.None);
        var second = _gate.EnterAsync("c", CancellationToken.None).AsTask();
        var third = _gate.EnterAsync("c", CancellationToken.None).AsTask();
        await inside.DisposeAsync();
        await inside.DisposeAsync();
        var pass = await second;
        third.IsCompleted.ShouldBeFalse();
        await pass.DisposeAsync();
        await (await third).DisposeAsync();
    }

    [Fact]
    public async Task A_race_of_entering_cancelling_and_leaving_never_lets_two_in_nor_leaks()
    {
        var inside = 0;
        var passed = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 2000; i++)
            {
                using var cancellation = new CancellationTokenSource();
                var entering = _gate.EnterAsync($"c{i % 3}", cancellation.Token).AsTask();
                if ((i + worker) % 3 == 0) await cancellation.CancelAsync();
                try
                {
                    await using var pass = await entering;
                    if (i % 3 != 0) continue;
                    Interlocked.Increment(ref inside).ShouldBe(1);
                    passed++;
                    Interlocked.Decrement(ref inside);
                }
                catch (OperationCanceledException)
                {
                    // Half the point.
                }
            }
        })));
        passed.ShouldBeGreaterThan(0);
        _gate.Count.ShouldBe(0);
    }
}
