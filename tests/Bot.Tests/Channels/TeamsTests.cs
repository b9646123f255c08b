using PmBot.Adapters.Activities;
using PmBot.Bot.Channels;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Tests.Support;

namespace PmBot.Bot.Tests.Channels;

public sealed class TeamsTests
{
    [Fact]
    public async Task A_room_that_the_bot_comes_into_is_greeted_once_however_often_the_channel_says_so()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);
        var room = new Client(bot, "camila", shared: true);
        await room.RunAsync(new Activity { Type = ActivityTypes.InstallationUpdate, Action = "add" });
        await room.RunAsync(new Activity { Type = ActivityTypes.ConversationUpdate, MembersAdded = [new ChannelAccount { Id = "bot" }] });
        await room.RunAsync(new Activity { Type = ActivityTypes.ConversationUpdate, MembersAdded = [new ChannelAccount { Id = "29:new" }] });

        room.Sent.ShouldHaveSingleItem().Text!.ShouldContain("Mencióname");
    }

    [Fact]
    public async Task Alone_with_the_bot_a_person_is_greeted_once()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);
        var camila = new Client(bot, "camila");
        await camila.RunAsync(new Activity { Type = ActivityTypes.InstallationUpdate, Action = "add" });
        await camila.RunAsync(new Activity { Type = ActivityTypes.ConversationUpdate, MembersAdded = [new ChannelAccount { Id = "camila" }, new ChannelAccount { Id = "bot" }] });

        camila.Sent.ShouldHaveSingleItem().Text!.ShouldContain("Camila");
    }

    [Theory]
    [InlineData("installationUpdate", "remove")]
    [InlineData("installationUpdate", null)]
    [InlineData("conversationUpdate", null)]
    public void Nobody_is_greeted_for_anything_else(string type, string? action) =>
        Arrivals.Of(new Activity { Type = type, Action = action, ChannelId = "msteams", Conversation = new ConversationAccount { Id = "c" }, From = new ChannelAccount { Id = "u" } }).ShouldBeNull();

    [Fact]
    public void Of_two_people_of_the_same_name_the_one_who_was_mentioned_is_meant()
    {
        var activity = new Activity
        {
            Recipient = new ChannelAccount { Id = "bot" },
            Entities =
            [
                new Entity { Type = "mention", Text = "<at>Ana Ruiz</at>", Mentioned = new ChannelAccount { Id = "29:1" } },
                new Entity { Type = "mention", Text = "<at>Ana Ruiz</at>", Mentioned = new ChannelAccount { Id = "29:2" } },
                new Entity { Type = "mention", Text = "<at>Nobody</at>", Mentioned = new ChannelAccount { Id = "29:3" } },
            ],
        };

        Incoming.Named("pasa las de <at>Ana Ruiz</at> a <at>Ana Ruiz</at> y <at>Nobody</at>", activity, a => a.Id switch { "29:1" => "ana", "29:2" => "ana.ruiz", _ => null })
            .ShouldBe("pasa las de @ana a @ana.ruiz y <at>Nobody</at>");
    }
}
