using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PmBot.Adapters.BotFramework.Authentication;

/// <summary>With an app id, callers show a token: one of a channel, or one that the Emulator fetched with the bot's own secret.</summary>
internal sealed class BearerTokens : ICallerCheck, IDisposable
{
    private const string Scheme = "Bearer ";
    private const int MaxTokenLength = 16 * 1024;

    private static readonly Refusal NoToken = Refusal.Unauthorized("A bearer token is needed.");
    private static readonly Refusal Invalid = Refusal.Unauthorized("The token is not valid for this bot.");
    private static readonly Refusal NoKeys =
        new(StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", "Tokens cannot be checked now: the signing keys are not available.");

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    private readonly string appId;
    private readonly LoginService service;
    private readonly TimeProvider time;
    private readonly SigningKeys channelKeys;
    private readonly SigningKeys emulatorKeys;

    public BearerTokens(BotFrameworkOptions options, HttpClient http, TimeProvider time, ILogger<BearerTokens> log)
    {
        appId = options.AppId!;
        this.time = time;
        service = LoginService.Of(options);
        channelKeys = new(http, service.ChannelMetadata, time, log);
        emulatorKeys = new(http, service.EmulatorMetadata, time, log);
    }

    public async ValueTask<(Caller? Caller, Refusal? Refusal)> IdentifyAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length > MaxTokenLength || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return (null, NoToken);
        if (Read(header[Scheme.Length..].Trim()) is not { } token) return (null, Invalid);

        // The unverified claims only choose the rules; they keep rubbish from causing a fetch of keys.
        if (!token.Audiences.Contains(appId, StringComparer.OrdinalIgnoreCase)) return (null, Invalid);
        if (string.Equals(token.Issuer, service.ChannelIssuer, StringComparison.Ordinal))
            return await CheckAsync(token, channelKeys, ChannelCaller, cancellationToken);
        return service.EmulatorIssuers.Contains(token.Issuer)
            ? await CheckAsync(token, emulatorKeys, EmulatorCaller, cancellationToken)
            : (null, Invalid);
    }

    public void Dispose()
    {
        channelKeys.Dispose();
        emulatorKeys.Dispose();
    }

    private async ValueTask<(Caller?, Refusal?)> CheckAsync(
        JsonWebToken token, SigningKeys keys, Func<JsonWebToken, SigningKey, Caller?> toCaller, CancellationToken cancellationToken)
    {
        var found = await keys.FindAsync(token.Kid, cancellationToken);
        if (found.Unavailable) return (null, NoKeys);
        if (found.Key is not { } key) return (null, Invalid);
        var result = await handler.ValidateTokenAsync(token, Rules(token.Issuer, key));
        return result.IsValid && toCaller(token, key) is { } caller ? (caller, null) : (null, Invalid);
    }

    private TokenValidationParameters Rules(string issuer, SigningKey key) => new()
    {
        ValidIssuer = issuer,
        AudienceValidator = (audiences, _, _) => audiences.Contains(appId, StringComparer.OrdinalIgnoreCase),
        IssuerSigningKey = key.Key,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (notBefore, expires, _, _) => IsCurrent(notBefore, expires),
    };

    private bool IsCurrent(DateTime? notBefore, DateTime? expires)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var skew = TimeSpan.FromMinutes(5);
        return expires is { } end && end > now - skew && (notBefore is not { } start || start < now + skew);
    }

    // The claim is lower case on the wire; a token without it could be turned against any address.
    private static Caller? ChannelCaller(JsonWebToken token, SigningKey key) => Claim(token, "serviceurl") is { Length: > 0 } serviceUrl
        ? new(Authenticated: true, serviceUrl, key.Endorsements)
        : null;

    // The audience was checked before: a token that this bot itself sends to a Connector has the same issuer and
    // the same azp, and whoever received it must not be able to turn it round.
    private Caller? EmulatorCaller(JsonWebToken token, SigningKey key)
    {
        var holder = Claim(token, "ver") switch
        {
            "1.0" => Claim(token, "appid"),
            "2.0" => Claim(token, "azp"),
            _ => null,
        };
        return string.Equals(holder, appId, StringComparison.OrdinalIgnoreCase)
            ? new(Authenticated: true, ServiceUrl: null, Channels: null)
            : null;
    }

    private static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : null;

    private static JsonWebToken? Read(string token)
    {
        try
        {
            return new JsonWebToken(token);
        }
#pragma warning disable CA1031 // Anything at all may stand in the header, and the library throws many kinds of exceptions for it.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
