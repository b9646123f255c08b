using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.Support;
using PmBot.Bot.Queues;
using PmBot.Bot.Tests.State;
using PmBot.ProjectCore.Channels;
using Activity = PmBot.Adapters.Activities.Activity;

namespace PmBot.Bot.Tests.Queues;

public sealed class OutboundTests : IDisposable
{
    // A quarter of the usual speed: who waits to see a message delivered does so for eight seconds.
    private static PacedTime Patient => new(0.25, DateTimeOffset.UtcNow);

    private readonly TemporaryFolder folder = new();
    private readonly Wire wire = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_message_is_delivered_while_one_waits_and_its_id_comes_back()
    {
        await using var bot = await QueuedBot.StartAsync(folder, wire, Patient);

        (await bot.Outbound.SendAsync(Wire.Message("a", "c1"), default)).ShouldBe("m1");
        (await bot.Outbound.SendAsync(Wire.Message("a", "c1"), default)).ShouldBe("m1", "the same key is the same message");
        wire.In("c1").ShouldBe(["a"]);
    }

    [Fact]
    public async Task In_a_conversation_everything_keeps_its_order_whatever_fails_and_nothing_is_sent_twice()
    {
        var attempt = 0;
        wire.Before = (_, _, _) => Interlocked.Increment(ref attempt) % 3 == 0 ? throw Busy(503) : Task.CompletedTask;
        await using var bot = await QueuedBot.StartAsync(folder, wire, new PacedTime(20, DateTimeOffset.UtcNow));

        var conversations = Enumerable.Range(0, 5).Select(c => $"c{c}").ToArray();
        await Task.WhenAll(conversations.Select(async c =>
        {
            foreach (var i in Enumerable.Range(0, 10)) await bot.Outbound.SendAsync(Wire.Message($"{c}-{i}", c), default);
        }));
        await QueuedBot.UntilAsync(() => wire.Arrived.Count >= 50);

        foreach (var c in conversations) wire.In(c).ShouldBe([.. Enumerable.Range(0, 10).Select(i => $"{c}-{i}")]);
    }

    [Fact]
    public async Task A_channel_that_is_slow_takes_no_time_from_another()
    {
        var release = new TaskCompletionSource();
        wire.Before = (to, _, ct) => to.Conversation.TenantId == "slow" ? release.Task.WaitAsync(ct) : Task.CompletedTask;
        await using var bot = await QueuedBot.StartAsync(folder, wire);
        var slow = Enumerable.Range(0, 300).Select(i => bot.Outbound.SendAsync(Wire.Message($"s{i}", $"s{i}", "slow"), default)).ToArray();

        foreach (var i in Enumerable.Range(0, 50)) await bot.Outbound.SendAsync(Wire.Message($"f{i}", $"f{i % 5}", "fast"), default);
        await QueuedBot.UntilAsync(() => wire.Arrived.Count == 50);
        wire.Arrived.ShouldAllBe(a => a.Text[0] == 'f');
        (await Task.WhenAll(slow)).ShouldAllBe(id => id == null);
        release.SetResult();
        await QueuedBot.UntilAsync(() => wire.Arrived.Count == 350);
    }

