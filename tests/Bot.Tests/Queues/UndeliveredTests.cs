using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.Support;
using PmBot.Bot.Tests.State;
using PmBot.Bot.Tests.Support;
using PmBot.ProjectCore.Files;

namespace PmBot.Bot.Tests.Queues;

public sealed class UndeliveredTests
{
    [Fact]
    public async Task An_admin_sees_what_was_not_delivered_in_their_own_workspace_and_has_it_sent_again()
    {
        using var folder = new TemporaryFolder();
        var wire = new Wire { Before = (_, _, _) => throw new DeliveryException("no", 403, "Forbidden") };
        await using var bot = await QueuedBot.StartAsync(folder, wire, new PacedTime(0.25, DateTimeOffset.UtcNow));
        var workspace = Workspaces.Small.Replace("language: es }", "language: es, channels: { slack: T1 } }", StringComparison.Ordinal);
        (await bot.Services.GetRequiredService<WorkspaceImporter>().ImportAsync(workspace, "a.yml", default)).IsOk.ShouldBeTrue();
        await Should.ThrowAsync<DeliveryException>(bot.Outbound.SendAsync(Wire.Message("recordatorio", "c1"), default));
        await Should.ThrowAsync<DeliveryException>(bot.Outbound.SendAsync(Wire.Message("secreto de otros", "c2", "T2"), default));
        var room = Wire.To("sala");
        var posted = new Activity { Type = ActivityTypes.Message, Text = string.Concat(Enumerable.Repeat("👍", 60)) };
        room.Conversation.IsGroup = true;
        await Should.ThrowAsync<DeliveryException>(bot.Outbound.SendAsync(new OutboundMessage("sala", OutboundVerb.Send, room, posted), default));

        var listed = await SayAsync(bot, "camila", "¿qué mensajes no se entregaron?");
        listed.ShouldContain("Mensajes sin entregar (2)");
        // What is told to one person alone is not for an admin either.
        listed.ShouldContain("a Ana en privado por Slack");
        listed.ShouldNotContain("recordatorio");
        listed.ShouldContain("a Ana por Slack");
        listed.ShouldContain($"«{string.Concat(Enumerable.Repeat("👍", 39))}…»");
        listed.ShouldNotContain("secreto");
        (await SayAsync(bot, "diego", "mensajes sin entregar")).ShouldContain("administrador");

        wire.Before = (_, _, _) => Task.CompletedTask;
        (await SayAsync(bot, "camila", "reenvíalos")).ShouldContain("Los vuelvo a mandar");
        await QueuedBot.UntilAsync(() => wire.Arrived.Count == 2);
        wire.In("c1").ShouldBe(["recordatorio"]);
        (await SayAsync(bot, "camila", "mensajes sin entregar")).ShouldContain("Todo se entregó");
    }

    [Fact]
    public async Task What_somebody_wrote_and_the_bot_failed_at_is_told_apart_without_its_words_and_is_handled_when_an_admin_asks()
    {
        using var folder = new TemporaryFolder();
        var receiver = new Failing { IsBroken = true };
        await using var bot = await QueuedBot.StartAsync(folder, new Wire(), new PacedTime(10, DateTimeOffset.UtcNow), receiver);
        var workspace = Workspaces.Small.Replace("language: es }", "language: es, channels: { slack: T1 } }", StringComparison.Ordinal);
        (await bot.Services.GetRequiredService<WorkspaceImporter>().ImportAsync(workspace, "a.yml", default)).IsOk.ShouldBeTrue();
        foreach (var tenant in (string[])["T1", "T2"])
        {
            var place = new ConversationAccount { Id = $"dm-{tenant}", TenantId = tenant };
            var written = new Activity { Type = ActivityTypes.Message, ChannelId = "slack", Conversation = place, Text = "pon la clave s3cr3t", From = new ChannelAccount { Id = "u1", Name = "Ana" } };
            await bot.Inbox.AddAsync(new InboxItem("test", tenant, tenant, written, Wire.To($"dm-{tenant}", tenant)), default);
        }

        await QueuedBot.UntilAsync(async () => (await bot.Dead.ListAsync(null, default)).Count == 2);

        var listed = await SayAsync(bot, "camila", "mensajes sin entregar");
        listed.ShouldContain("Un mensaje que me escribieron y no pude atender (1)");
        listed.ShouldContain("de Ana por Slack");
        listed.ShouldNotContain("s3cr3t");
        listed.ShouldNotContain("sin entregar (");

        receiver.IsBroken = false;
        (await SayAsync(bot, "camila", "reenvíalos")).ShouldBe("Vuelvo a atender lo que me escribieron (1); la respuesta le llega a quien lo pidió.");
        await QueuedBot.UntilAsync(() => receiver.Handled.Contains("T1"));
        (await SayAsync(bot, "camila", "mensajes sin entregar")).ShouldContain("Todo se entregó y todo se atendió");
        receiver.Handled.ShouldNotContain("T2");
    }

    internal static async Task<string> SayAsync(QueuedBot bot, string user, string text)
    {
        var replies = new List<string>();
        var activity = new Activity
        {
            Type = ActivityTypes.Message, Id = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture), ChannelId = "emulator", Conversation = new ConversationAccount { Id = "dm" },
            From = new ChannelAccount { Id = user }, Recipient = new ChannelAccount { Id = "bot" }, Text = text,
        };
        await bot.Services.GetRequiredService<ITurnHandler>().OnTurnAsync(new TurnContext(activity, new Replies(replies)) { SenderIsVouchedFor = true }, default);
        return string.Join('\n', replies);
    }

    private sealed class Failing : IInboxReceiver
    {
        public string Adapter => "test";

        public bool IsBroken { get; set; }

        public ConcurrentQueue<string> Handled { get; } = new();

        public Task HandleAsync(InboxItem item, CancellationToken cancellationToken)
        {
            if (IsBroken) throw new InvalidOperationException("broken");
            Handled.Enqueue(item.Key);
            return Task.CompletedTask;
        }
    }

    private sealed class Replies(List<string> said) : IReplyChannel
    {
        public ChannelFeatures Features => ChannelFeatures.PlainText;

        public Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken)
        {
            said.Add(reply.Text ?? "");
            return Task.FromResult<string?>(null);
        }

        public Task UpdateAsync(Activity reply, CancellationToken cancellationToken) => SendAsync(reply, cancellationToken);

        public Task DeleteAsync(string activityId, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
