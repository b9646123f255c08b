using System.Net;
using System.Text;
using System.Text.Json;
using PmBot.Adapters.Tests.BotFramework.StandIns;
using PmBot.Adapters.Tests.DirectLine.StandIns;

namespace PmBot.Adapters.Tests.DirectLine;

public sealed class TokenTests
{
    private const string Generate = "/v3/directline/tokens/generate";
    private const string Refresh = "/v3/directline/tokens/refresh";

    [Fact]
    public async Task The_secret_gives_a_token_that_names_its_user_and_opens_nothing_yet()
    {
        var turns = 0;
        await using var server = await DirectLineServer.StartAsync((_, _) => { turns++; return Task.CompletedTask; });

        var answer = await server.PostAsync(Generate, DirectLineServer.Secret, """{"User":{"Id":"dl_ana","Name":"Ana"}}""");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Json.GetProperty("expires_in").GetInt32().ShouldBe(1800);
        answer.Json.TryGetProperty("streamUrl", out _).ShouldBeFalse();
        answer.Json.GetProperty("conversationId").GetString()!.ShouldMatch("^[A-Za-z0-9_-]+$");
        var claims = JsonElement.Parse(Claims(answer.Json.GetProperty("token").GetString()!));
        claims.GetProperty("user").GetString().ShouldBe("dl_ana");
        claims.GetProperty("conv").GetString().ShouldBe(answer.Json.GetProperty("conversationId").GetString());
        turns.ShouldBe(0);
    }

    [Theory]
    [InlineData(null, 401, "AuthorizationMissing")]
    [InlineData("", 401, "AuthorizationMissing")]
    [InlineData("the-secret-of-the-testz", 403, "BadToken")]
    [InlineData("a.b.c", 403, "BadToken")]
    public async Task Without_the_secret_there_is_no_token(string? bearer, int status, string code)
    {
        await using var server = await DirectLineServer.StartAsync();
        var answer = await server.PostAsync(Generate, bearer: null, body: null, bearer is null ? [] : [("Authorization", $"Bearer {bearer}")]);
        ((int)answer.Status).ShouldBe(status);
        answer.ErrorCode.ShouldBe(code);
    }

    [Fact]
    public async Task A_token_is_not_the_secret_and_the_secret_is_not_a_token()
    {
        await using var server = await DirectLineServer.StartAsync();
        (await server.PostAsync(Generate, await server.TokenAsync())).ErrorCode.ShouldBe("SecretRequired");
        (await server.PostAsync(Refresh, DirectLineServer.Secret)).ErrorCode.ShouldBe("TokenRequired");
    }

