using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.BotFramework.StandIns;

namespace PmBot.Adapters.Tests.BotFramework;

public sealed class BearerTokenTests : IAsyncLifetime
{
    private const string ServiceUrl = "https://smba.trafficmanager.net/amer/";
    private const string OwnTenant = "aaaabbbb-0000-1111-2222-333344445555";

    private LoginStandIn login = null!;
    private BotServer bot = null!;
    private ConversationReference? reference;
    private int turns;

    public async Task InitializeAsync()
    {
        login = await LoginStandIn.StartAsync();
        bot = await StartAsync(login.Settings());
    }

    public async Task DisposeAsync()
    {
        await bot.DisposeAsync();
        await login.DisposeAsync();
    }

    [Fact]
    public async Task A_channels_token_is_taken_and_makes_its_address_trusted()
    {
        (await PostAsync(login.ChannelToken(ServiceUrl))).ShouldBe(HttpStatusCode.OK);

        turns.ShouldBe(1);
        reference.ShouldNotBeNull().Trusted.ShouldBeTrue();
        reference.ServiceUrl.ShouldBe(ServiceUrl);
    }

    [Fact]
    public async Task The_emulators_token_is_taken_with_any_service_url()
    {
        (await PostAsync(login.EmulatorToken())).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(login.EmulatorToken("f8cdef31-a31e-4b4a-93e4-5f571e91255a"))).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(login.EmulatorToken(change: token =>
        {
            token.Issuer = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/";
            token.Claims["ver"] = "1.0";
            token.Claims.Remove("azp");
            token.Claims["appid"] = LoginStandIn.AppId;
        }))).ShouldBe(HttpStatusCode.OK);
        turns.ShouldBe(3);
    }

    [Fact]
    public async Task A_single_tenant_bot_takes_tokens_of_its_own_tenant_and_others_do_not()
    {
        await using var single = await StartAsync(login.Settings(("MicrosoftAppType", "SingleTenant"), ("MicrosoftAppTenantId", OwnTenant)));

        (await PostAsync(login.EmulatorToken(OwnTenant), to: single)).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(login.EmulatorToken("99999999-0000-1111-2222-333344445555"), to: single)).ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(login.EmulatorToken(OwnTenant))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    public static TheoryData<string, Action<SecurityTokenDescriptor>> WrongChannelTokens => new()
    {
        { "another audience", token => token.Audience = "99999999-3333-4444-5555-666677778888" },
        { "no audience", token => token.Audience = null },
        { "another issuer", token => token.Issuer = "https://login.evil.example" },
        { "issuer of another cloud", token => token.Issuer = "https://api.botframework.us" },
        { "no issuer", token => token.Issuer = null },
        { "expired", token => (token.NotBefore, token.Expires) = (DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddMinutes(-6)) },
        { "not yet valid", token => (token.NotBefore, token.Expires) = (DateTime.UtcNow.AddMinutes(6), DateTime.UtcNow.AddHours(2)) },
        { "no expiry", token => token.Expires = null },
        { "another serviceurl", token => token.Claims["serviceurl"] = "https://evil.example/" },
        { "a serviceurl that differs by a slash", token => token.Claims["serviceurl"] = ServiceUrl.TrimEnd('/') },
        { "no serviceurl", token => token.Claims.Remove("serviceurl") },
        { "a serviceurl of another case", token =>
        {
            token.Claims.Remove("serviceurl");
            token.Claims["serviceUrl"] = ServiceUrl;
        } },
        { "a serviceurl that is no string", token => token.Claims["serviceurl"] = 5 },
    };

    [Theory]
    [MemberData(nameof(WrongChannelTokens))]
    public async Task A_wrong_channel_token_is_refused(string what, Action<SecurityTokenDescriptor> change)
    {
        (await PostAsync(login.ChannelToken(ServiceUrl, change))).ShouldBe(HttpStatusCode.Unauthorized, what);
        turns.ShouldBe(0);
    }

    public static TheoryData<string, Action<SecurityTokenDescriptor>> WrongEmulatorTokens => new()
    {
        { "no ver", token => token.Claims.Remove("ver") },
        { "ver 3.0", token => token.Claims["ver"] = "3.0" },
        { "another azp", token => token.Claims["azp"] = "99999999-3333-4444-5555-666677778888" },
        { "no azp", token => token.Claims.Remove("azp") },
        { "appid in place of azp", token =>
        {
            token.Claims.Remove("azp");
            token.Claims["appid"] = LoginStandIn.AppId;
        } },
        { "any tenant", token => token.Issuer = "https://login.microsoftonline.com/99999999-0000-1111-2222-333344445555/v2.0" },
        { "the bot's own token for a Connector, turned round", token => token.Audience = "https://api.botframework.com" },
        { "expired", token => (token.NotBefore, token.Expires) = (DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddMinutes(-6)) },
    };

    [Theory]
    [MemberData(nameof(WrongEmulatorTokens))]
    public async Task A_wrong_emulator_token_is_refused(string what, Action<SecurityTokenDescriptor> change)
    {
        (await PostAsync(login.EmulatorToken(change: change))).ShouldBe(HttpStatusCode.Unauthorized, what);
        turns.ShouldBe(0);
    }

    [Fact]
    public async Task Five_minutes_of_skew_are_allowed()
    {
        (await PostAsync(login.ChannelToken(ServiceUrl, token => token.Expires = DateTime.UtcNow.AddMinutes(-4).AddSeconds(-50)))).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(login.ChannelToken(ServiceUrl, token => token.NotBefore = DateTime.UtcNow.AddMinutes(4).AddSeconds(50)))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_speaks_only_for_the_channels_it_is_endorsed_for()
    {
        (await PostAsync(login.ChannelToken(ServiceUrl), channelId: "telegram")).ShouldBe(HttpStatusCode.Unauthorized);

        login.Keys["key-1"] = (login.Keys["key-1"].Key, null);
        await using var other = await StartAsync(login.Settings());
        (await PostAsync(login.ChannelToken(ServiceUrl), channelId: "telegram", to: other)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("....")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30.AAAA")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.bm90IGpzb24.AAAA")]
    public async Task A_missing_or_unreadable_token_is_refused(string? token)
    {
        (await PostAsync(token)).ShouldBe(HttpStatusCode.Unauthorized);
        turns.ShouldBe(0);
    }

    [Fact]
    public async Task Another_scheme_and_an_endless_header_are_refused()
    {
        using var content = new StringContent(Body(), Encoding.UTF8, "application/json");
        using var basic = await bot.PostAsync(content, token: null, [("Authorization", $"Basic {login.ChannelToken(ServiceUrl)}")]);
        basic.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        basic.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");

        (await PostAsync(new string('a', 20_000))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_without_a_signature_is_refused()
    {
        var parts = login.ChannelToken(ServiceUrl).Split('.');
        var none = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT","kid":"key-1"}""");

        (await PostAsync($"{none}.{parts[1]}.")).ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync($"{none}.{parts[1]}.{parts[2]}")).ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync($"{parts[0]}.{parts[1]}.")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_signed_with_a_shared_secret_is_refused()
    {
        foreach (var secret in (byte[][])[Encoding.UTF8.GetBytes(LoginStandIn.AppPassword.PadRight(64)), login.Keys["key-1"].Key.ExportRSAPublicKey()])
        {
            var token = login.ChannelToken(ServiceUrl, descriptor =>
                descriptor.SigningCredentials = new(new SymmetricSecurityKey(secret) { KeyId = "key-1" }, SecurityAlgorithms.HmacSha256));
            (await PostAsync(token)).ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task A_token_that_was_changed_or_signed_with_another_key_is_refused()
    {
        var parts = login.ChannelToken(ServiceUrl).Split('.');
        var forged = Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("amer", "evil", StringComparison.Ordinal));
        (await PostAsync($"{parts[0]}.{forged}.{parts[2]}")).ShouldBe(HttpStatusCode.Unauthorized);

        using var other = RSA.Create(2048);
        (await PostAsync(login.ChannelToken(ServiceUrl, token =>
            token.SigningCredentials = new(new RsaSecurityKey(other) { KeyId = "key-1" }, SecurityAlgorithms.RsaSha256)))).ShouldBe(HttpStatusCode.Unauthorized);
        turns.ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_is_let_in_from_this_machine_without_a_token_once_there_is_an_app_id()
    {
        using var response = await bot.PostAsync(Sample.ExpectingReplies());
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Without_keys_nobody_is_let_in_and_it_is_not_the_callers_fault()
    {
        login.IsDown = true;
        await using var blind = await StartAsync(login.Settings());

        (await PostAsync(login.ChannelToken(ServiceUrl), to: blind)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        turns.ShouldBe(0);
    }

    [Fact]
    public async Task Tokens_for_somebody_else_never_cause_keys_to_be_fetched()
    {
        await PostAsync(login.ChannelToken(ServiceUrl, token => token.Audience = "somebody"));
        await PostAsync(login.ChannelToken(ServiceUrl, token => token.Issuer = "https://somebody.example"));

        login.KeyFetches.ShouldBe(0);
    }

    private Task<BotServer> StartAsync(IDictionary<string, string?> settings) => BotServer.StartAsync(
        (turn, _) =>
        {
            turns++;
            reference = turn.Reference;
            return Task.CompletedTask;
        },
        settings);

    private async Task<HttpStatusCode> PostAsync(string? token, string channelId = "msteams", BotServer? to = null)
    {
        using var response = await (to ?? bot).PostAsync(Body(channelId), token);
        return response.StatusCode;
    }

    private static string Body(string channelId = "msteams") => Sample.Message(serviceUrl: ServiceUrl, channelId: channelId);
}
