using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Tests.Support;

namespace PmBot.ProjectCore.Tests.Channels;

public sealed class WorkQueueTestsOnSqlite() : WorkQueueTests(new SqliteStore());

public sealed class WorkQueueTestsOnPostgres() : WorkQueueTests(new PostgresStore());

public abstract class WorkQueueTests(Store store) : IAsyncLifetime
{
    private static readonly string[] Adapters = ["slack"];

    private WorkQueue<OutboundRow> Queue => store.Get<WorkQueue<OutboundRow>>();

    public Task InitializeAsync() => store.InitializeAsync();

    public Task DisposeAsync() => store.DisposeAsync();

    [SkippableFact]
    public async Task Who_stores_into_an_empty_lane_has_it_and_the_next_comes_when_it_is_settled()
    {
        SkipWithoutStore();
        var first = await Queue.AddAsync(Row("a", "c1"), default);
        var second = await Queue.AddAsync(Row("b", "c1"), default);
        var elsewhere = await Queue.AddAsync(Row("c", "c2"), default);

        (first.IsClaimed, second.IsClaimed, elsewhere.IsClaimed).ShouldBe((true, false, true));
        (await ClaimAsync()).ShouldBeEmpty();
        var next = (await Queue.SettleAsync(first.Row, QueuedOutcome.Done, "m1", null, default)).ShouldNotBeNull();
        (next.Key, next.Attempts).ShouldBe(("b", 1));
        (await Queue.SettleAsync(next, QueuedOutcome.Done, null, null, default)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task A_key_is_stored_once_and_what_became_of_it_is_told()
    {
        SkipWithoutStore();
        var first = await Queue.AddAsync(Row("a", "c1"), default);
        (await Queue.AddAsync(Row("a", "c1"), default)).IsNew.ShouldBeFalse();
        await Queue.SettleAsync(first.Row, QueuedOutcome.Done, "m1", null, default);

        var again = await Queue.AddAsync(Row("a", "c1"), default);

        (again.IsNew, again.IsClaimed, again.Row.Outcome, again.Row.Result, again.Row.Payload).ShouldBe((false, false, "done", "m1", ""));
    }

    [SkippableFact]
    public async Task A_key_stored_by_many_at_once_is_stored_once()
    {
        SkipWithoutStore();
        await using var other = store.Another();
        var queues = new[] { Queue, other.GetRequiredService<WorkQueue<OutboundRow>>() };

        var stored = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => queues[i % 2].AddAsync(Row("a", "c1"), default))));

