using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.Support;
using PmBot.Bot.Proactive;
using PmBot.Bot.Replies;
using PmBot.Bot.Tests.State;
using PmBot.Bot.Tests.Support;
using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Tests.Queues;

/// <summary>Places that a channel says the bot is not in any more.</summary>
public sealed class GonePlacesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Wire wire = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_is_tried_once_what_waits_for_it_ends_with_it_an_admin_reads_one_line_and_other_places_go_on()
    {
        await using var bot = await QueuedBot.StartAsync(folder, wire, new PacedTime(0.25, DateTimeOffset.UtcNow));
        var workspace = await ImportAsync(bot);
        await KeepAsync(bot, workspace, "sala");
        await KeepAsync(bot, workspace, "otra");
        var answered = new TaskCompletionSource();
        wire.Before = async (to, _, _) =>
        {
            if (to.Conversation.Id == "otra") return;
            await answered.Task;
            throw new DeliveryException("no", 403, "BotNotInConversationRoster") { IsGone = true };
        };
        var queries = bot.Services.GetRequiredService<OutboundQueries>();
        List<Task> sends = [];
        for (var i = 0; i < 3; i++)
        {
            sends.Add(bot.Outbound.SendAsync(Room($"m{i}", i == 2 ? "sala;messageid=7" : "sala"), default));
            await QueuedBot.UntilAsync(async () => (await queries.WaitingAsync("test", default)).Count == i + 1);
        }

        await QueuedBot.UntilAsync(() => wire.Attempts.Count == 2);
        answered.SetResult();
        await Task.WhenAll(sends).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await QueuedBot.UntilAsync(async () => (await bot.Dead.ListAsync(null, default)).Count == 3);
        await bot.Outbound.SendAsync(Room("x", "otra"), default);

        wire.Attempts.ShouldNotContain("m1");
        wire.In("otra").ShouldBe(["x"]);
        var refs = bot.Services.GetRequiredService<ConversationRefs>();
        (await refs.IsKeptAsync(workspace, "sala", default)).ShouldBeFalse();
        (await refs.IsKeptAsync(workspace, "otra", default)).ShouldBeTrue();
        var listed = await UndeliveredTests.SayAsync(bot, "camila", "mensajes sin entregar");
        listed.ShouldStartWith("Mensajes sin entregar (3):\n• a El equipo por Slack, 3 mensajes: ya no estoy ahí\n[");

        // It comes back: an admin may have all of it sent.
        wire.Before = (_, _, _) => Task.CompletedTask;
        await UndeliveredTests.SayAsync(bot, "camila", "reenvíalos");
        await QueuedBot.UntilAsync(() => wire.In("sala").Count + wire.In("sala;messageid=7").Count == 3);
    }

    [Fact]
    public async Task What_is_to_be_told_in_such_a_place_is_told_nowhere_and_tried_no_more()
    {
        await using var bot = await QueuedBot.StartAsync(folder, wire, new PacedTime(0.25, DateTimeOffset.UtcNow));
        var workspace = await ImportAsync(bot);
        await KeepAsync(bot, workspace, "sala");
        wire.Before = (_, _, _) => throw new DeliveryException("no", 404, "ConversationNotFound") { IsGone = true };
        var (due, deliveries) = (Due(bot), bot.Services.GetRequiredService<Deliveries>());
        var now = DateTimeOffset.UtcNow;
        foreach (var key in (string[])["t1", "t2"])
        {
            await deliveries.AddAsync([new Delivery { WorkspaceId = workspace, Key = key, Kind = "test", ConversationKey = "sala", MeantAt = now, DueAt = now }], default);
            await due.TellAsync(default);
        }

        wire.Attempts.Count.ShouldBe(1, "of the second it was known");
        (await deliveries.NextAsync(default)).ShouldBeNull();
    }

    [Fact]
    public async Task Somebody_who_is_gone_from_one_channel_is_told_on_another()
    {
        await using var bot = await QueuedBot.StartAsync(folder, wire, new PacedTime(0.25, DateTimeOffset.UtcNow));
        var workspace = await ImportAsync(bot);
        var directory = (await bot.Services.GetRequiredService<WorkspaceDirectories>().GetAsync(workspace, default))!;
        var diego = directory.User("diego")!.Id;
        await KeepAsync(bot, workspace, "dm-1", diego, "slack");
        await KeepAsync(bot, workspace, "dm-2", diego, "discord");
        wire.Before = (to, _, _) => to.Conversation.Id == "dm-1" ? throw new DeliveryException("no", 403, "50007") { IsGone = true } : Task.CompletedTask;
        var chat = bot.Services.GetRequiredService<ProactiveChat>();

        foreach (var key in (string[])["k1", "k2"])
        {
            await chat.TellAsync(
                workspace, diego, "slack", key,
                (turn, _) =>
                {
                    turn.Say(new Reply(key));
                    return Task.CompletedTask;
                },
                default);
        }

        wire.In("dm-2").ShouldBe(["k1", "k2"]);
        wire.Attempts.Count.ShouldBe(3, "the first place was tried once");
    }

    private static DueRunner Due(QueuedBot bot)
    {
        var s = bot.Services;
        return new DueRunner(
            s.GetRequiredService<WeekStore>(), s.GetRequiredService<Deliveries>(), s.GetRequiredService<WorkspaceDirectories>(), s.GetRequiredService<OutboxDispatcher>(), [new Posting(s.GetRequiredService<ProactiveChat>())], [],
            TimeProvider.System, NullLogger<DueRunner>.Instance);
    }

    private static async Task<WorkspaceId> ImportAsync(QueuedBot bot)
    {
        var workspace = Workspaces.Small.Replace("language: es }", "language: es, channels: { slack: T1 } }", StringComparison.Ordinal);
        (await bot.Services.GetRequiredService<WorkspaceImporter>().ImportAsync(workspace, "a.yml", default)).IsOk.ShouldBeTrue();
        return (await bot.Services.GetRequiredService<IdentityQueries>().FindWorkspaceByTenantAsync("slack", "T1", default))!.Value;
    }

    private static OutboundMessage Room(string text, string room) => new(text, OutboundVerb.Send, To(room, isGroup: true), new Activity { Type = ActivityTypes.Message, Text = text });

    private static ConversationReference To(string conversation, bool isGroup)
    {
        var to = Wire.To(conversation);
        to.Conversation.IsGroup = isGroup;
        to.Conversation.Name = isGroup ? "El equipo" : null;
        return to;
    }

    private static Task KeepAsync(QueuedBot bot, WorkspaceId workspace, string conversation, UserId? user = null, string channel = "slack") => bot.Services.GetRequiredService<ConversationRefs>().KeepAsync(
        new ConversationRef
        {
            WorkspaceId = workspace, Key = user is { } person ? ConversationRef.PrivateKey(person, channel) : conversation, UserId = user, Channel = channel, Conversation = conversation, SeenAt = DateTimeOffset.UtcNow.AddMinutes(-1),
            Reference = JsonSerializer.Serialize(To(conversation, user is null) with { ChannelId = channel }, ProactiveJson.Default.ConversationReference),
            Features = JsonSerializer.Serialize(ChannelFeatures.PlainText, ProactiveJson.Default.ChannelFeatures),
        },
        default);

    private sealed class Posting(ProactiveChat chat) : IDeliveryKind
    {
        public string Kind => "test";

        public async Task<Verdict> TellAsync(IReadOnlyList<Delivery> together, CancellationToken cancellationToken)
        {
            await chat.PostAsync(together[0].WorkspaceId, together[0].ConversationKey!, together[0].Key, (_, _) => new Reply("resumen"), messageId: null, cancellationToken);
            return Verdict.Sent;
        }
    }
}
