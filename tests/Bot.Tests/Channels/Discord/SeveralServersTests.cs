using PmBot.Adapters.Tests.Discord;
using PmBot.Adapters.Tests.Discord.StandIns;

namespace PmBot.Bot.Tests.Channels.Discord;

/// <summary>Direct messages of somebody who is known in several servers.</summary>
public sealed class SeveralServersTests
{
    private const string OtherGuild = "800000000000000002";
    private const string OtherChannel = "700000000000000002";

    [Fact]
    public async Task Which_server_a_direct_message_is_about_is_asked_once_and_what_was_wanted_is_done_then()
    {
        await using var bot = await StartAsync();
        bot.Say("cómo va la 7", direct: true);
        var question = await SaidAsync(bot, "Te conozco en varios espacios");
        DiscordBot.Said(question).ShouldContain("1. Andes");
        DiscordBot.Said(question).ShouldContain("2. Espacio de");
        question["components"]!.ToJsonString().ShouldContain("Andes");
        PayloadRules.OfMessage(bot.Discord.Bodies("POST", $"/channels/{DiscordStandIn.DirectId}/messages")[0].AsObject()).ShouldBeEmpty();

        await bot.PressDirectly(question, "Andes").Answered;
        var answer = await SaidAsync(bot, "Filtro por color");
        DiscordBot.Said(answer).ShouldContain("Aquí hablamos de Andes");
        bot.Say("cómo va la 8", direct: true);
        await SaidAsync(bot, "Fotos borrosas");
        await bot.RestartAsync();
        await bot.ReadyAsync(2);
        bot.Say("muestra la tarea 7", direct: true);
        await Eventually.SoAsync(() => bot.Contents.Count(c => c.Contains("Filtro por color", StringComparison.Ordinal)) == 2, "the choice outlives a restart");

        bot.Contents.Count(c => c.Contains("varios espacios", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task It_is_changed_in_words_and_the_two_never_see_each_other()
    {
        await using var bot = await StartAsync();
        bot.Say("hola", direct: true);
        await SaidAsync(bot, "Te conozco en varios espacios");
        bot.Say("el segundo", direct: true);
        await SaidAsync(bot, "Aquí hablamos de Espacio de");
        bot.Say("cómo va la 7", direct: true);
        await Eventually.SoAsync(() => bot.Contents[^1].Contains('7', StringComparison.Ordinal), "an answer");
        bot.Contents.ShouldAllBe(c => !c.Contains("Filtro por color", StringComparison.Ordinal));

        bot.Say("cambia de espacio", direct: true);
        await SaidAsync(bot, "(ahora)");
        bot.Say("andes", direct: true);
        await SaidAsync(bot, "Aquí hablamos de Andes");
        bot.Say("cómo va la 7", direct: true);
        await SaidAsync(bot, "Filtro por color");
    }

    [Fact]
    public async Task What_is_said_in_a_server_is_about_that_server_whatever_was_chosen()
    {
        await using var bot = await StartAsync();
        bot.Say("cambia al espacio 2", direct: true);
        await SaidAsync(bot, "Aquí hablamos de Espacio de");
        bot.Say("cómo va la 7");
        await SaidAsync(bot, "Filtro por color");
    }

    [Fact]
    public async Task Who_is_known_in_one_server_is_not_asked()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.ReadyAsync();
        bot.Say("cómo va la 7", direct: true);
        await SaidAsync(bot, "Filtro por color");
        bot.Say("cambia de espacio", direct: true);
        await SaidAsync(bot, "El único espacio en el que te conozco es Andes");

        bot.Contents.ShouldAllBe(c => !c.Contains("varios espacios", StringComparison.Ordinal));
    }

    /// <summary>Camila founds a second server's workspace.</summary>
    private static async Task<DiscordBot> StartAsync()
    {
        var bot = await DiscordBot.StartAsync();
        await bot.ReadyAsync();
        bot.Say("hola", guild: OtherGuild, channel: OtherChannel);
        await Eventually.SoAsync(() => bot.Discord.Messages.Count > 0, "a greeting");
        return bot;
    }

    private static async Task<System.Text.Json.Nodes.JsonObject> SaidAsync(DiscordBot bot, string words)
    {
        await Eventually.SoAsync(() => bot.Contents.Any(c => c.Contains(words, StringComparison.Ordinal)), () => $"{words} in {string.Join(" | ", bot.Contents)}");
        return bot.Discord.Messages.Last(m => DiscordBot.Said(m).Contains(words, StringComparison.Ordinal));
    }
}
