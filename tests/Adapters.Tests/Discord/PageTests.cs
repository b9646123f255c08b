using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.Discord.StandIns;

namespace PmBot.Adapters.Tests.Discord;

/// <summary>Messages that are too long for one: two thousand characters a page.</summary>
public sealed class PageTests
{
    private static readonly ConversationReference There = new()
    {
        Adapter = "discord", ChannelId = "discord", Conversation = new ConversationAccount { Id = DiscordStandIn.ChannelId, IsGroup = true, TenantId = DiscordStandIn.GuildId },
    };

    [Fact]
    public async Task An_update_goes_page_by_page_and_leaves_none_that_is_stale()
    {
        await using var bot = await DiscordHost.StartAsync((_, _) => Task.CompletedTask);
        var sender = bot.Services.GetRequiredService<IChannelSender>();

        var id = await sender.SendAsync(There, Lines(400, "a", "k1"), default);
        bot.Discord.Messages.Count.ShouldBe(3);
        Shown(bot).ShouldBe(Text(400, "a"));
        bot.Discord.Messages[2]["components"]!.AsArray().Count.ShouldBe(1);
        var first = bot.Discord.Messages[0]["id"]!.GetValue<string>();

        await sender.UpdateAsync(There, id!, Lines(300, "b", "k2"), default);
        Shown(bot).ShouldBe(Text(300, "b"));
        bot.Discord.Messages.Count.ShouldBe(2);
        await sender.UpdateAsync(There, id!, Lines(5, "c", "k3"), default);
        Shown(bot).ShouldBe(Text(5, "c"));
        await sender.UpdateAsync(There, first, Lines(700, "d", "k4"), default);
        Shown(bot).ShouldBe(Text(700, "d"));
        bot.Discord.Messages.Take(bot.Discord.Messages.Count - 1).ShouldAllBe(m => m["components"] == null || m["components"]!.AsArray().Count == 0, "what is to be pressed stands under the last page alone");

        // The same once more, as after a kill of which nobody knows when it was.
        await sender.UpdateAgainAsync(There, id!, Lines(700, "d", "k4"), default);
        Shown(bot).ShouldBe(Text(700, "d"));
        await sender.DeleteAsync(There, id!, default);
        bot.Discord.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_that_may_have_arrived_is_there_once()
    {
        await using var bot = await DiscordHost.StartAsync((_, _) => Task.CompletedTask);
        var sender = bot.Services.GetRequiredService<IChannelSender>();
        var id = await sender.SendAsync(There, Lines(5, "a", "k1"), default);
        var pages = bot.Services.GetRequiredService<IMessagePages>();
        await sender.UpdateAsync(There, id!, Lines(300, "b", "k2"), default);
        // The page was posted, and the process killed before that was written down.
        await pages.KeepAsync("discord", "", [id!], [id!], default);

        await sender.UpdateAgainAsync(There, id!, Lines(300, "b", "k2"), default);

        Shown(bot).ShouldBe(Text(300, "b"));
        bot.Discord.Messages.Count.ShouldBe(2);
    }

    private static Activity Lines(int count, string mark, string key) => new()
    {
        Type = ActivityTypes.Message, Id = key, Text = Text(count, mark), TextFormat = "markdown", Locale = "es",
        SuggestedActions = new() { Actions = [new() { Type = "imBack", Title = "Sí", Value = System.Text.Json.JsonElement.Parse("\"sí\"") }] },
    };

    private static string Text(int count, string mark) => string.Join('\n', Enumerable.Range(1, count).Select(i => $"{mark} línea {i:D4}"));

    private static string Shown(DiscordHost bot) => string.Join('\n', bot.Discord.Messages.Select(m => m["content"]!.GetValue<string>()));
}
