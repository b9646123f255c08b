using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Tests.Support;
using PmBot.ProjectCore.Proactive;

namespace PmBot.Bot.Tests.Proactive;

public sealed class ConversationBookTests
{
    [Fact]
    public async Task What_another_instance_has_forgotten_is_written_down_with_the_next_message()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);
        await SayAsync(bot, "1");
        var refs = bot.Services.GetRequiredService<ConversationRefs>();
        var known = (await refs.OnAsync("teams", "a:1", default)).ShouldHaveSingleItem();
        (await refs.ForgetAsync(known.WorkspaceId, known.Key, bot.Clock.Now, default)).ShouldBeTrue();

        bot.Clock.Now += TimeSpan.FromMinutes(2);
        await SayAsync(bot, "2");

        (await refs.OnAsync("teams", "a:1", default)).ShouldHaveSingleItem().Key.ShouldBe(known.Key);
    }

    private static Task SayAsync(BotUnderTest bot, string id)
    {
        var activity = new Activity
        {
            Type = ActivityTypes.Message, Id = id, ChannelId = "msteams", Conversation = new ConversationAccount { Id = "a:1" }, From = new ChannelAccount { Id = "camila" }, Recipient = new ChannelAccount { Id = "bot" }, Text = "hola",
        };
        return bot.Services.GetRequiredService<ITurnHandler>().OnTurnAsync(new TurnContext(activity, new Kept(activity)) { SenderIsVouchedFor = true }, default);
    }

    private sealed class Kept(Activity activity) : IReplyChannel
    {
        public ChannelFeatures Features => ChannelFeatures.PlainText;

        public ConversationReference Reference { get; } = new() { Adapter = "botframework", ChannelId = "msteams", Conversation = activity.Conversation!, User = activity.From };

        public Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

        public Task UpdateAsync(Activity reply, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task DeleteAsync(string activityId, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
