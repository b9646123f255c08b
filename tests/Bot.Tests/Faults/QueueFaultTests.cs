using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Tests.Support;
using PmBot.Bot.Tests.Queues;
using PmBot.Bot.Tests.State;
using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Storage;

namespace PmBot.Bot.Tests.Faults;

/// <summary>What goes out, while the store restarts and with several instances at work.</summary>
public sealed class QueueFaultTests(PostgresCluster postgres) : IClassFixture<PostgresCluster>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData("fast")]
    [InlineData("immediate")]
    public async Task Nothing_that_goes_out_is_lost_doubled_or_reordered_while_PostgreSQL_restarts(string mode)
    {
        // It can tell what it has: a commit of which nobody knows is taken for a process that died.
        var wire = new Wire { Tells = true };
        await using var bot = await QueuedBot.StartAsync(folder, wire, new PacedTime(4, DateTimeOffset.UtcNow), postgres: await postgres.NewDatabaseAsync());
        string[] conversations = ["c0", "c1", "c2", "c3"];
        var sending = conversations.Select(c => Task.Run(async () =>
        {
            foreach (var i in Enumerable.Range(0, 40)) await InsistAsync(bot, $"{c}-{i}", c);
        })).ToArray();
        await QueuedBot.UntilAsync(() => wire.Arrived.Count >= 20);
        postgres.Stop(mode);
        postgres.Start();
        await Task.WhenAll(sending);
        await QueuedBot.UntilAsync(() => wire.Arrived.Count >= 160);
        await QueuedBot.UntilAsync(async () => (await bot.Services.GetRequiredService<WorkQueue<OutboundRow>>().DepthsAsync(default)).Count == 0);

        foreach (var c in conversations) wire.In(c).ShouldBe([.. Enumerable.Range(0, 40).Select(i => $"{c}-{i}")]);
        wire.Attempts.Count.ShouldBe(160);
    }

    [SkippableFact]
    public async Task Of_two_instances_that_share_a_conversation_each_message_is_sent_once_and_in_order()
    {
        var database = await postgres.NewDatabaseAsync();
        var open = new TaskCompletionSource();
        var busy = 0;
        var wire = new Wire();
        wire.Before = async (_, _, ct) =>
        {
            Interlocked.Increment(ref busy).ShouldBe(1);
            await open.Task.WaitAsync(ct);
            Interlocked.Decrement(ref busy);
        };
        await using var one = await QueuedBot.StartAsync(folder, wire, postgres: database);
        await using var two = await QueuedBot.StartAsync(folder, wire, postgres: database);
        var queue = one.Services.GetRequiredService<WorkQueue<OutboundRow>>();
        var sending = new List<Task>();
        foreach (var i in Enumerable.Range(0, 30))
        {
            sending.Add((i % 2 == 0 ? one : two).Outbound.SendAsync(Wire.Message($"k{i}", "c1"), default));
            await QueuedBot.UntilAsync(async () => await queue.FindAsync("test", $"k{i}", default) is not null);
        }

        open.SetResult();
        await QueuedBot.UntilAsync(() => wire.Arrived.Count >= 30);
        await Task.WhenAll(sending);

        wire.In("c1").ShouldBe([.. Enumerable.Range(0, 30).Select(i => $"k{i}")]);
        wire.Attempts.Count.ShouldBe(30);
    }

    [SkippableFact]
    public async Task What_an_instance_was_killed_over_the_other_sends()
    {
        var database = await postgres.NewDatabaseAsync();
        var wire = new Wire { Tells = true };
        await using var dying = await QueuedBot.StartAsync(folder, wire, postgres: database);
        await using var living = await QueuedBot.StartAsync(folder, wire, new PacedTime(10, DateTimeOffset.UtcNow), postgres: database);
        await OutboundTests.TakeAndDieAsync(dying, "a");
        await living.Outbound.SendAsync(Wire.Message("b", "c1"), default);

        await QueuedBot.UntilAsync(() => wire.Arrived.Count == 2);
        wire.In("c1").ShouldBe(["a", "b"]);
        wire.Again.ShouldBe(["a"]);
    }

    /// <summary>Asks until it is stored, as a turn does that runs again.</summary>
    private static async Task InsistAsync(QueuedBot bot, string key, string conversation)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (; ; await pause.WaitForNextTickAsync())
        {
            try
            {
                await bot.Outbound.SendAsync(Wire.Message(key, conversation), default);
                return;
            }
            catch (StorageUnavailableException)
            {
                // The store is away.
            }
        }
    }
}
