using System.Net;
using PmBot.Adapters.Tests.DirectLine.StandIns;

namespace PmBot.Adapters.Tests.DirectLine;

public sealed class WebChatTokenTests
{
    private const string Path = "/api/webchat/token";

    [Fact]
    public async Task A_browser_is_a_random_person_and_its_ticket_makes_it_the_same_again()
    {
        await using var server = await DirectLineServer.StartAsync();
        var first = (await server.PostAsync(Path)).Json;
        var stranger = (await server.PostAsync(Path)).Json;
        var again = (await server.PostAsync(Path, body: new { ticket = first.GetProperty("ticket").GetString(), name = " Ana\u0007 " })).Json;

        first.GetProperty("userId").GetString()!.ShouldMatch("^dl_[0-9a-f]{24}$");
        stranger.GetProperty("userId").GetString().ShouldNotBe(first.GetProperty("userId").GetString());
        again.GetProperty("userId").GetString().ShouldBe(first.GetProperty("userId").GetString());
        again.GetProperty("conversationId").GetString().ShouldNotBe(first.GetProperty("conversationId").GetString());
        again.GetProperty("name").GetString().ShouldBe("Ana");
    }

    [Fact]
    public async Task Nobody_becomes_another_person_by_naming_the_id()
    {
        await using var server = await DirectLineServer.StartAsync();
        var ana = (await server.PostAsync(Path)).Json;
        var eve = (await server.PostAsync(Path, body: new { userId = ana.GetProperty("userId").GetString(), ticket = "x.y.z", resume = ana.GetProperty("token").GetString() })).Json;
        eve.GetProperty("userId").GetString().ShouldNotBe(ana.GetProperty("userId").GetString());
        eve.GetProperty("conversationId").GetString().ShouldNotBe(ana.GetProperty("conversationId").GetString());
    }

    [Fact]
    public async Task A_page_goes_on_with_its_conversation_and_another_person_does_not()
    {
        await using var server = await DirectLineServer.StartAsync();
        var ana = (await server.PostAsync(Path)).Json;
        var body = new { ticket = ana.GetProperty("ticket").GetString(), resume = ana.GetProperty("resume").GetString() };
        var early = (await server.PostAsync(Path, body: body)).Json;
        await server.PostAsync("/v3/directline/conversations", ana.GetProperty("token").GetString());
        var later = (await server.PostAsync(Path, body: body)).Json;
        var eve = (await server.PostAsync(Path, body: new { body.resume })).Json;

        early.GetProperty("conversationId").GetString().ShouldBe(ana.GetProperty("conversationId").GetString());
        early.GetProperty("resumed").GetBoolean().ShouldBeFalse();
        later.GetProperty("conversationId").GetString().ShouldBe(ana.GetProperty("conversationId").GetString());
        later.GetProperty("resumed").GetBoolean().ShouldBeTrue();
        eve.GetProperty("conversationId").GetString().ShouldNotBe(ana.GetProperty("conversationId").GetString());
    }

