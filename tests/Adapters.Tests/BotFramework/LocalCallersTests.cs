using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PmBot.Adapters.BotFramework.Authentication;
using PmBot.Adapters.Tests.BotFramework.StandIns;

namespace PmBot.Adapters.Tests.BotFramework;

public sealed class LocalCallersTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.9.9.9", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("10.0.0.7", false)]
    [InlineData("192.168.1.2", false)]
    [InlineData("::ffff:10.0.0.7", false)]
    [InlineData("fe80::1", false)]
    public async Task Only_this_machine_is_answered(string address, bool welcome)
    {
        var context = Request();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);

        (await IsWelcomeAsync(context)).ShouldBe(welcome);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9", false)]
    [InlineData("X-Forwarded-For", "127.0.0.1, 203.0.113.9", false)]
    [InlineData("X-Forwarded-For", "203.0.113.9:4711", false)]
    [InlineData("X-Forwarded-For", "[2001:db8::1]:4711", false)]
    [InlineData("X-Forwarded-For", "unknown", false)]
    [InlineData("X-Forwarded-For", "", false)]
    [InlineData("X-Forwarded-For", "127.0.0.1", true)]
    [InlineData("X-Forwarded-For", "127.0.0.1:80, [::1]:81", true)]
    [InlineData("X-Real-IP", "203.0.113.9", false)]
    [InlineData("X-Real-IP", "::1", true)]
    [InlineData("Forwarded", "for=203.0.113.9;proto=https", false)]
    [InlineData("Forwarded", "for=127.0.0.1, for=\"[2001:db8::1]:4711\"", false)]
    [InlineData("Forwarded", "For=\"[::1]:80\";by=10.0.0.1", true)]
    public async Task A_proxy_that_names_another_machine_is_refused(string header, string value, bool welcome)
    {
        var context = Request();
        context.Request.Headers[header] = value;

        (await IsWelcomeAsync(context)).ShouldBe(welcome);
    }

    [Theory]
    [InlineData("localhost:3978", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]:3978", true)]
    [InlineData("LOCALHOST", true)]
    [InlineData("evil.example:3978", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("10.0.0.7", false)]
    [InlineData("", false)]
    public async Task A_name_that_only_resolves_to_this_machine_is_refused(string host, bool welcome)
    {
        var context = Request();
        context.Request.Host = new HostString(host);

        (await IsWelcomeAsync(context)).ShouldBe(welcome);
    }

    [Theory]
    [InlineData("http://localhost:5000", true)]
    [InlineData("http://127.0.0.1", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    public async Task A_page_of_another_site_is_refused(string origin, bool welcome)
    {
        var context = Request();
        context.Request.Headers.Origin = origin;

        (await IsWelcomeAsync(context)).ShouldBe(welcome);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    public async Task The_endpoint_answers_403_and_says_why(string header, string value)
    {
        var turns = 0;
        await using var bot = await BotServer.StartAsync((_, _) => Task.FromResult(turns++));
        using var content = new StringContent(Sample.ExpectingReplies(), Encoding.UTF8, "application/json");

        using var response = await bot.PostAsync(content, token: null, [(header, value)]);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error").GetProperty("message").GetString()!.ShouldContain("MicrosoftAppId");
        turns.ShouldBe(0);
    }

    private static DefaultHttpContext Request()
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Host = new HostString("localhost", 3978);
        return context;
    }

    private static async Task<bool> IsWelcomeAsync(HttpContext context)
    {
        var (caller, refusal) = await new LocalCallers().IdentifyAsync(context, CancellationToken.None);
        (caller is null).ShouldBe(refusal is not null);
        if (refusal is not null) refusal.Status.ShouldBe(403);
        return caller is not null;
    }
}
