using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PmBot.Adapters.DirectLine.Identity;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.BotFramework.StandIns;
using PmBot.Adapters.Tests.DirectLine.StandIns;

namespace PmBot.Adapters.Tests.DirectLine;

/// <summary>A site says by a signed token who its visitor is.</summary>
public sealed class SiteIdentityTests
{
    private const string Path = "/api/webchat/token";

    [Theory]
    [InlineData("Key")]
    [InlineData("PublicKey")]
    [InlineData("Jwks")]
    [InlineData("OpenIdMetadata")]
    public async Task Whom_the_site_names_is_that_person_for_the_bot(string way)
    {
        using var site = new Site();
        await using var keys = await StandInServer.StartAsync(http => http.Response.WriteAsync(http.Request.Path == "/keys" ? site.KeySet : """{"jwks_uri":"/keys"}"""));
        TurnContext? heard = null;
        await using var server = await DirectLineServer.StartAsync(
            (turn, _) =>
            {
                if (turn.Activity.Type is "message") heard = turn;
                return Task.CompletedTask;
            },
            settings: way switch
            {
                "Key" => Site.Settings("Key", Site.Secret),
                "PublicKey" => Site.Settings("PublicKey", site.PublicKey),
                "Jwks" => Site.Settings("Jwks", keys.Url + "/keys"),
                _ => Site.Settings("Jwks", keys.Url + "/metadata"),
            });

        var grant = (await server.PostAsync(Path, body: new { identity = way is "Key" ? Site.Sign() : site.SignRsa() })).Json;
        grant.GetProperty("userId").GetString().ShouldBe("u-17");
        grant.GetProperty("name").GetString().ShouldBe("Camila Torres");
        var started = (await server.PostAsync("/v3/directline/conversations", grant.GetProperty("token").GetString())).Json;
        // Whatever the client claims of itself does not count.
        await new Chat(server, started).PostAsync(new { type = "message", text = "hola", from = new { id = "diego", name = "Diego", email = "diego@studio.example" } });

        heard.ShouldNotBeNull().SenderIsVouchedFor.ShouldBeTrue();
        var from = heard.Activity.From!;
        (from.Id, from.Name, AccountClaims.Of(from, AccountClaims.Email), AccountClaims.Of(from, AccountClaims.Username)).ShouldBe(("u-17", "Camila Torres", "camila@studio.example", "camila"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whom_a_site_names_is_that_person_for_a_working_day_and_then_the_site_is_asked_again(bool named)
    {
        var time = new TestTime(DateTimeOffset.UtcNow);
        await using var server = await DirectLineServer.StartAsync(time: time, settings: Site.Settings("Key", Site.Secret));
        var token = (await server.PostAsync(Path, body: new { identity = named ? Site.Sign() : null })).Json.GetProperty("token").GetString();
        token = (await server.PostAsync("/v3/directline/conversations", token)).Json.GetProperty("token").GetString();
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromHours(12) - TimeSpan.FromMinutes(20); passed += TimeSpan.FromMinutes(20))
        {
            time.Advance(TimeSpan.FromMinutes(20));
            var renewed = await server.PostAsync("/v3/directline/tokens/refresh", token);
            renewed.Status.ShouldBe(HttpStatusCode.OK, $"{passed}");
            token = renewed.Json.GetProperty("token").GetString();
        }

        time.Advance(TimeSpan.FromMinutes(20));
        var late = await server.PostAsync("/v3/directline/tokens/refresh", token);

        late.Status.ShouldBe(named ? HttpStatusCode.Forbidden : HttpStatusCode.OK);
        if (named) late.ErrorCode.ShouldBe("TokenExpired");
    }

    [Fact]
    public async Task A_client_cannot_claim_an_email_of_its_own()
    {
        TurnContext? heard = null;
        await using var server = await DirectLineServer.StartAsync((turn, _) =>
        {
            heard = turn;
            return Task.CompletedTask;
        });
        var chat = await server.OpenAsync();

        await chat.PostAsync(new { type = "message", text = "hola", from = new { id = "x", email = "camila@studio.example", username = "camila" } });

        heard.ShouldNotBeNull().Activity.From!.Extra.ShouldBeNull();
    }

    public static TheoryData<string, string, string> Refusals => new()
    {
        { "expired", "IdentityExpired", "expired" },
        { "forged", "IdentityInvalid", "signature" },
        { "issuer", "IdentityInvalid", "'iss'" },
        { "audience", "IdentityInvalid", "'aud'" },
        { "unsigned", "IdentityInvalid", "" },
        { "future", "IdentityInvalid", "'nbf'" },
        { "endless", "IdentityInvalid", "'exp'" },
        { "nobody", "IdentityInvalid", "'sub'" },
        { "ours", "IdentityInvalid", "'sub'" },
        { "torn", "IdentityInvalid", "" },
        { "text", "IdentityInvalid", "JWT" },
        { "huge", "IdentityInvalid", "JWT" },
        { "rsa", "IdentityInvalid", "" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_token_that_does_not_count_is_refused_and_says_why(string kind, string code, string says)
    {
        using var site = new Site();
        await using var server = await DirectLineServer.StartAsync(settings: Site.Settings("Key", Site.Secret));
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var token = kind switch
        {
            "expired" => Site.Sign(c => c["exp"] = now - 90),
            "forged" => Site.Sign(secret: "another-secret-of-thirty-two-chars"),
            "issuer" => Site.Sign(c => c["iss"] = "https://evil.example"),
            "audience" => Site.Sign(c => c["aud"] = "another-bot"),
            "unsigned" => Site.Unsigned(),
            "future" => Site.Sign(c => c["nbf"] = now + 600),
            "endless" => Site.Sign(c => c.Remove("exp")),
            "nobody" => Site.Sign(c => c.Remove("sub")),
            "ours" => Site.Sign(c => c["sub"] = "dl_0123456789abcdef01234567"),
            "torn" => Site.Sign()[..^8],
            "text" => "camila",
            "huge" => new string('a', 9000),
            _ => site.SignRsa(),
        };

        var answer = await server.PostAsync(Path, body: new { identity = token, ticket = "x" });

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.ErrorCode.ShouldBe(code);
        answer.Text.ShouldContain(says.Replace("'", "\\u0027", StringComparison.Ordinal));
        answer.Text.ShouldNotContain(Site.Secret);
    }

    [Fact]
    public async Task The_public_key_is_no_shared_secret()
    {
        using var site = new Site();
        await using var server = await DirectLineServer.StartAsync(settings: Site.Settings("PublicKey", site.PublicKey));

        (await server.PostAsync(Path, body: new { identity = Site.Sign(secret: site.PublicKey) })).ErrorCode.ShouldBe("IdentityInvalid");
        (await server.PostAsync(Path, body: new { identity = site.SignRsa() })).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_clock_that_is_a_little_off_does_no_harm()
    {
        await using var server = await DirectLineServer.StartAsync(settings: Site.Settings("Key", Site.Secret));
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        (await server.PostAsync(Path, body: new { identity = Site.Sign(c => (c["nbf"], c["exp"]) = (now + 30, now + 300)) })).Status.ShouldBe(HttpStatusCode.OK);
        (await server.PostAsync(Path, body: new { identity = Site.Sign(c => c["exp"] = now - 30) })).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_email_that_nobody_checked_is_left_out()
    {
        await using var server = await DirectLineServer.StartAsync(settings: Site.Settings("Key", Site.Secret));

        var grant = (await server.PostAsync(Path, body: new { identity = Site.Sign(c => c["email_verified"] = false) })).Json;

        new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(grant.GetProperty("token").GetString()).TryGetPayloadValue<string>("email", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task The_person_goes_on_with_the_conversation_only_while_the_site_names_them()
    {
        await using var server = await DirectLineServer.StartAsync(settings: Site.Settings("Key", Site.Secret));
        var first = (await server.PostAsync(Path, body: new { identity = Site.Sign() })).Json;
        await server.PostAsync("/v3/directline/conversations", first.GetProperty("token").GetString());
        var resume = first.GetProperty("resume").GetString();
        var conversation = first.GetProperty("conversationId").GetString();

        first.TryGetProperty("ticket", out _).ShouldBeFalse();
        var again = (await server.PostAsync(Path, body: new { identity = Site.Sign(), resume })).Json;
        again.GetProperty("conversationId").GetString().ShouldBe(conversation);
        again.GetProperty("resumed").GetBoolean().ShouldBeTrue();
        foreach (var body in new object[] { new { resume }, new { ticket = resume, resume }, new { identity = Site.Sign(c => c["sub"] = "u-18"), resume }, new { userId = "u-17", resume } })
        {
            var other = (await server.PostAsync(Path, body: body)).Json;
            other.GetProperty("conversationId").GetString().ShouldNotBe(conversation, JsonSerializer.Serialize(body));
        }
    }

    [Fact]
    public async Task Where_it_is_required_nobody_comes_without_but_from_this_machine()
    {
        await using var server = await DirectLineServer.StartAsync(settings: [.. Site.Settings("Key", Site.Secret), ("WebChat:Identity:Required", "true"), ("WebChat:AllowedOrigins", "https://intranet.example")]);
        var origin = ("Origin", "https://intranet.example");

        (await server.PostAsync(Path, body: "{}", headers: origin)).ErrorCode.ShouldBe("IdentityRequired");
        (await server.PostAsync(Path, body: new { identity = Site.Sign() }, headers: origin)).Status.ShouldBe(HttpStatusCode.OK);
        (await server.PostAsync(Path, body: "{}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_the_setting_a_token_is_refused_rather_than_ignored()
    {
        await using var server = await DirectLineServer.StartAsync();

        var answer = await server.PostAsync(Path, body: new { identity = Site.Sign() });

        (answer.Status, answer.ErrorCode).ShouldBe((HttpStatusCode.BadRequest, "IdentityNotConfigured"));
    }

    [Fact]
    public async Task Keys_that_cannot_be_fetched_are_not_the_visitors_fault()
    {
        using var site = new Site();
        await using var keys = await StandInServer.StartAsync(http =>
        {
            http.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        await using var server = await DirectLineServer.StartAsync(settings: Site.Settings("Jwks", keys.Url + "/keys"));

        (await server.PostAsync(Path, body: new { identity = site.SignRsa() })).ErrorCode.ShouldBe("IdentityUnavailable");
    }

    [Theory]
    [InlineData("Key", "short", "32 characters")]
    [InlineData("Jwks", "http://intranet.example/keys", "no https address")]
    [InlineData("PublicKey", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "no RSA public key")]
    [InlineData("PublicKey", "/nowhere/key.pem", "cannot be read")]
    [InlineData("Required", "true", "needs one of Key, PublicKey or Jwks")]
    public async Task Settings_that_cannot_work_stop_the_start(string name, string value, string says)
    {
        var failure = await Should.ThrowAsync<Exception>(() => DirectLineServer.StartAsync(settings: Site.Settings(name, value)));

        failure.Message.ShouldContain(says);
    }

    [Fact]
    public async Task Issuer_and_audience_must_be_said()
    {
        var failure = await Should.ThrowAsync<Exception>(() => DirectLineServer.StartAsync(settings: [("WebChat:Identity:Key", Site.Secret)]));

        failure.Message.ShouldSatisfyAllConditions(m => m.ShouldContain("Issuer is missing"), m => m.ShouldContain("Audience is missing"));
    }
}
