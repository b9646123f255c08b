using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Activities;
using PmBot.Adapters.DirectLine.Identity;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Tests.Support;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Tests.Dialogs;

/// <summary>Somebody whom an embedding site names by a signed token is the workspace's person of that e-mail or username.</summary>
public sealed class SignedPeopleTests
{
    private const string Workspace = """
        workspace: { name: Andes, timezone: America/Bogota, language: es }
        users:
          - { username: camila, full_name: Camila Torres, email: camila@studio.example, role: admin }
          - { username: diego, full_name: Diego Rojas, email: diego@studio.example }
          - { username: marta, full_name: Marta Díaz, email: marta@studio.example, deactivated: true }
        projects:
          - { name: Catálogo, key: CAT, members: { camila: owner, diego: developer } }
        tasks:
          - { id: 7, project: Catálogo, title: Filtro por color, status: todo, assignee: diego }
        """;

    [Theory]
    [InlineData("Camila@Studio.example", null, "camila")]
    [InlineData(null, "diego", "diego")]
    [InlineData("diego@studio.example", "camila", "diego")]
    [InlineData("stranger@studio.example", "camila", "camila")]
    public async Task The_email_counts_before_the_username(string? email, string? username, string expected)
    {
        await using var bot = await BotUnderTest.StartAsync(Workspace);

        (await SayAsync(bot, "u-17", "¿quién soy?", email, username)).ShouldContain(expected);
    }

    [Fact]
    public async Task Somebody_unknown_joins_with_the_email_of_the_site_and_is_known_by_the_account_from_then_on()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspace);

        await SayAsync(bot, "u-99", "hola", "sofia@studio.example", "sofia");
        await SayAsync(bot, "u-99", "hola", "sofia.new@studio.example", null);

        var people = (await DirectoryAsync(bot)).Users;
        people.Count.ShouldBe(4);
        people.Where(u => u.Email == "sofia@studio.example").ShouldHaveSingleItem().Identities.ShouldHaveSingleItem().UserId.ShouldBe("u-99");
    }

    [Fact]
    public async Task Who_was_shut_out_does_not_come_back_as_somebody_new()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspace);

        var reply = await SayAsync(bot, "u-20", "mis tareas", "marta@studio.example", null);

        reply.ShouldNotBeNullOrWhiteSpace();
        (await DirectoryAsync(bot)).Users.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_email_that_nobody_vouches_for_names_nobody()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspace);

        await SayAsync(bot, "x", "hola", "camila@studio.example", "camila", vouched: false);

        var people = (await DirectoryAsync(bot)).Users;
        people.Count.ShouldBe(4);
        people.Count(u => u.Email == "camila@studio.example").ShouldBe(1);
    }

    private static async Task<WorkspaceDirectory> DirectoryAsync(BotUnderTest bot) =>
        (await bot.Services.GetRequiredService<WorkspaceDirectories>().GetAsync(
            (await bot.Services.GetRequiredService<IdentityQueries>().DefaultWorkspaceAsync(CancellationToken.None))!.Value, CancellationToken.None))!;

    private static async Task<string> SayAsync(BotUnderTest bot, string id, string text, string? email, string? username, bool vouched = true)
    {
        var claims = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in new[] { (AccountClaims.Email, email), (AccountClaims.Username, username) })
        {
            if (value is not null)
            {
                claims[name] = JsonSerializer.SerializeToElement(value);
            }
        }

        var activity = new Activity
        {
            Type = ActivityTypes.Message,
            Id = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture),
            ChannelId = "directline",
            Conversation = new ConversationAccount { Id = "c" },
            From = new ChannelAccount { Id = id, Name = "Sofía Vega", Extra = claims },
            Recipient = new ChannelAccount { Id = "bot" },
            Text = text,
        };
        var replies = new List<string>();
        await bot.Services.GetRequiredService<ITurnHandler>().OnTurnAsync(new TurnContext(activity, new Replies(replies)) { SenderIsVouchedFor = vouched }, CancellationToken.None);
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
