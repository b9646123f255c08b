using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
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
        await using var bot = await QueuedBot.StartAsync(folder, wire);
        var workspace = Workspaces.Small.Replace("language: es }", "language: es, channels: { slack: T1 } }", StringComparison.Ordinal);
        (await bot.Services.GetRequiredService<WorkspaceImporter>().ImportAsync(workspace, "a.yml", default)).IsOk.ShouldBeTrue();
        await Should.ThrowAsync<DeliveryException>(bot.Outbound.SendAsync(Wire.Message("recordatorio", "c1"), default));
        await Should.ThrowAsync<DeliveryException>(bot.Outbound.SendAsync(Wire.Message("secreto de otros", "c2", "T2"), default));

        var listed = await SayAsync(bot, "camila", "¿qué mensajes no se entregaron?");
        listed.ShouldContain("Ana por Slack");
        listed.ShouldContain("«recordatorio»");
        listed.ShouldNotContain("secreto");
        (await SayAsync(bot, "diego", "mensajes sin entregar")).ShouldContain("administrador");

        wire.Before = (_, _, _) => Task.CompletedTask;
        (await SayAsync(bot, "camila", "reenvíalos")).ShouldContain("Lo vuelvo a mandar");
        await QueuedBot.UntilAsync(() => wire.Arrived.Count == 1);
        wire.In("c1").ShouldBe(["recordatorio"]);
        (await SayAsync(bot, "camila", "mensajes sin entregar")).ShouldContain("Todo se entregó");
    }

    private static async Task<string> SayAsync(QueuedBot bot, string user, string text)
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