    [Fact]
    public async Task A_channel_that_is_dead_is_left_alone_and_what_waits_for_it_arrives_when_it_is_back()
    {
        var isDead = true;
        wire.Before = (to, _, _) => isDead && to.Conversation.TenantId == "dead" ? throw new DeliveryException("unreachable", new HttpRequestException()) : Task.CompletedTask;
        var clock = new PacedTime(20, DateTimeOffset.UtcNow);
        await using var bot = await QueuedBot.StartAsync(folder, wire, clock);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => bot.Outbound.SendAsync(Wire.Message($"d{i}", $"d{i}", "dead"), default)));
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => bot.Outbound.SendAsync(Wire.Message($"l{i}", $"l{i}", "alive"), default)));
        await QueuedBot.UntilAsync(() => wire.Arrived.Count == 30);
        wire.Attempts.Clear();
        var since = clock.GetUtcNow();
        await QueuedBot.UntilAsync(() => clock.GetUtcNow() - since > TimeSpan.FromSeconds(10));
        ((double)wire.Attempts.Count).ShouldBeLessThan(6 * (clock.GetUtcNow() - since).TotalSeconds, "thirty rows would be tried more often without a circuit");

        isDead = false;
        await QueuedBot.UntilAsync(() => wire.Arrived.Count == 60);
        (await bot.Dead.ListAsync(null, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_refused_for_good_is_said_at_once_kept_for_an_admin_and_can_be_sent_again()
    {
        wire.Before = (_, message, _) => message.Text == "bad" ? throw new DeliveryException("The channel answered 403 Forbidden.", 403, "Forbidden") : Task.CompletedTask;
        await using var bot = await QueuedBot.StartAsync(folder, wire, Patient);

        (await Should.ThrowAsync<DeliveryException>(bot.Outbound.SendAsync(Wire.Message("bad", "c1"), default))).Status.ShouldBe(403);
        (await bot.Outbound.SendAsync(Wire.Message("good", "c1"), default)).ShouldNotBeNull("what comes after it goes on");

        var letter = (await bot.Dead.ListAsync(null, default)).ShouldHaveSingleItem();
        (letter.Channel, letter.Person, letter.Text, letter.Reason).ShouldBe(("slack", "Ana", "bad", "The channel answered 403 Forbidden."));
        wire.Before = (_, _, _) => Task.CompletedTask;
        (await bot.Dead.ResendAsync([letter], default)).ShouldBe(1);
        await QueuedBot.UntilAsync(() => wire.In("c1").Count == 2);
        (await bot.Dead.ListAsync(null, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pause_that_the_channel_asks_for_is_kept()
    {
        var refused = false;
        var watch = new Stopwatch();
        wire.Before = (_, _, _) =>
        {
            if (refused) return Task.CompletedTask;
            refused = true;
            watch.Start();
            throw new DeliveryException("slow down", 429, null) { RetryAfter = TimeSpan.FromSeconds(1) };
        };
        await using var bot = await QueuedBot.StartAsync(folder, wire);

        await bot.Outbound.SendAsync(Wire.Message("a", "c1"), default);
        await QueuedBot.UntilAsync(() => wire.Arrived.Count == 1);

        watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(0.95));
        wire.Attempts.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task What_may_have_arrived_is_sent_again_at_once_only_where_the_channel_can_tell(bool tells, int attempts)
    {
        wire.Tells = tells;
        wire.Before = LostOnce();
        await using var bot = await QueuedBot.StartAsync(folder, wire);

        await bot.Outbound.SendAsync(Wire.Message("a", "c1"), default);
        await QueuedBot.UntilAsync(() => wire.Attempts.Count >= attempts);

        wire.Attempts.Count.ShouldBe(attempts);
    }

    [Fact]
    public async Task Where_the_channel_cannot_tell_what_may_come_twice_says_so()
    {
        wire.Before = LostOnce();
        await using var bot = await QueuedBot.StartAsync(folder, wire, new PacedTime(20, DateTimeOffset.UtcNow));

        await bot.Outbound.SendAsync(Wire.Message("a", "c1"), default);
        await QueuedBot.UntilAsync(() => wire.Arrived.Count == 1);

        wire.In("c1").ShouldBe(["Por si no te llegó: a"]);
    }

    [Theory]
    [InlineData(false, "Por si no te llegó: a")]
    [InlineData(true, "a")]
    public async Task What_somebody_died_over_is_sent_as_what_may_be_there(bool tells, string arrives)
    {
        wire.Tells = tells;
        await using var bot = await QueuedBot.StartAsync(folder, wire, new PacedTime(20, DateTimeOffset.UtcNow));
        await TakeAndDieAsync(bot, "a");
        await QueuedBot.UntilAsync(() => wire.Arrived.Count == 1);

        wire.In("c1").ShouldBe([arrives]);
        wire.Again.ShouldBe(["a"]);
    }

    [Fact]
    public async Task That_it_may_be_there_is_not_forgotten_over_failures_of_which_everything_is_known()
    {
        var failures = 6;
        wire.Before = (_, _, _) => Interlocked.Decrement(ref failures) >= 0 ? throw new DeliveryException("busy", 429, null) : Task.CompletedTask;
        await using var bot = await QueuedBot.StartAsync(folder, wire, new PacedTime(20, DateTimeOffset.UtcNow));
        await TakeAndDieAsync(bot, "a");
        await bot.Outbound.SendAsync(Wire.Message("b", "c2"), default);
        await QueuedBot.UntilAsync(() => wire.Arrived.Count == 2);

        wire.In("c1").ShouldBe(["Por si no te llegó: a"]);
        wire.In("c2").ShouldBe(["b"], "nobody died over it");
    }

    [Fact]
    public async Task What_is_on_its_way_when_the_service_stops_arrives_once()
    {
        var (under, open) = (new TaskCompletionSource(), new TaskCompletionSource());
        wire.Before = (_, _, ct) =>
        {
            under.TrySetResult();
            return open.Task.WaitAsync(ct);
        };
        Task stopped;
        await using (var bot = await QueuedBot.StartAsync(folder, wire))
        {
            var sending = bot.Outbound.SendAsync(Wire.Message("a", "c1"), default);
            await under.Task;
            stopped = bot.StopAsync();
            stopped.IsCompleted.ShouldBeFalse();
            open.SetResult();
            await stopped;
            await sending;
        }

        await using var again = await QueuedBot.StartAsync(folder, wire, new PacedTime(20, DateTimeOffset.UtcNow));
        await again.Outbound.SendAsync(Wire.Message("b", "c1"), default);
        await QueuedBot.UntilAsync(() => wire.Arrived.Count >= 2);
        wire.In("c1").ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task An_update_of_what_is_still_under_way_follows_it_and_what_a_later_one_outdates_is_left_out()
    {
        var open = new TaskCompletionSource();
        wire.Before = (_, _, ct) => open.Task.WaitAsync(ct);
        await using var bot = await QueuedBot.StartAsync(folder, wire);
        var replies = new QueuedReplies(bot.Outbound, new ChannelFeatures(SuggestedActions: true, AdaptiveCards: true, ExecuteActions: true, Updates: true, MaxTextLength: 100), Wire.To("c1"), "t1");
        var message = new Activity { Type = ActivityTypes.Message, Text = "0 %" };

        (await replies.SendAsync(message, default)).ShouldBe("t1#1", "it goes by its key until the channel has given it an id");
        await Task.WhenAll(((string[])["30 %", "60 %", "100 %"]).Select(t => replies.UpdateAsync(new Activity { Type = ActivityTypes.Message, Id = message.Id, Text = t }, default)));
        open.SetResult();
        await QueuedBot.UntilAsync(() => wire.In("c1").Contains("100 %"));

        wire.Arrived.ShouldBe([new Arrived("c1", "0 %", "m1"), new Arrived("c1", "100 %", "m1")]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_could_not_be_replaced_is_said_anew_once_and_later_versions_take_the_place_of_that(bool isKnownByOurName)
    {
        await using var bot = await QueuedBot.StartAsync(folder, wire, Patient);
        var replies = new QueuedReplies(bot.Outbound, new ChannelFeatures(SuggestedActions: true, AdaptiveCards: true, ExecuteActions: true, Updates: true, MaxTextLength: 100), Wire.To("c1"), "t1");
        await replies.SendAsync(new Activity { Type = ActivityTypes.Message, Text = "0 %" }, default);
        var name = isKnownByOurName ? "t1#1" : "m1";
        Task UpdateAsync(string text) => replies.UpdateAsync(new Activity { Type = ActivityTypes.Message, Id = name, Text = text }, default);

        await UpdateAsync("20 %");
        wire.Gone["m1"] = true;
        foreach (var text in (string[])["40 %", "60 %"]) await UpdateAsync(text);
        wire.Gone["m2"] = true;
        foreach (var text in (string[])["80 %", "100 %"]) await UpdateAsync(text);
        await replies.DeleteAsync(name, default);

        wire.Arrived.Select(a => (a.Text, a.Id)).ShouldBe([("0 %", "m1"), ("20 %", "m1"), ("40 %", "m2"), ("60 %", "m2"), ("80 %", "m3"), ("100 %", "m3"), ("deleted", "m3")]);
    }

    [Fact]
    public async Task A_turn_that_runs_again_sends_nothing_twice_and_a_typing_sign_is_never_kept()
    {
        await using var bot = await QueuedBot.StartAsync(folder, wire);
        foreach (var run in Enumerable.Range(0, 2))
        {
            var replies = new QueuedReplies(bot.Outbound, ChannelFeatures.PlainText, Wire.To("c1"), "t1");
            if (run == 0) await replies.SendAsync(new Activity { Type = ActivityTypes.Typing }, default);
            await replies.SendAsync(new Activity { Type = ActivityTypes.Message, Text = "one" }, default);
            await replies.SendAsync(new Activity { Type = ActivityTypes.Message, Text = "two" }, default);
        }

        await QueuedBot.UntilAsync(() => wire.Arrived.Count >= 3);
        wire.In("c1").ShouldBe(["typing", "one", "two"]);
    }

    [Fact]
    public async Task What_waited_when_the_service_stopped_arrives_when_it_is_started_again()
    {
        var dead = new Wire { Before = (_, _, _) => throw new DeliveryException("unreachable", new HttpRequestException()) };
        await using (var bot = await QueuedBot.StartAsync(folder, dead))
        {
            await Task.WhenAll(Enumerable.Range(0, 3).Select(i => bot.Outbound.SendAsync(Wire.Message($"k{i}", $"c{i % 2}"), default)));
        }

        dead.Arrived.ShouldBeEmpty();
        await using var again = await QueuedBot.StartAsync(folder, wire);
        await QueuedBot.UntilAsync(() => wire.Arrived.Count == 3);
        wire.In("c0").ShouldBe(["k0", "k2"]);
    }

    /// <summary>The first answer is lost.</summary>
    private static Func<ConversationReference, Activity, CancellationToken, Task> LostOnce()
    {
        var lost = false;
        return (_, _, _) =>
        {
            if (lost) return Task.CompletedTask;
            lost = true;
            throw new DeliveryException("no answer", new IOException()) { MayHaveArrived = true };
        };
    }

    /// <summary>Stores a message as a process does that has taken it up and is killed.</summary>
    internal static async Task TakeAndDieAsync(QueuedBot bot, string key)
    {
        var message = Wire.Message(key, "c1");
        var stored = await bot.Services.GetRequiredService<WorkQueue<OutboundRow>>().AddAsync(
            new OutboundRow
            {
                Adapter = "test", Key = key, Lane = "test|slack|c1", Scope = Outbound.Scope(message.Reference),
                Payload = JsonSerializer.Serialize(new StoredMessage(message.Verb, message.Reference, message.Activity), DeliveryJson.Default.StoredMessage),
            },
            default);
        stored.IsClaimed.ShouldBeTrue();
    }

    private static DeliveryException Busy(int status) => new($"The channel answered {status}.", status, null);
}