    [Theory]
    [InlineData("http://localhost:5000", null, null, true)]
    [InlineData(null, null, null, true)]
    [InlineData("https://evil.example", null, null, false)]
    [InlineData("null", null, null, false)]
    [InlineData("https://intranet.example", null, null, true)]
    [InlineData("https://intranet.example:8443", null, null, false)]
    [InlineData("http://intranet.example", null, null, false)]
    [InlineData("http://localhost:5000", "chat.example", null, false)]
    [InlineData("http://rebound.example", "rebound.example", null, false)]
    [InlineData("http://localhost:5000", null, "203.0.113.7", false)]
    [InlineData(null, null, "203.0.113.7", false)]
    [InlineData("http://localhost.evil.example", null, null, false)]
    public async Task Only_the_own_page_this_machine_and_listed_sites_get_a_token(string? origin, string? host, string? forwardedFor, bool allowed)
    {
        await using var server = await DirectLineServer.StartAsync(settings: ("WebChat:AllowedOrigins", "https://intranet.example, https://wiki.example"));
        List<(string, string)> headers = [];
        if (origin is not null) headers.Add(("Origin", origin));
        if (host is not null) headers.Add(("Host", host));
        if (forwardedFor is not null) headers.Add(("X-Forwarded-For", forwardedFor));

        var answer = await server.PostAsync(Path, body: "{}", headers: [.. headers]);

        answer.Status.ShouldBe(allowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        if (!allowed) answer.ErrorCode.ShouldBe("SiteNotAllowed");
        answer.Headers.ContainsKey("Access-Control-Allow-Origin").ShouldBe(allowed && origin is not null);
        var preflight = await server.SendAsync(HttpMethod.Options, Path, headers: [.. headers]);
        preflight.Status.ShouldBe(allowed ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_sites_token_works_from_that_site_only()
    {
        await using var server = await DirectLineServer.StartAsync(settings: ("WebChat:AllowedOrigins:0", "https://intranet.example"));
        var token = (await server.PostAsync(Path, body: "{}", headers: ("Origin", "https://intranet.example"))).Json.GetProperty("token").GetString();
        (await server.PostAsync("/v3/directline/conversations", token, body: null, ("Origin", "https://evil.example"))).ErrorCode.ShouldBe("BadOrigin");
        (await server.PostAsync("/v3/directline/conversations", token, body: null, ("Origin", "https://intranet.example"))).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_chosen_name_is_for_this_machine_only()
    {
        await using var server = await DirectLineServer.StartAsync(settings: ("WebChat:AllowedOrigins", "https://intranet.example"));
        var body = new { userId = "camila" };
        (await server.PostAsync(Path, body: body)).Json.GetProperty("userId").GetString().ShouldBe("camila");
        (await server.PostAsync(Path, body: body, headers: ("Origin", "http://localhost:1"))).Json.GetProperty("userId").GetString().ShouldBe("camila");
        (await server.PostAsync(Path, body: body, headers: ("Origin", "https://intranet.example"))).Json.GetProperty("userId").GetString()!.ShouldStartWith("dl_");
    }

    [Fact]
    public async Task Any_site_may_use_a_token_of_the_secret_and_is_let_read_the_answer()
    {
        await using var server = await DirectLineServer.StartAsync();
        var origin = ("Origin", "https://anywhere.example");
        var preflight = await server.SendAsync(
            HttpMethod.Options, "/v3/directline/conversations", headers: [origin, ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type,x-ms-bot-agent,x-requested-with")]);
        var started = await server.PostAsync("/v3/directline/conversations", await server.TokenAsync(), body: null, origin);
        var refused = await server.PostAsync("/v3/directline/conversations", "nope", body: null, origin);

        preflight.Status.ShouldBe(HttpStatusCode.NoContent);
        foreach (var header in new[] { "authorization", "content-type", "x-ms-bot-agent", "x-requested-with" }) preflight.Headers["Access-Control-Allow-Headers"].ShouldContain(header);
        foreach (var answer in new[] { preflight, started, refused }) answer.Headers["Access-Control-Allow-Origin"].ShouldBe("https://anywhere.example");
        started.Status.ShouldBe(HttpStatusCode.Created);
        started.Headers.ContainsKey("Access-Control-Allow-Credentials").ShouldBeFalse();
    }

    [Theory]
    [InlineData("WebChat:AllowedOrigins", "intranet.example", "'intranet.example' is not an origin")]
    [InlineData("WebChat:AllowedOrigins", "https://ok.example,https://x.example/path", "'https://x.example/path' is not an origin")]
    [InlineData("DirectLine:TokenLifetime", "00:00:00", "TokenLifetime")]
    [InlineData("DirectLine:StreamBacklog", "0", "StreamBacklog")]
    public async Task Settings_that_cannot_work_stop_the_start(string name, string value, string says)
    {
        var failure = await Should.ThrowAsync<Exception>(() => DirectLineServer.StartAsync(settings: (name, value)));
        failure.Message.ShouldContain(says);
    }
}
