using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using PmBot.Adapters.Slack;
using PmBot.Adapters.Tests.Slack.StandIns;

namespace PmBot.Adapters.Tests.Slack;

public sealed class InstallTests
{
    [Fact]
    public async Task A_workspace_installs_the_app_and_is_served_with_its_own_token()
    {
        await using var bot = await StartAsync();
        var (state, cookie, authorize) = await BeginAsync(bot);
        authorize["client_id"].ToString().ShouldBe("c1");
        authorize["scope"].ToString().Split(',').ShouldContain("chat:write");
        authorize["redirect_uri"].ToString().ShouldBe("https://pm.example/api/slack/oauth");
        Grant(bot, "code-1", "T2", "xoxb-two");

        (await EndAsync(bot, state, cookie, "code-1")).ShouldBe(HttpStatusCode.OK);

        var access = bot.Slack.CallsOf("oauth.v2.access").ShouldHaveSingleItem();
        access["redirect_uri"].ShouldBe("https://pm.example/api/slack/oauth");
        access.IsJson.ShouldBeFalse();
        bot.Installations.All["T2"].ShouldSatisfyAllConditions(i => i.Token.ShouldBe("xoxb-two"), i => i.BotUser.ShouldBe("U2BOT"), i => i.Name.ShouldBe("Dos"));
        (await bot.EventAsync(EndpointTests.Message("hola", "D0ANA", "1700000000.000100", type: "im"), team: "T2")).Dispose();
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "an answer");
        bot.Slack.CallsOf("chat.postMessage").ShouldAllBe(c => c.Token == "xoxb-two");
    }

    [Fact]
    public async Task A_state_works_once_and_only_in_the_browser_that_began()
    {
        await using var bot = await StartAsync();
        var (state, cookie, _) = await BeginAsync(bot);
        Grant(bot, "code-1", "T2", "xoxb-two");

        (await EndAsync(bot, state, cookie: null, "code-1")).ShouldBe(HttpStatusCode.BadRequest);
        (await EndAsync(bot, state, "another", "code-1")).ShouldBe(HttpStatusCode.BadRequest);
        (await EndAsync(bot, "forged", "forged", "code-1")).ShouldBe(HttpStatusCode.BadRequest);
        bot.Slack.CallsOf("oauth.v2.access").ShouldBeEmpty();
        (await EndAsync(bot, state, cookie, "code-1")).ShouldBe(HttpStatusCode.OK);
        (await EndAsync(bot, state, cookie, "code-1")).ShouldBe(HttpStatusCode.BadRequest);
        bot.Slack.CallsOf("oauth.v2.access").Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_installation_that_Slack_refuses_leaves_nothing()
    {
        await using var bot = await StartAsync();
        var (state, cookie, _) = await BeginAsync(bot);

        (await EndAsync(bot, state, cookie, "wrong")).ShouldBe(HttpStatusCode.BadGateway);

        bot.Installations.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"type":"app_uninstalled"}""")]
    [InlineData("""{"type":"tokens_revoked","tokens":{"oauth":[],"bot":["U2BOT"]}}""")]
    public async Task What_is_taken_out_is_forgotten(string inner)
    {
        await using var bot = await StartAsync();
        await bot.Installations.SaveAsync(new SlackInstallation("T2", "Dos", "U2BOT", "xoxb-two") { InstalledAt = DateTimeOffset.UtcNow.AddDays(-1) }, CancellationToken.None);

        (await bot.EventAsync(JsonNode.Parse(inner)!.AsObject(), team: "T2")).Dispose();

        await bot.Slack.UntilAsync(_ => bot.Installations.All.IsEmpty, "nothing left");
    }

    [Fact]
    public async Task A_late_word_of_the_old_installation_does_not_end_the_new()
    {
        await using var bot = await StartAsync();
        await bot.Installations.SaveAsync(new SlackInstallation("T2", "Dos", "U2BOT", "xoxb-two") { InstalledAt = DateTimeOffset.UtcNow.AddHours(1) }, CancellationToken.None);
        bot.Slack.Tokens["xoxb-two"] = "T2";

        (await bot.EventAsync(new() { ["type"] = "app_uninstalled" }, team: "T2")).Dispose();
        (await bot.EventAsync(EndpointTests.Message("hola", "D0ANA", "1700000000.000100", type: "im"), team: "T2")).Dispose();

        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "an answer");
    }

    [Fact]
    public async Task A_token_that_expires_is_renewed_once_however_many_need_it()
    {
        await using var bot = await StartAsync();
        await bot.Installations.SaveAsync(
            new SlackInstallation("T2", "Dos", "U2BOT", "xoxb-old") { RefreshToken = "r1", Expires = DateTimeOffset.UtcNow.AddMinutes(2), InstalledAt = DateTimeOffset.UtcNow }, CancellationToken.None);
        bot.Slack.Tokens["xoxb-new"] = "T2";
        bot.Slack.Grants["r1"] = new() { ["access_token"] = "xoxb-new", ["refresh_token"] = "r2", ["expires_in"] = 43_200 };

        for (var i = 1; i <= 5; i++) (await bot.EventAsync(EndpointTests.Message("hola", $"D{i}", $"1700000000.00010{i}", type: "im"), team: "T2")).Dispose();

        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 5, "five answers");
        bot.Slack.CallsOf("oauth.v2.access").ShouldHaveSingleItem()["grant_type"].ShouldBe("refresh_token");
        bot.Installations.All["T2"].ShouldSatisfyAllConditions(i => i.Token.ShouldBe("xoxb-new"), i => i.RefreshToken.ShouldBe("r2"), i => i.Expires!.Value.ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddHours(11)));
        bot.Slack.CallsOf("chat.postMessage").ShouldAllBe(c => c.Token == "xoxb-new");
    }

    private static Task<SlackHost> StartAsync() => SlackHost.StartEchoAsync(settings =>
    {
        settings.Remove("Slack:BotToken");
        (settings["Slack:ClientId"], settings["Slack:ClientSecret"], settings["Http:PublicUrl"]) = ("c1", "s1", "https://pm.example");
    });

    private static void Grant(SlackHost bot, string code, string team, string token)
    {
        bot.Slack.Tokens[token] = team;
        bot.Slack.Grants[code] = new()
        {
            ["access_token"] = token, ["token_type"] = "bot", ["scope"] = "chat:write", ["bot_user_id"] = "U2BOT", ["app_id"] = "A1", ["team"] = new JsonObject { ["id"] = team, ["name"] = "Dos" }, ["authed_user"] = new JsonObject { ["id"] = "U0ANA" },
        };
    }

    private static async Task<(string State, string Cookie, Dictionary<string, Microsoft.Extensions.Primitives.StringValues> Query)> BeginAsync(SlackHost bot)
    {
        using var begun = await bot.Client.GetAsync(new Uri("/api/slack/oauth", UriKind.Relative));
        begun.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        begun.Headers.Location!.AbsolutePath.ShouldBe("/oauth/v2/authorize");
        var cookie = begun.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        foreach (var part in new[] { "httponly", "secure", "samesite=lax", "path=/api/slack/oauth" }) cookie.ShouldContain(part);
        var query = QueryHelpers.ParseQuery(begun.Headers.Location.Query);
        return (query["state"].ToString(), cookie.Split(';')[0].Split('=', 2)[1], query);
    }

    private static async Task<HttpStatusCode> EndAsync(SlackHost bot, string state, string? cookie, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/slack/oauth?code={code}&state={state}");
        if (cookie is not null) request.Headers.Add("Cookie", $"{SlackInstall.CookieName}={cookie}");
        using var response = await bot.Client.SendAsync(request);
        return response.StatusCode;
    }
}
