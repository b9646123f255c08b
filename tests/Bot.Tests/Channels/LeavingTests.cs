using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Tests.Discord.StandIns;
using PmBot.Adapters.Tests.Slack.StandIns;
using PmBot.Bot.Queues;
using PmBot.Bot.Tests.Channels.Discord;
using PmBot.Bot.Tests.Channels.Slack;
using PmBot.Bot.Tests.Channels.Teams;
using PmBot.ProjectCore.Proactive;

namespace PmBot.Bot.Tests.Channels;

/// <summary>The bot is taken out of places, over the whole path of each channel, and comes back.</summary>
public sealed class LeavingTests
{
    private const string Team = "19:general@thread.tacv2";
    private const string Room = "19:precios@thread.tacv2";
    private const string Thread = "710000000000000001";

    [Fact]
    public async Task Uninstalled_from_a_personal_chat_of_Teams_it_is_forgotten_and_installed_again_it_greets_and_goes_on()
    {
        await using var bot = await TeamsBot.StartAsync();
        JsonObject Installed(string action) => new() { ["type"] = "installationUpdate", ["action"] = action };
        await bot.PostAsync(Installed("add"));
        await bot.SayAsync("hola");
        (await KnownAsync(bot.Services, "teams")).ShouldBe(["a:1"]);

        await bot.PostAsync(Installed("remove-upgrade"));
        (await KnownAsync(bot.Services, "teams")).ShouldBe(["a:1"]);
        await bot.PostAsync(Installed("remove"));
        (await KnownAsync(bot.Services, "teams")).ShouldBeEmpty();

        var before = bot.Written.Count;
        await bot.PostAsync(Installed("add"));
        bot.Written.Count.ShouldBe(before + 1);
        await bot.SayAsync("hola");
        (await KnownAsync(bot.Services, "teams")).ShouldBe(["a:1"]);
    }

    [Fact]
    public async Task Removed_from_a_team_all_its_channels_are_forgotten_and_no_others()
    {
        await using var bot = await TeamsBot.StartAsync();
        JsonObject Hello() => new() { ["type"] = "message", ["text"] = "<at>PmBot</at> mis tareas" };
        await bot.SayAsync("hola");
        foreach (var (room, team) in new[] { (Team, Team), ($"{Room};messageid=7", Team), ("19:ajeno@thread.tacv2", "19:otro@thread.tacv2"), ("19:viejo@thread.tacv2;messageid=1", "19:otro@thread.tacv2") }) await bot.InTeamAsync(Hello(), room, team);
        (await KnownAsync(bot.Services, "teams")).Count.ShouldBe(5);

        await bot.InTeamAsync(new() { ["type"] = "conversationUpdate", ["membersRemoved"] = new JsonArray(new JsonObject { ["id"] = "29:camila" }) }, Team, Team, "teamMemberRemoved");
        (await KnownAsync(bot.Services, "teams")).Count.ShouldBe(5);
        await bot.InTeamAsync(new() { ["type"] = "conversationUpdate", ["membersRemoved"] = new JsonArray(new JsonObject { ["id"] = "28:bot" }) }, Team, Team, "teamMemberRemoved");
        (await KnownAsync(bot.Services, "teams")).ShouldBe(["19:ajeno@thread.tacv2", "19:viejo@thread.tacv2;messageid=1", "a:1"]);
        await bot.InTeamAsync(new() { ["type"] = "conversationUpdate" }, "19:viejo@thread.tacv2", "19:otro@thread.tacv2", "channelDeleted");
        (await KnownAsync(bot.Services, "teams")).ShouldBe(["19:ajeno@thread.tacv2", "a:1"]);

        await bot.InTeamAsync(Hello(), $"{Room};messageid=7", Team);
        (await KnownAsync(bot.Services, "teams")).ShouldContain($"{Room};messageid=7");
    }

