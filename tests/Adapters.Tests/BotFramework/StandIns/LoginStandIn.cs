using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PmBot.Adapters.Tests.BotFramework.StandIns;

/// <summary>Stands for the login services: describes signing keys, gives the bot tokens, and signs tokens as channels do.</summary>
internal sealed class LoginStandIn : IAsyncDisposable
{
    public const string AppId = "11112222-3333-4444-5555-666677778888";
    public const string AppPassword = "not-a-real-secret";
    public const string ChannelIssuer = "https://api.botframework.com";

    // Making keys is slow, and one pair does for all tests.
    private static readonly RSA Shared = RSA.Create(2048);

    private readonly RsaSecurityKey signing = new(Shared);
    private StandInServer server = null!;
    private int keyFetches;
    private int tokenFetches;

    public string Url => server.Url;

    /// <summary>The key set as it is published.</summary>
    public Dictionary<string, (RSA Key, string[]? Endorsements)> Keys { get; } = new(StringComparer.Ordinal);

    public int KeyFetches => Volatile.Read(ref keyFetches);

    public int TokenFetches => Volatile.Read(ref tokenFetches);

    public string? LastForm { get; private set; }

    public string? LastTokenPath { get; private set; }

    public bool IsDown { get; set; }

    public int ExpiresIn { get; set; } = 3600;

    public static async Task<LoginStandIn> StartAsync()
    {
        var login = new LoginStandIn();
        login.Keys["key-1"] = (Shared, ["msteams", "emulator"]);
        login.server = await StandInServer.StartAsync(login.AnswerAsync);
        return login;
    }

    /// <summary>Settings that make a bot use this login service.</summary>
    public Dictionary<string, string?> Settings(params (string Key, string? Value)[] more)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["MicrosoftAppId"] = AppId,
            ["MicrosoftAppPassword"] = AppPassword,
            ["BotFramework:OpenIdMetadata"] = $"{Url}/v1/.well-known/openidconfiguration",
            ["BotFramework:LoginEndpoint"] = Url,
        };
        foreach (var (key, value) in more) settings[key] = value;
        return settings;
    }

    /// <summary>A token as a channel would send it, changed as the test wants it.</summary>
    public string ChannelToken(string? serviceUrl, Action<SecurityTokenDescriptor>? change = null, string kid = "key-1")
    {
        var now = DateTime.UtcNow;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = ChannelIssuer,
            Audience = AppId,
            NotBefore = now.AddMinutes(-1),
            IssuedAt = now.AddMinutes(-1),
            Expires = now.AddHours(1),
            Claims = new Dictionary<string, object>(StringComparer.Ordinal),
            SigningCredentials = new(new RsaSecurityKey(signing.Rsa) { KeyId = kid }, SecurityAlgorithms.RsaSha256),
        };
        if (serviceUrl is not null) descriptor.Claims["serviceurl"] = serviceUrl;
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    /// <summary>A token as the Emulator fetches it with the bot's own secret.</summary>
    public string EmulatorToken(string tenant = "d6d49420-f39b-4df7-a1dc-d59a935871db", Action<SecurityTokenDescriptor>? change = null) =>
        ChannelToken(serviceUrl: null, descriptor =>
        {
            descriptor.Issuer = $"https://login.microsoftonline.com/{tenant}/v2.0";
            descriptor.Claims["ver"] = "2.0";
            descriptor.Claims["azp"] = AppId;
            change?.Invoke(descriptor);
        });

    // The key outlives the server: the token library keeps what it verified with.
    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (IsDown)
        {
            context.Response.StatusCode = 500;
        }
        else if (path.EndsWith("configuration", StringComparison.Ordinal))
        {
            await context.Response.WriteAsync($$"""{"issuer":"{{ChannelIssuer}}","jwks_uri":"{{Url}}/v1/.well-known/keys"}""", context.RequestAborted);
        }
        else if (path.EndsWith("keys", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref keyFetches);
            await context.Response.WriteAsync(KeySet(), context.RequestAborted);
        }
        else if (path.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal))
        {
            using var reader = new StreamReader(context.Request.Body);
            LastForm = await reader.ReadToEndAsync(context.RequestAborted);
            LastTokenPath = path;
            var count = Interlocked.Increment(ref tokenFetches);
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(
                $$"""{"token_type":"Bearer","expires_in":{{ExpiresIn}},"access_token":"bot-token-{{count}}"}""", context.RequestAborted);
        }
        else
        {
            context.Response.StatusCode = 404;
        }
    }

    private string KeySet() => JsonSerializer.Serialize(new
    {
        keys = Keys.Select(entry =>
        {
            var rsaKey = entry.Value.Key.ExportParameters(includePrivateParameters: false);
            return new
            {
                kty = "RSA",
                use = "sig",
                kid = entry.Key,
                n = Base64UrlEncoder.Encode(rsaKey.Modulus),
                e = Base64UrlEncoder.Encode(rsaKey.Exponent),
                endorsements = entry.Value.Endorsements,
            };
        }),
    });
}