    [Fact]
    public async Task A_token_for_as_many_and_as_long_sites_and_names_as_are_taken_is_one_that_opens_something()
    {
        await using var server = await DirectLineServer.StartAsync();
        var origins = Enumerable.Range(0, 20).Select(i => $"https://{string.Join('.', Enumerable.Repeat($"{i:D2}{new string('a', 48)}", 4))}.example").ToArray();
        var token = (await server.PostAsync(Generate, DirectLineServer.Secret, JsonSerializer.Serialize(new { user = new { id = new string('名', 256), name = new string('名', 100) }, trustedOrigins = origins }))).Json.GetProperty("token").GetString();

        (await server.PostAsync("/v3/directline/conversations", token)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_long_name_is_cut_between_characters()
    {
        string? name = null;
        await using var server = await DirectLineServer.StartAsync((turn, _) =>
        {
            name = turn.Activity.From!.Name;
            return Task.CompletedTask;
        });
        var body = JsonSerializer.Serialize(new { user = new { id = "dl_ana", name = new string('a', 99) + "😀😀" } });
        var token = (await server.PostAsync(Generate, DirectLineServer.Secret, body)).Json.GetProperty("token").GetString();
        var chat = new Chat(server, (await server.PostAsync("/v3/directline/conversations", token)).Json);
        await chat.PostAsync(new { type = "message", text = "hola", from = new { id = "dl_ana" } });

        name.ShouldBe(new string('a', 99));
    }

    [Fact]
    public async Task Where_no_secret_is_set_an_empty_one_opens_nothing()
    {
        await using var server = await DirectLineServer.StartAsync(settings: ("DirectLine:Secret", ""));
        (await server.PostAsync(Generate, bearer: null, body: null, ("Authorization", "Bearer "))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await server.PostAsync(Generate, "x")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_refreshed_token_is_new_and_for_the_same_conversation()
    {
        var time = new TestTime(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero));
        await using var server = await DirectLineServer.StartAsync(time: time);
        var chat = await server.OpenAsync();

        time.Advance(TimeSpan.FromMinutes(29));
        var refreshed = await server.PostAsync(Refresh, chat.Token);
        time.Advance(TimeSpan.FromMinutes(29));

        refreshed.Json.GetProperty("conversationId").GetString().ShouldBe(chat.Id);
        var renewed = refreshed.Json.GetProperty("token").GetString()!;
        renewed.ShouldNotBe(chat.Token);
        (await server.GetAsync($"{chat.Path}/activities", renewed)).Status.ShouldBe(HttpStatusCode.OK);
        JsonElement.Parse(Claims(renewed)).GetProperty("user").GetString().ShouldBe("dl_ana");
    }

    [Fact]
    public async Task An_expired_token_is_told_so_on_every_route()
    {
        var time = new TestTime(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero));
        await using var server = await DirectLineServer.StartAsync(time: time);
        var chat = await server.OpenAsync();

        time.Advance(TimeSpan.FromMinutes(31));

        foreach (var (method, path) in new[]
        {
            (HttpMethod.Post, Refresh), (HttpMethod.Post, "/v3/directline/conversations"), (HttpMethod.Get, chat.Path),
            (HttpMethod.Get, $"{chat.Path}/activities"), (HttpMethod.Post, $"{chat.Path}/activities"), (HttpMethod.Post, $"{chat.Path}/upload"),
        })
        {
            var answer = await server.SendAsync(method, path, chat.Token, method == HttpMethod.Post ? "{}" : null);
            answer.Status.ShouldBe(HttpStatusCode.Forbidden, path);
            answer.ErrorCode.ShouldBe("TokenExpired", path);
        }
    }

    [Fact]
    public async Task A_token_opens_its_own_conversation_only()
    {
        await using var server = await DirectLineServer.StartAsync();
        var mine = await server.OpenAsync();
        var other = await server.OpenAsync("dl_luis");

        foreach (var path in new[] { other.Path, $"{other.Path}/activities" }) (await server.GetAsync(path, mine.Token)).ErrorCode.ShouldBe("WrongConversation");
        (await server.PostAsync($"{other.Path}/activities", mine.Token, new { type = "message", text = "x" })).ErrorCode.ShouldBe("WrongConversation");
        (await other.ReadAsync()).Activities.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_address_and_a_ticket_are_no_tokens_nor_the_other_way_round()
    {
        await using var server = await DirectLineServer.StartAsync();
        var chat = await server.OpenAsync();
        var stream = new Uri(chat.StreamUrl).Query[3..];
        var ticket = (await server.PostAsync("/api/webchat/token")).Json.GetProperty("ticket").GetString();

        (await server.GetAsync($"{chat.Path}/activities", stream)).ErrorCode.ShouldBe("BadToken");
        (await server.GetAsync($"{chat.Path}/activities", ticket)).ErrorCode.ShouldBe("BadToken");
        (await server.GetAsync($"{chat.Path}/stream?t={chat.Token}")).ErrorCode.ShouldBe("BadToken");
    }

    [Fact]
    public async Task A_token_that_is_unsigned_or_changed_or_of_another_key_is_refused()
    {
        await using var server = await DirectLineServer.StartAsync();
        await using var stranger = await DirectLineServer.StartAsync(settings: ("DirectLine:SigningKey", "another key"));
        var chat = await server.OpenAsync();
        var parts = chat.Token.Split('.');
        var admin = Encode(Claims(chat.Token).Replace("dl_ana", "dl_eve", StringComparison.Ordinal));

        foreach (var forged in new[]
        {
            $"{Encode("""{"alg":"none"}""")}.{parts[1]}.", $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{admin}.{parts[2]}", $"{parts[0]}.{admin}.{parts[2]}",
            $"{parts[0]}.{parts[1]}", $"{parts[0]}.{parts[1]}.{parts[2]}AA", await stranger.TokenAsync(), new string('a', 10_000), "ey.ey.ey.ey.ey",
        })
        {
            (await server.PostAsync(Refresh, forged)).ErrorCode.ShouldBe("BadToken", forged[..Math.Min(forged.Length, 60)]);
        }
    }

    [Fact]
    public async Task A_token_may_be_bound_to_sites()
    {
        await using var server = await DirectLineServer.StartAsync();
        var answer = await server.PostAsync(Generate, DirectLineServer.Secret, """{"trustedOrigins":["https://intranet.example"]}""");
        var token = answer.Json.GetProperty("token").GetString();

        (await server.PostAsync(Refresh, token, body: null, ("Origin", "https://intranet.example"))).Status.ShouldBe(HttpStatusCode.OK);
        (await server.PostAsync(Refresh, token)).Status.ShouldBe(HttpStatusCode.OK);
        (await server.PostAsync(Refresh, token, body: null, ("Origin", "https://evil.example"))).ErrorCode.ShouldBe("BadOrigin");
    }

    [Theory]
    [InlineData("""{"trustedOrigins":["https://a.example/path"]}""")]
    [InlineData("""{"trustedOrigins":["*"]}""")]
    [InlineData("""{"user":{"id":"a\u0000b"}}""")]
    [InlineData("""{"user":{"id":""}}""")]
    [InlineData("""{"user":"ana"}""")]
    [InlineData("[1]")]
    [InlineData("{")]
    public async Task Parameters_that_make_no_sense_are_a_bad_request(string body)
    {
        await using var server = await DirectLineServer.StartAsync();
        var answer = await server.PostAsync(Generate, DirectLineServer.Secret, body);
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ErrorCode.ShouldBe("BadArgument");
    }

    [Fact]
    public async Task A_session_id_is_given_to_who_may_talk()
    {
        await using var server = await DirectLineServer.StartAsync();
        (await server.GetAsync("/v3/directline/session/getsessionid", await server.TokenAsync())).Json.GetProperty("sessionId").GetString().ShouldNotBeNullOrEmpty();
        (await server.GetAsync("/v3/directline/session/getsessionid")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static string Claims(string token)
    {
        var payload = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        return Encoding.UTF8.GetString(Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '=')));
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
