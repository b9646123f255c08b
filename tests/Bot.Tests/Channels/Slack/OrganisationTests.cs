using System.Text.Json.Nodes;
using PmBot.Adapters.Tests.Discord.StandIns;
using PmBot.Adapters.Tests.Slack.StandIns;

namespace PmBot.Bot.Tests.Channels.Slack;

/// <summary>An app installed for a whole organisation: one token for all of its workspaces, each of which has its own data.</summary>
public sealed class OrganisationTests
{
    private const string Organisation = "E0ORG";
    private const string Token = "xoxb-organisation";

    [Fact]
    public async Task Each_workspace_of_an_organisation_is_served_with_its_one_token_and_sees_only_its_own()
    {
        await using var bot = await InstalledAsync();

        await SettledAsync(bot);
        await SayAsync(bot, "pintar barandas", "T8", "U8", 2);
        await bot.Slack.UntilAsync(_ => Said(bot, "D8").Contains("barandas", StringComparison.Ordinal), "a task");
        await SayAsync(bot, "lista las tareas de Puentes", "T9", "U9", 3);
        await bot.CommandAsync("mis tareas", "T9", Organisation, "U9");

        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "response_url") && Said(bot, "D9").Length > 0, "answers");
        Said(bot, "D9").ShouldNotContain("barandas");
        bot.Slack.CallsOf("response_url").ShouldAllBe(c => !c.Arguments.ToJsonString().Contains("barandas", StringComparison.Ordinal));
        bot.Slack.CallsOf("chat.postMessage").ShouldAllBe(c => c.Token == Token);
        (await bot.TasksAsync()).Select(t => t.Number).ShouldBe([7], "the workspace that was there before has nothing of it");
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_names_no_workspace_is_of_its_persons()
    {
        await using var bot = await InstalledAsync();
        await SettledAsync(bot);

        // A shortcut that is used outside of any workspace's channel.
        await bot.InteractAsync(new()
        {
            ["type"] = "shortcut", ["callback_id"] = "new_task", ["team"] = null, ["enterprise"] = new JsonObject { ["id"] = Organisation }, ["is_enterprise_install"] = true,
            ["user"] = new JsonObject { ["id"] = "U8", ["team_id"] = "T8" },
        });
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "views.update"), "a form");
        var view = bot.Slack.CallsOf("views.update")[0].Arguments["view"]!.DeepClone().AsObject();
        SlackService.Fill(view, ("title", "Pintar barandas"));
        (await bot.InteractAsync(new()
        {
            ["type"] = "view_submission", ["view"] = view, ["team"] = null, ["enterprise"] = new JsonObject { ["id"] = Organisation }, ["is_enterprise_install"] = true,
            ["user"] = new JsonObject { ["id"] = "U8", ["team_id"] = "T8" },
        })).ShouldBe("""{"response_action":"clear"}""");

        await bot.Slack.UntilAsync(_ => Said(bot, "D8").Contains("barandas", StringComparison.OrdinalIgnoreCase), "the task, to the person directly");
        bot.Slack.Calls.Where(c => c.Method.StartsWith("views.", StringComparison.Ordinal)).ShouldAllBe(c => c.Token == Token);
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_profile_that_changed_is_asked_for_again_with_the_organisations_token()
    {
        await using var bot = await InstalledAsync();
        await SettledAsync(bot);
        AskedFor(bot, "U8").ShouldBe(1);

        await bot.EventAsync(new() { ["type"] = "user_change", ["user"] = new JsonObject { ["id"] = "U8" } }, team: "T8", enterprise: Organisation);
        var before = bot.Slack.Messages.Count;
        await SayAsync(bot, "gracias", "T8", "U8", 2);

        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count > before, "the next answer");
        AskedFor(bot, "U8").ShouldBe(2);
    }

    [Fact]
    public async Task Taken_out_of_the_organisation_none_of_its_workspaces_is_served_and_the_others_still_are()
    {
        await using var bot = await InstalledAsync();
        await SettledAsync(bot);

        await bot.EventAsync(new() { ["type"] = "app_uninstalled" }, team: "T8", enterprise: Organisation);
        await Eventually.SoAsync(async () => !await bot.IsInstalledAsync(Organisation), () => "taken out");
        var calls = bot.Slack.Calls.Count(c => c.Token == Token);
        await SayAsync(bot, "hola", "T8", "U8", 2);
        await SayAsync(bot, "hola", "T9", "U9", 3);
        await bot.SayAsync("cómo va la 7", "D0ANA", "1700000000.000100");
        await bot.Slack.UntilAsync(_ => Said(bot, "D0ANA").Length > 0, "the answer of a workspace that is still served");

        bot.Slack.Calls.Count(c => c.Token == Token).ShouldBe(calls);
        Said(bot, "D9").ShouldBeEmpty();
    }

    private static async Task<SlackService> InstalledAsync()
    {
        var bot = await SlackService.StartAsync("--Slack:ClientId=c1", "--Slack:ClientSecret=s1");
        bot.Slack.Tokens[Token] = "T8";
        foreach (var user in new[] { "U8", "U9" }) bot.Slack.People[user] = new JsonObject { ["name"] = user, ["tz"] = "America/Bogota", ["locale"] = "es-LA", ["profile"] = new JsonObject { ["real_name"] = $"Persona {user}" } };
        bot.Slack.Grants["code-1"] = new()
        {
            ["access_token"] = Token, ["bot_user_id"] = SlackStandIn.BotUser, ["team"] = null, ["is_enterprise_install"] = true, ["enterprise"] = new JsonObject { ["id"] = Organisation, ["name"] = "Organización" },
        };
        await bot.InstallAsync("code-1");
        return bot;
    }

    /// <summary>The first words of a workspace, and all that is answered to them.</summary>
    private static async Task SettledAsync(SlackService bot)
    {
        await SayAsync(bot, "crea el proyecto Puentes", "T8", "U8");
        await bot.Slack.UntilAsync(_ => Said(bot, "D8").Contains("se llama la tarea", StringComparison.Ordinal), "the last answer");
    }

    private static Task SayAsync(SlackService bot, string text, string team, string user, int second = 1) =>
        bot.SayAsync(text, $"D{user[1..]}", $"170000000{second}.000100", user, team: team, enterprise: Organisation);

    private static string Said(SlackService bot, string channel) => string.Join('\n', bot.Slack.Messages.Where(m => m["channel"]!.GetValue<string>() == channel).Select(m => m["text"]!.GetValue<string>()));

    private static int AskedFor(SlackService bot, string user) => bot.Slack.CallsOf("users.info").Count(c => c["user"] == user);
}
