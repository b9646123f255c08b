using System.Collections.Concurrent;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.Support;
using PmBot.Bot.Tests.State;
using PmBot.ProjectCore.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace PmBot.Bot.Tests.Queues;

public sealed class InboxTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Receiver receiver = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_comes_in_is_worked_on_once_however_often_it_is_delivered()
    {
        await using var bot = await QueuedBot.StartAsync(folder, new Wire(), receiver: receiver);

        var stored = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bot.Inbox.AddAsync(Item("a", "c1"), default).AsTask()));

        stored.Count(s => s).ShouldBe(1);
        await QueuedBot.UntilAsync(() => receiver.Done.Count == 1);
        (await bot.Inbox.AddAsync(Item("a", "c1"), default)).ShouldBeFalse();
        receiver.Done.ShouldBe(["a"]);
    }

    [Fact]
    public async Task A_lane_keeps_its_order_and_lanes_do_not_wait_for_each_other()
    {
        var open = new TaskCompletionSource();
        receiver.Work = item => item.Lane == "slow" ? open.Task : Task.CompletedTask;
        await using var bot = await QueuedBot.StartAsync(folder, new Wire(), receiver: receiver);
        foreach (var i in Enumerable.Range(0, 20))
        {
            await bot.Inbox.AddAsync(Item($"s{i}", "slow"), default);
            await bot.Inbox.AddAsync(Item($"f{i}", $"fast{i % 4}"), default);
        }

        await QueuedBot.UntilAsync(() => receiver.Done.Count == 20);
        receiver.Done.ShouldAllBe(k => k.StartsWith('f'));
        open.SetResult();
        await QueuedBot.UntilAsync(() => receiver.Done.Count == 40);
        receiver.Done.Where(k => k[0] == 's').ShouldBe([.. Enumerable.Range(0, 20).Select(i => $"s{i}")]);
    }

    [Fact]
    public async Task What_fails_every_time_is_set_aside_and_its_lane_goes_on()
    {
        receiver.Work = item => item.Key == "poison" ? throw new InvalidOperationException("no") : Task.CompletedTask;
        await using var bot = await QueuedBot.StartAsync(folder, new Wire(), new PacedTime(10, DateTimeOffset.UtcNow), receiver);
        await bot.Inbox.AddAsync(Item("poison", "c1"), default);
        await bot.Inbox.AddAsync(Item("after", "c1"), default);

        await QueuedBot.UntilAsync(() => receiver.Done.Contains("after"));

        receiver.Begun.Count(k => k == "poison").ShouldBe(5);
        var dead = (await bot.Services.GetRequiredService<WorkQueue<InboxRow>>().DeadAsync(10, default)).ShouldHaveSingleItem();
        (dead.Key, dead.LastError).ShouldBe(("poison", "InvalidOperationException: no"));
    }

    [Fact]
    public async Task Who_asked_for_what_was_given_up_is_told_so_once_in_their_language_and_what_was_not_for_the_bot_is_left_alone()
    {
        receiver.Work = item => !item.Key.StartsWith("after", StringComparison.Ordinal) ? throw new InvalidOperationException("no") : Task.CompletedTask;
        var wire = new Wire();
        await using var bot = await QueuedBot.StartAsync(folder, wire, new PacedTime(10, DateTimeOffset.UtcNow), receiver);
        await bot.Inbox.AddAsync(Item("spanish", "c1") with { Activity = Written("crea una tarea para mañana") }, default);
        await bot.Inbox.AddAsync(Item("english", "c2") with { Activity = Written("what are my tasks for tomorrow?") }, default);
        var overheard = Written("¿viste el partido?");
        overheard.Conversation = new ConversationAccount { Id = "c3", IsGroup = true };
        await bot.Inbox.AddAsync(Item("overheard", "c3") with { Activity = overheard }, default);
        await bot.Inbox.AddAsync(Item("page", "c4") with { Activity = new Activity { Type = ActivityTypes.Event, Name = "home/open" } }, default);
        foreach (var lane in Enumerable.Range(1, 4)) await bot.Inbox.AddAsync(Item($"after{lane}", $"c{lane}"), default);

        await QueuedBot.UntilAsync(() => receiver.Done.Count == 4);

        wire.In("c1").ShouldHaveSingleItem().ShouldStartWith("Algo falla de mi lado");
        wire.In("c2").ShouldHaveSingleItem().ShouldStartWith("Something is failing on my side");
        wire.In("c3").ShouldBeEmpty();
        wire.In("c4").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_comes_out_of_the_inbox_is_what_went_in()
    {
        InboxItem? seen = null;
        receiver.Work = item =>
        {
            seen = item;
            return Task.CompletedTask;
        };
        await using var bot = await QueuedBot.StartAsync(folder, new Wire(), receiver: receiver);
        var item = Item("a", "c1") with { Reference = Wire.To("c1") with { ChannelData = System.Text.Json.JsonElement.Parse("""{"thread":"17.1"}""") } };

        await bot.Inbox.AddAsync(item, default);
        await QueuedBot.UntilAsync(() => seen is not null);

        (seen!.Adapter, seen.Key, seen.Lane, seen.Activity.Text, seen.Activity.From!.Id).ShouldBe(("test", "a", "c1", "hola", "u1"));
        (seen.Reference.Conversation.TenantId, seen.Reference.ChannelData!.Value.GetProperty("thread").GetString()).ShouldBe(("T1", "17.1"));
    }

    private static Activity Written(string text) => new() { Type = ActivityTypes.Message, Text = text, From = new ChannelAccount { Id = "u1" }, Recipient = new ChannelAccount { Id = "bot" } };

    private static InboxItem Item(string key, string lane) =>
        new("test", key, lane, new Activity { Type = ActivityTypes.Message, Text = "hola", From = new ChannelAccount { Id = "u1" } }, Wire.To(lane));

    private sealed class Receiver : IInboxReceiver
    {
        public string Adapter => "test";

        public Func<InboxItem, Task> Work { get; set; } = _ => Task.CompletedTask;

        public ConcurrentQueue<string> Begun { get; } = new();

        public ConcurrentQueue<string> Done { get; } = new();

        public async Task HandleAsync(InboxItem item, CancellationToken cancellationToken)
        {
            Begun.Enqueue(item.Key);
            await Work(item);
            Done.Enqueue(item.Key);
        }
    }
}
