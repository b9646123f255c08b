using System.Text.Json.Nodes;

namespace PmBot.Bot.Tests.Channels.Slack;

/// <summary>What a command is answered in a channel, seen by one person, and shown to all if they want it.</summary>
public sealed class SharingTests
{
    private const string Share = "Compartir aquí";

    [Fact]
    public async Task A_private_answer_is_posted_to_the_channel_once()
    {
        await using var bot = await SlackService.StartAsync();
        await bot.CommandAsync("mis tareas");
        var answer = await AnswerAsync(bot, 1);
        Titles(answer).ShouldContain(Share);

        await bot.PressWhisperAsync(answer, Share);
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "response_url" && x.Arguments.ToJsonString().Contains("ya lo ven todos", StringComparison.Ordinal)), "the private answer says so");

        var posted = bot.Slack.Messages.ShouldHaveSingleItem();
        posted["channel"]!.GetValue<string>().ShouldBe("C0GENERAL");
        posted["thread_ts"].ShouldBeNull();
        posted.ToJsonString().ShouldContain("Filtro por color");
        posted.ToJsonString().ShouldContain("Compartido por Ana G");
        Titles(posted).ShouldNotContain(Share);
        bot.Slack.CallsOf("response_url")[^1].Arguments["replace_original"]!.GetValue<bool>().ShouldBeTrue();

        await bot.PressWhisperAsync(answer, Share);
        await bot.Slack.UntilAsync(c => c.Count(x => x.Method == "response_url") == 3, "what is said to the second press");
        bot.Slack.CallsOf("response_url")[^1].Arguments.ToJsonString().ShouldContain("ya lo compartiste");
        bot.Slack.CallsOf("response_url").ShouldAllBe(c => c["response_type"] == "ephemeral");
        bot.Slack.Messages.Count.ShouldBe(1);
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_else_can_share_nothing_of_it()
    {
        await using var bot = await SlackService.StartAsync();
        await bot.CommandAsync("cómo va la 7");
        var answer = await AnswerAsync(bot, 1);

        await bot.PressWhisperAsync(answer, Share, user: "U0LUIS");
        await bot.PressWhisperAsync(answer, Share, channel: "C0OTHER");

        await bot.Slack.UntilAsync(c => c.Count(x => x.Method == "response_url") == 3, "two refusals");
        bot.Slack.CallsOf("response_url").Skip(1).ShouldAllBe(c => c.Arguments.ToJsonString().Contains("Ya no tengo esa respuesta", StringComparison.Ordinal));
        bot.Slack.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("recuérdame mañana a las 9 llamar al banco")]
    [InlineData("mis recordatorios")]
    [InlineData("mensajes sin entregar")]
    [InlineData("quién soy")]
    [InlineData("vincula mi cuenta")]
    [InlineData("standup")]
    [InlineData("ayuda")]
    [InlineData("borra la 7")]
    public async Task What_is_somebodys_own_and_what_is_a_question_cannot_be_shared(string said)
    {
        await using var bot = await SlackService.StartAsync();
        await bot.CommandAsync(said);

        Titles(await AnswerAsync(bot, 1)).ShouldNotContain(Share);
    }

    [Theory]
    [InlineData("crea la tarea revisar los logs")]
    [InlineData("cómo va el catálogo")]
    [InlineData("la 7 está lista")]
    public async Task What_is_about_the_teams_work_can_be_shared(string said)
    {
        await using var bot = await SlackService.StartAsync();
        await bot.CommandAsync(said);

        Titles(await AnswerAsync(bot, 1)).ShouldContain(Share);
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_everybody_sees_anyway_has_no_such_button()
    {
        await using var bot = await SlackService.StartAsync();
        await bot.SayAsync("<@U0BOT> cómo va la 7", "C0GENERAL", "1700000000.000100");
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "an answer");

        Titles(bot.Slack.Messages[0]).ShouldNotContain(Share);
    }

    [Fact]
    public async Task Where_the_bot_is_no_member_the_press_itself_is_answered_for_all()
    {
        await using var bot = await SlackService.StartAsync();
        await bot.CommandAsync("cómo va la 7");
        var answer = await AnswerAsync(bot, 1);
        bot.Slack.Error("chat.postMessage", "not_in_channel");

        await bot.PressWhisperAsync(answer, Share);
        await bot.Slack.UntilAsync(c => c.Count(x => x.Method == "response_url") == 3, "the answer for all, and the one for Ana");

        var shared = bot.Slack.CallsOf("response_url").Where(c => c["response_type"] == "in_channel").ShouldHaveSingleItem();
        shared.Arguments.ToJsonString().ShouldContain("Filtro por color");
        shared.Arguments["replace_original"]!.GetValue<bool>().ShouldBeFalse();
    }

    private static async Task<JsonObject> AnswerAsync(SlackService bot, int count)
    {
        await bot.Slack.UntilAsync(c => c.Count(x => x.Method == "response_url") >= count, "an answer");
        return bot.Slack.CallsOf("response_url")[count - 1].Arguments.DeepClone().AsObject();
    }

    private static IEnumerable<string> Titles(JsonObject message) => (message["blocks"]?.AsArray() ?? []).SelectMany(b => SlackService.Buttons(b!.AsObject())).Select(SlackService.Title);
}
