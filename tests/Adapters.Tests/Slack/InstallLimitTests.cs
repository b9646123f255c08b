using System.Net;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Slack;
using PmBot.Adapters.Tests.Slack.StandIns;

namespace PmBot.Adapters.Tests.Slack;

public sealed class InstallLimitTests
{
    [Fact]
    public async Task One_address_that_asks_again_and_again_is_told_to_wait_and_others_are_not()
    {
        await using var bot = await StartAsync();
        for (var i = 0; i < SlackInstallLimit.PerMinute; i++) (await BeginAsync(bot, "203.0.113.7")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        using var refused = await BeginAsync(bot, "203.0.113.7");

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("es:install.slow");
        refused.Headers.Location.ShouldBeNull();
        (await BeginAsync(bot, "203.0.113.8")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await bot.EventAsync(EndpointTests.Message("hola", "D0ANA", "1700000000.000100", type: "im"))).StatusCode.ShouldBe(HttpStatusCode.OK, "what Slack sends is not limited");
    }

    [Theory]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("2001:db8:1:2:aaaa::1", "2001:db8:1:2:bbbb::2", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("127.0.0.1", "::1", true)]
    [InlineData("127.0.0.1", "203.0.113.7", false)]
    public void An_address_stands_for_one_line(string one, string other, bool same) =>
        (CallerLine.Of(IPAddress.Parse(one)) == CallerLine.Of(IPAddress.Parse(other))).ShouldBe(same);

    private static Task<SlackHost> StartAsync() => SlackHost.StartAsync(
        (_, _) => Task.CompletedTask,
        settings => (settings["Slack:ClientId"], settings["Slack:ClientSecret"], settings["Http:PublicUrl"]) = ("c1", "s1", "https://pm.example"),
        from: context => IPAddress.TryParse(context.Request.Headers["X-Test-From"], out var address) ? address : IPAddress.Loopback);

    private static async Task<HttpResponseMessage> BeginAsync(SlackHost bot, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/slack/oauth", UriKind.Relative));
        request.Headers.Add("X-Test-From", address);
        return await bot.Client.SendAsync(request);
    }
}