    [Fact]
    public async Task Taken_out_of_a_server_of_Discord_everything_in_it_is_forgotten_and_an_outage_forgets_nothing()
    {
        await using var bot = await DiscordBot.StartAsync(discord => discord.Gateway.Channels[Thread] = new JsonObject { ["id"] = Thread, ["type"] = 11, ["parent_id"] = DiscordStandIn.ChannelId });
        await bot.ReadyAsync();
        bot.Say("mis tareas");
        bot.Say("mis tareas", channel: Thread);
        bot.Say("mis tareas", direct: true);
        string[] all = [DiscordStandIn.ChannelId, $"{DiscordStandIn.ChannelId};messageid={Thread}", DiscordStandIn.DirectId];
        await UntilKnownAsync(bot.Services, "discord", all);

        bot.Discord.Gateway.Emit("GUILD_DELETE", new JsonObject { ["id"] = DiscordStandIn.GuildId, ["unavailable"] = true });
        bot.Discord.Gateway.Emit("THREAD_DELETE", new JsonObject { ["id"] = Thread, ["type"] = 11, ["parent_id"] = DiscordStandIn.ChannelId, ["guild_id"] = DiscordStandIn.GuildId });
        await UntilKnownAsync(bot.Services, "discord", DiscordStandIn.ChannelId, DiscordStandIn.DirectId);
        bot.Discord.Gateway.Emit("CHANNEL_DELETE", new JsonObject { ["id"] = DiscordStandIn.ChannelId, ["type"] = 0, ["guild_id"] = DiscordStandIn.GuildId });
        await UntilKnownAsync(bot.Services, "discord", DiscordStandIn.DirectId);

        bot.Say("mis tareas");
        bot.Say("mis tareas", channel: "700000000000000002");
        await UntilKnownAsync(bot.Services, "discord", DiscordStandIn.ChannelId, "700000000000000002", DiscordStandIn.DirectId);
        bot.Discord.Gateway.Emit("GUILD_DELETE", new JsonObject { ["id"] = DiscordStandIn.GuildId });
        await UntilKnownAsync(bot.Services, "discord", DiscordStandIn.DirectId);

        bot.Say("mis tareas");
        await UntilKnownAsync(bot.Services, "discord", DiscordStandIn.ChannelId, DiscordStandIn.DirectId);
    }

    [Fact]
    public async Task What_waits_for_a_server_ends_when_the_bot_is_taken_out_of_it()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.ReadyAsync();
        for (var i = 0; i < 200; i++) bot.Discord.Faults.Enqueue(async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/messages", StringComparison.Ordinal)) return false;
            context.Response.StatusCode = 503;
            await context.Response.CompleteAsync();
            return true;
        });
        bot.Say("mis tareas");
        await Eventually.SoAsync(() => bot.Discord.Bodies("POST", "/messages").Count > 0, "an attempt");
        bot.Discord.Gateway.Emit("GUILD_DELETE", new JsonObject { ["id"] = DiscordStandIn.GuildId });

        var dead = bot.Services.GetRequiredService<DeadLetters>();
        await Eventually.SoAsync(async () => (await dead.ListAsync(null, default)).Any(l => l.GoneFrom == DiscordStandIn.ChannelId), () => "given up");
        (await KnownAsync(bot.Services, "discord")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_workspace_of_Slack_that_takes_the_app_out_is_forgotten_and_the_first_message_brings_it_back()
    {
        await using var bot = await SlackService.StartAsync();
        await bot.SayAsync($"<@{SlackStandIn.BotUser}> mis tareas", "C0GENERAL", "1700000000.000100");
        await bot.SayAsync("mis tareas", "D0ANA", "1700000000.000200");
        await UntilKnownAsync(bot.Services, "slack", $"{SlackStandIn.Team}/C0GENERAL", $"{SlackStandIn.Team}/D0ANA");

        await bot.EventAsync(new() { ["type"] = "app_uninstalled" });
        await UntilKnownAsync(bot.Services, "slack");

        await bot.SayAsync("mis tareas", "D0ANA", "1700000000.000300");
        await UntilKnownAsync(bot.Services, "slack", $"{SlackStandIn.Team}/D0ANA");
    }

    private static async Task<IReadOnlyList<string>> KnownAsync(IServiceProvider services, string channel) =>
        [.. (await services.GetRequiredService<ConversationRefs>().OnAsync(channel, null, default)).Select(r => r.Conversation).Order(StringComparer.Ordinal)];

    /// <summary>Waits until these are known and no others.</summary>
    private static async Task UntilKnownAsync(IServiceProvider services, string channel, params string[] expected)
    {
        IReadOnlyList<string> known = [];
        await Eventually.SoAsync(async () => (known = await KnownAsync(services, channel)).SequenceEqual(expected.Order(StringComparer.Ordinal)), () => $"{string.Join(", ", expected)}, not {string.Join(", ", known)}");
    }
}
