using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Slack.Rendering;
using PmBot.Bot.Channels;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.Tests.Rendering;
using PmBot.Bot.Tests.Support;

namespace PmBot.Bot.Tests.Channels;

/// <summary>The home page: all that waits for the person, whatever kind it is, and their day.</summary>
public sealed class HomePageTests
{
    [Fact]
    public async Task It_is_one_card_with_the_persons_day()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);

        (await PageAsync(new Client(bot, "camila"))).GetRawText().ShouldNotContain("ActionSet");
    }

    [Fact]
    public async Task What_waits_for_a_yes_stands_on_it_until_it_is_answered()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);
        var camila = new Client(bot, "camila");
        await camila.SayAsync("borra la 8");

        var yes = Buttons(await PageAsync(camila))[0];
        yes.GetProperty("data").TryGetProperty("confirmation", out _).ShouldBeTrue();
        await camila.SayAsync("no");

        Buttons(await PageAsync(camila)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stand_up_waits_from_its_hour_until_it_is_answered_or_passed_for_those_who_are_asked()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);
        var (camila, diego) = (new Client(bot, "camila"), new Client(bot, "diego"));
        // It is half past nine in Bogotá.
        await camila.SayAsync("daily a las 10 en Catálogo");
        Buttons(await PageAsync(diego)).ShouldBeEmpty();

        bot.Clock.Now += TimeSpan.FromMinutes(31);
        Buttons(await PageAsync(camila)).Count.ShouldBe(1);
        var answer = Buttons(await PageAsync(diego)).ShouldHaveSingleItem();
        await diego.SayAsync(answer.GetProperty("data").GetProperty("say").GetString()!);
        (diego.Sent[^1].Text ?? diego.Sent[^1].Summary).ShouldNotBeNull().ShouldContain("¿Qué hiciste");
        foreach (var said in (string[])["el filtro", "el carrito", "nada"]) await diego.SayAsync(said);
        Buttons(await PageAsync(diego)).ShouldBeEmpty();

        await camila.SayAsync("hoy paso del daily de Catálogo");
        Buttons(await PageAsync(camila)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_a_kind_that_comes_later_no_channel_need_know_anything()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small, add: services => services.AddSingleton<IWaiting, Approvals>());

        var page = await PageAsync(new Client(bot, "camila"));
        Buttons(page).Select(b => b.GetProperty("data").GetProperty("say").GetString()).ShouldBe(["aprueba el despliegue 12", "rechaza el despliegue 12"]);
        Buttons(await PageAsync(new Client(bot, "diego"))).ShouldBeEmpty("it is not his to approve");

        var blocks = new BlockList();
        MessageRenderer.Blocks(new Activity { Attachments = [new Attachment { ContentType = Attachment.AdaptiveCard, Content = page }] }, blocks);
        var shown = string.Concat(blocks.Blocks.Select(b => b!.ToJsonString()));
        shown.ShouldContain("despliegue 12");
        shown.ShouldContain("Aprobar");
        shown.ShouldContain("Rechazar");
    }

    [Fact]
    public async Task However_much_waits_it_is_a_page()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small, add: services =>
        {
            foreach (var _ in Enumerable.Range(0, 50)) services.AddSingleton<IWaiting>(new Approvals());
        });

        Buttons(await PageAsync(new Client(bot, "camila"))).Count.ShouldBe(16);
    }

    private static async Task<JsonElement> PageAsync(Client client)
    {
        await client.RunAsync(new Activity { Type = ActivityTypes.Event, Name = "home/open" });
        var page = Client.Card(client.Sent[^1]);
        CardSchema.Faults(page).ShouldBeEmpty();
        return page;
    }

    /// <summary>The buttons of what waits.</summary>
    private static List<JsonElement> Buttons(JsonElement page) =>
        [.. page.GetProperty("body").EnumerateArray().Where(e => e.GetProperty("type").GetString() == "ActionSet").SelectMany(e => e.GetProperty("actions").EnumerateArray())];

    private sealed class Approvals : IWaiting
    {
        public Task<IReadOnlyList<WaitingQuestion>> OfAsync(Turn turn, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<WaitingQuestion>>(
            turn.Person.Username != "camila" ? [] :
            [
                new WaitingQuestion(
                    new Reply(string.Create(CultureInfo.InvariantCulture, $"Diego pide llevar el despliegue {12} a producción.")) { Buttons = [new Button("Aprobar", "aprueba el despliegue 12"), new Button("Rechazar", "rechaza el despliegue 12")] },
                    Where: null),
            ]);
    }
}
