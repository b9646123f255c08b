using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Tests.Support;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Tests.Channels;

public sealed class WebVisitorTests
{
    [Theory]
    [InlineData("directline")]
    [InlineData("webchat")]
    public async Task What_a_page_writes_into_its_channel_data_leads_to_no_other_workspace_and_founds_none(string channel)
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);
        var identities = bot.Services.GetRequiredService<IdentityQueries>();
        var home = (await identities.DefaultWorkspaceAsync(default))!.Value;

        var activity = new Activity
        {
            Type = ActivityTypes.Message, Id = "1", ChannelId = channel, Conversation = new ConversationAccount { Id = "c1" }, From = new ChannelAccount { Id = "dl_eve", Name = "Eva" },
            Recipient = new ChannelAccount { Id = "bot" }, Text = "hola", ChannelData = JsonElement.Parse("""{"tenant":{"id":"mine"}}"""),
        };
        await bot.Services.GetRequiredService<ITurnHandler>().OnTurnAsync(new TurnContext(activity, new Silent()) { SenderIsVouchedFor = true }, default);

        (await identities.FindWorkspaceByTenantAsync("web", "mine", default)).ShouldBeNull();
        (await identities.FindAsync(new ChatAddress("web", "", "dl_eve"), default)).ShouldNotBeNull().Workspace.ShouldBe(home);
    }

    private sealed class Silent : IReplyChannel
    {
        public ChannelFeatures Features => ChannelFeatures.PlainText;

        public Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

        public Task UpdateAsync(Activity reply, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task DeleteAsync(string activityId, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