        stored.Count(s => s.IsNew).ShouldBe(1);
        stored.Count(s => s.IsClaimed).ShouldBe(1);
    }

    [SkippableFact]
    public async Task Of_a_lane_that_many_store_into_and_work_on_nobody_has_two_rows_at_once_and_none_is_left()
    {
        SkipWithoutStore();
        await using var other = store.Another();
        var queues = new[] { Queue, other.GetRequiredService<WorkQueue<OutboundRow>>() };
        var done = new ConcurrentQueue<string>();
        var busy = 0;
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            var queue = queues[i % 2];
            var stored = await queue.AddAsync(Row($"k{i}", "c1"), default);
            for (var row = stored.IsClaimed ? stored.Row : null; row is not null;)
            {
                Interlocked.Increment(ref busy).ShouldBe(1);
                done.Enqueue(row.Key);
                await Task.Yield();
                Interlocked.Decrement(ref busy);
                row = await queue.SettleAsync(row, QueuedOutcome.Done, null, null, default);
            }
        })));

        done.Count.ShouldBe(40);
        done.ShouldBeUnique();
    }

    [SkippableFact]
    public async Task What_waits_holds_up_its_own_lane_only()
    {
        SkipWithoutStore();
        var first = await Queue.AddAsync(Row("a", "c1"), default);
        await Queue.AddAsync(Row("b", "c1"), default);
        var other = await Queue.AddAsync(Row("c", "c2"), default);
        await Queue.RetryAsync(first.Row, store.Clock.GetUtcNow().AddMinutes(1), attempts: 1, "busy", default);
        await Queue.RetryAsync(other.Row, store.Clock.GetUtcNow(), attempts: 1, "busy", default);

        (await ClaimAsync()).ShouldBe(["c"]);
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        (await ClaimAsync()).ShouldBe(["a", "c"], ignoreOrder: true);
    }

    [SkippableFact]
    public async Task Who_dies_leaves_it_to_the_next_unless_the_claim_is_renewed()
    {
        SkipWithoutStore();
        var (dying, living) = (await Queue.AddAsync(Row("a", "c1"), default), await Queue.AddAsync(Row("b", "c2"), default));
        store.Clock.Advance(WorkQueue<OutboundRow>.Claim / 2);
        await Queue.RenewAsync([living.Row.Id], default);
        (await Queue.AnyDueAsync(default)).ShouldBeFalse();
        store.Clock.Advance(WorkQueue<OutboundRow>.Claim / 2);

        (await Queue.AnyDueAsync(default)).ShouldBeTrue();
        var found = (await Queue.ClaimAsync(10, Adapters, [], default)).ShouldHaveSingleItem();
        (found.Id, found.Attempts).ShouldBe((dying.Row.Id, 2));
    }

    [SkippableFact]
    public async Task What_somebody_died_over_is_unsure_until_a_failure_is_written_down()
    {
        SkipWithoutStore();
        await Queue.AddAsync(Row("a", "c1"), default);
        store.Clock.Advance(WorkQueue<OutboundRow>.Claim);
        var unsure = (await Queue.ClaimAsync(10, Adapters, [], default)).ShouldHaveSingleItem();
        unsure.IsUnsure.ShouldBeTrue();

        await Queue.RetryAsync(unsure, store.Clock.GetUtcNow(), unsure.Attempts, "busy", default);
        var known = (await Queue.ClaimAsync(10, Adapters, [], default)).ShouldHaveSingleItem();
        (known.IsUnsure, known.LastError).ShouldBe((false, "busy"));

        store.Clock.Advance(WorkQueue<OutboundRow>.Claim);
        (await Queue.ClaimAsync(10, Adapters, [], default)).ShouldHaveSingleItem().IsUnsure.ShouldBeTrue("again nobody wrote down how it ended");
    }

    [SkippableFact]
    public async Task The_next_of_a_lane_is_unsure_only_if_it_was_begun()
    {
        SkipWithoutStore();
        var first = await Queue.AddAsync(Row("a", "c1"), default);
        await Queue.AddAsync(Row("b", "c1"), default);
        await Queue.AddAsync(Row("c", "c1"), default);

        var second = (await Queue.SettleAsync(first.Row, QueuedOutcome.Done, null, null, default)).ShouldNotBeNull();
        second.IsUnsure.ShouldBeFalse();
        await Queue.RetryAsync(second, store.Clock.GetUtcNow(), attempts: 0, error: null, default);
        (await Queue.ClaimAsync(10, Adapters, [], default)).ShouldHaveSingleItem().IsUnsure.ShouldBeFalse("it was handed back before it was begun");
    }

    [SkippableFact]
    public async Task Warming_up_leaves_no_trace()
    {
        SkipWithoutStore();
        await Queue.WarmUpAsync(Row("a", "c1"), default);

        (await Queue.FindAsync("slack", "a", default)).ShouldBeNull();
        (await Queue.AddAsync(Row("a", "c1"), default)).IsClaimed.ShouldBeTrue();
    }

    [SkippableFact]
    public async Task How_much_waits_and_since_when_is_told_by_adapter()
    {
        SkipWithoutStore();
        var begun = store.Clock.GetUtcNow();
        var done = await Queue.AddAsync(Row("done", "c0"), default);
        await Queue.SettleAsync(done.Row, QueuedOutcome.Done, null, null, default);
        await Queue.AddAsync(Row("a", "c1"), default);
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        await Queue.AddAsync(Row("b", "c1"), default);
        await Queue.AddAsync(Row("d", "d1", adapter: "discord"), default);

        (await Queue.DepthsAsync(default)).ShouldBe([new QueueDepth("slack", 2, begun), new QueueDepth("discord", 1, begun.AddMinutes(1))], ignoreOrder: true);
    }

    [SkippableFact]
    public async Task Of_two_who_look_at_once_one_gets_each_row_and_other_adapters_and_full_channels_are_left()
    {
        SkipWithoutStore();
        await using var other = store.Another();
        foreach (var i in Enumerable.Range(0, 40)) await Queue.AddAsync(Row($"k{i}", $"c{i}"), default);
        await Queue.AddAsync(Row("d", "d1", adapter: "discord"), default);
        await Queue.AddAsync(Row("full", "f1", scope: "slack:T2"), default);
        store.Clock.Advance(TimeSpan.FromMinutes(1));

        var claims = await Task.WhenAll(new[] { Queue, other.GetRequiredService<WorkQueue<OutboundRow>>() }.Select(q => Task.Run(() => q.ClaimAsync(100, Adapters, ["slack:T2"], default))));

        var taken = claims.SelectMany(c => c).Select(r => r.Key).ToList();
        taken.Count.ShouldBe(40);
        taken.ShouldBeUnique();
        taken.ShouldNotContain("d");
        taken.ShouldNotContain("full");
    }

    [SkippableFact]
    public async Task What_was_given_up_keeps_what_it_said_and_can_be_tried_again()
    {
        SkipWithoutStore();
        var stored = await Queue.AddAsync(Row("a", "c1"), default);
        await Queue.SettleAsync(stored.Row, QueuedOutcome.Dead, null, "refused", default);

        var dead = (await Queue.DeadAsync(10, default)).ShouldHaveSingleItem();
        (dead.Payload, dead.LastError).ShouldBe(("{}", "refused"));
        (await ClaimAsync()).ShouldBeEmpty();
        (await Queue.ReviveAsync([dead.Id], default)).ShouldBe(1);
        (await Queue.ReviveAsync([dead.Id], default)).ShouldBe(0);
        (await ClaimAsync()).ShouldBe(["a"]);
        (await Queue.DeadAsync(10, default)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task What_was_settled_is_forgotten_after_a_while_and_what_was_given_up_later()
    {
        SkipWithoutStore();
        var (done, dead) = (await Queue.AddAsync(Row("done", "c1"), default), await Queue.AddAsync(Row("dead", "c2"), default));
        await Queue.AddAsync(Row("open", "c3"), default);
        await Queue.SettleAsync(done.Row, QueuedOutcome.Done, null, null, default);
        await Queue.SettleAsync(dead.Row, QueuedOutcome.Dead, null, "no", default);
        store.Clock.Advance(WorkQueue<OutboundRow>.Memory + TimeSpan.FromMinutes(1));

        await Queue.ForgetAsync(default);
        (await Queue.FindAsync("slack", "done", default)).ShouldBeNull();
        (await Queue.FindAsync("slack", "dead", default)).ShouldNotBeNull();
        store.Clock.Advance(WorkQueue<OutboundRow>.DeadMemory);
        await Queue.ForgetAsync(default);
        (await Queue.FindAsync("slack", "dead", default)).ShouldBeNull();
        (await Queue.FindAsync("slack", "open", default)).ShouldNotBeNull();
    }

    [SkippableFact]
    public async Task An_update_is_outdated_by_a_later_one_of_the_same_message()
    {
        SkipWithoutStore();
        var (first, second) = (await Queue.AddAsync(Row("a", "c1", target: "m1"), default), await Queue.AddAsync(Row("b", "c1", target: "m1"), default));
        await Queue.AddAsync(Row("c", "c1", target: "m2"), default);

        var queries = store.Get<OutboundQueries>();
        (await queries.IsOutdatedAsync(first.Row, default)).ShouldBeTrue();
        (await queries.IsOutdatedAsync(second.Row, default)).ShouldBeFalse();
    }

    [SkippableFact]
    public async Task What_waits_is_given_up_whoever_works_on_it_and_what_arrived_all_the_same_says_so()
    {
        SkipWithoutStore();
        var queries = store.Get<OutboundQueries>();
        var claimed = (await Queue.AddAsync(Row("a", "c1"), default)).Row;
        await Queue.AddAsync(Row("b", "c1"), default);
        await Queue.AddAsync(Row("c", "c2"), default);
        await Queue.AddAsync(Row("d", "c3", adapter: "discord"), default);
        var waiting = await queries.WaitingAsync("slack", default);
        waiting.Select(r => r.Key).ShouldBe(["a", "b", "c"]);

        (await queries.GiveUpAsync([.. waiting.Where(r => r.Lane == "c1").Select(r => r.Id)], "gone", default)).ShouldBe(2);

        // The one that was under way fails: nothing begins it anew. Or it has arrived.
        await Queue.RetryAsync(claimed, store.Clock.GetUtcNow(), 1, "busy", default);
        (await queries.WaitingAsync("slack", default)).Select(r => r.Key).ShouldBe(["c"]);
        (await Queue.DeadAsync(10, default)).Select(r => (r.Key, r.LastError, r.Payload)).ShouldBe([("a", "gone", "{}"), ("b", "gone", "{}")], ignoreOrder: true);
        (await Queue.SettleAsync(claimed, QueuedOutcome.Done, "m1", null, default)).ShouldBeNull();
        (await Queue.DeadAsync(10, default)).Select(r => r.Key).ShouldBe(["b"]);
        (await queries.GiveUpAsync([claimed.Id], "gone", default)).ShouldBe(0);
    }

    private static OutboundRow Row(string key, string lane, string? target = null, string adapter = "slack", string scope = "slack:T1") =>
        new() { Adapter = adapter, Key = key, Lane = lane, Scope = scope, Target = target, Payload = "{}" };

    private async Task<IReadOnlyList<string>> ClaimAsync() => [.. (await Queue.ClaimAsync(10, Adapters, [], default)).Select(r => r.Key)];

    private void SkipWithoutStore() => Skip.If(store.SkipReason is not null, store.SkipReason);
}
