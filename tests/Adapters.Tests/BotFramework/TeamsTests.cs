using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Activities;
using PmBot.Adapters.BotFramework;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.BotFramework.StandIns;

namespace PmBot.Adapters.Tests.BotFramework;

public sealed class TeamsTests
{
    [Fact]
    public void The_bots_own_mention_is_taken_out_and_that_of_somebody_of_the_same_name_stays()
    {
        var activity = new Activity
        {
            Text = "<at>PmBot</at> asigna la 4 a <at>PmBot</at>&nbsp;hoy",
            Recipient = new() { Id = "28:bot" },
            Entities =
            [
                new() { Type = "mention", Text = "<at>PmBot</at>", Mentioned = new() { Id = "28:bot" } },
                new() { Type = "mention", Text = "<at>PmBot</at>", Mentioned = new() { Id = "29:person" } },
            ],
        };

        RecipientMention.Strip(activity);

        activity.Text.ShouldBe("asigna la 4 a <at>PmBot</at>&nbsp;hoy");
        activity.Entities[0].Text.ShouldBeNull();
        activity.Entities[0].Mentioned!.Id.ShouldBe("28:bot", "it is still known that the bot was spoken to");
    }

    [Fact]
    public async Task What_is_sent_to_a_channel_begins_a_thread_and_is_updated_and_deleted_in_it()
    {
        await using var channel = await ConnectorStandIn.StartAsync();
        await using var bot = await BotServer.StartEchoAsync();
        var sender = bot.Services.GetServices<IChannelSender>().Single();
        var reference = Reference(channel.Url, "19:abc@thread.tacv2");
        channel.Answer(201, """{"id":"19:abc@thread.tacv2;messageid=17","activityId":"17"}""");

        (await sender.SendAsync(reference, new() { Text = "resumen" }, CancellationToken.None)).ShouldBe("17");
        await sender.UpdateAsync(reference, "17", new() { Text = "resumen nuevo" }, CancellationToken.None);
        await sender.DeleteAsync(reference, "17", CancellationToken.None);

        var begun = channel.Calls[0];
        (begun.Method, begun.Path).ShouldBe(("POST", "/v3/conversations"));
        begun.Json.GetProperty("channelData").GetProperty("channel").GetProperty("id").GetString().ShouldBe("19:abc@thread.tacv2");
        begun.Json.GetProperty("isGroup").GetBoolean().ShouldBeTrue();
        begun.Json.GetProperty("tenantId").GetString().ShouldBe("t1");
        begun.Json.GetProperty("activity").GetProperty("text").GetString().ShouldBe("resumen");
        channel.Calls.Skip(1).Select(c => (c.Method, c.Path)).ShouldBe(
        [
            ("PUT", "/v3/conversations/19%3Aabc%40thread.tacv2%3Bmessageid%3D17/activities/17"), ("DELETE", "/v3/conversations/19%3Aabc%40thread.tacv2%3Bmessageid%3D17/activities/17"),
        ]);
    }

    [Fact]
    public async Task What_is_sent_to_a_thread_stays_in_it()
    {
        await using var channel = await ConnectorStandIn.StartAsync();
        await using var bot = await BotServer.StartEchoAsync();

        await bot.Services.GetServices<IChannelSender>().Single().SendAsync(Reference(channel.Url, "19:abc@thread.tacv2;messageid=17"), new() { Text = "sí" }, CancellationToken.None);

        channel.Calls.Single().Path.ShouldBe("/v3/conversations/19%3Aabc%40thread.tacv2%3Bmessageid%3D17/activities");
    }

    private static ConversationReference Reference(string url, string conversation) => new()
    {
        Adapter = "botframework", ChannelId = "msteams", ServiceUrl = url, Bot = new() { Id = "28:bot" },
        Conversation = new() { Id = conversation, ConversationType = "channel", IsGroup = true, TenantId = "t1" },
    };
}
