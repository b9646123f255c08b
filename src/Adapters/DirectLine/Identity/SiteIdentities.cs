using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PmBot.Adapters.BotFramework.Authentication;

namespace PmBot.Adapters.DirectLine.Identity;

/// <summary>Reads the signed tokens of sites: HS256 by a shared secret, or RS256 by the site's public key or key set, nothing else.</summary>
/// <remarks>Which algorithm counts is the setting's to say, never the token's.</remarks>
internal sealed class SiteIdentities : IDisposable
{
    public const string HttpClientName = "webchat-identity";
    private const int MaxLength = 8192;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly WebChatIdentityOptions _options;
    private readonly TimeProvider _time;
    private readonly SecurityKey? _key;
    private readonly SigningKeys? _keys;
    private readonly RSA? _rsa;

    public SiteIdentities(IOptions<WebChatOptions> options, IHttpClientFactory clients, TimeProvider time, ILogger<SiteIdentities> logger)
    {
        _options = options.Value.Identity;
        _time = time;
        if (_options.Key is { Length: > 0 } secret)
        {
            _key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret));
        }
        else if (_options.PublicKeyPem() is { } pem)
        {
            _rsa = RSA.Create();
            _rsa.ImportFromPem(pem);
            _key = new RsaSecurityKey(_rsa);
        }
        else if (_options.Jwks is { Length: > 0 } jwks)
        {
            _keys = new SigningKeys(clients.CreateClient(HttpClientName), new Uri(jwks), time, logger);
        }
    }

    /// <summary>Whether nobody may come without a token.</summary>
    public bool Required => _options.Required;

    public async ValueTask<(SiteIdentity? Identity, DirectLineError? Error)> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (!_options.IsOn) return (null, IdentityErrors.NotConfigured);
        if (token.Length > MaxLength || !_handler.CanReadToken(token)) return (null, IdentityErrors.Invalid("it is no JWT"));
        var key = _key;
        if (_keys is not null)
        {
            var found = await _keys.FindAsync(new JsonWebToken(token).Kid, cancellationToken);
            if (found.Unavailable) return (null, IdentityErrors.Unavailable);
            key = found.Key?.Key;
        }
        if (key is null) return (null, IdentityErrors.Invalid("its 'kid' names none of the site's keys"));

        var result = await _handler.ValidateTokenAsync(token, Rules(key));
        return result.IsValid ? Read((JsonWebToken)result.SecurityToken) : (null, IdentityErrors.Of(result.Exception));
    }

    public void Dispose()
    {
        _keys?.Dispose();
        _rsa?.Dispose();
    }

    private static (SiteIdentity?, DirectLineError?) Read(JsonWebToken jwt)
    {
        if (Text(jwt, "sub") is not { } subject || !ActivityIntake.IsId(subject) || subject.StartsWith("dl_", StringComparison.Ordinal))
        {
            return (null, IdentityErrors.Invalid("it has no usable 'sub': 1 to 256 characters that do not begin with 'dl_'"));
        }

        var isChecked = !jwt.TryGetPayloadValue<object>("email_verified", out var verified) || !string.Equals(verified.ToString(), "false", StringComparison.OrdinalIgnoreCase);
        var name = ActivityIntake.NameOf(Text(jwt, "name") ?? string.Join(' ', new[] { Text(jwt, "given_name"), Text(jwt, "family_name") }.OfType<string>()));
        return (new SiteIdentity(subject, name, isChecked ? Text(jwt, "email") : null, Text(jwt, "preferred_username") ?? Text(jwt, "username")), null);
    }

    private static string? Text(JsonWebToken jwt, string claim) =>
        jwt.TryGetPayloadValue<object>(claim, out var value) && value is string { Length: > 0 and <= ActivityIntake.MaxIdLength } text ? text.Trim() : null;

    private TokenValidationParameters Rules(SecurityKey key) => new()
    {
        ValidIssuer = _options.Issuer,
        ValidAudience = _options.Audience,
        IssuerSigningKey = key,
        ValidAlgorithms = [key is SymmetricSecurityKey ? SecurityAlgorithms.HmacSha256 : SecurityAlgorithms.RsaSha256],
        RequireExpirationTime = true,
        LifetimeValidator = (notBefore, expires, _, _) =>
        {
            var now = _time.GetUtcNow().UtcDateTime;
            if (expires is null) throw new SecurityTokenNoExpirationException();
            if (expires + Skew <= now) throw new SecurityTokenExpiredException();
            return notBefore is null || notBefore - Skew <= now ? true : throw new SecurityTokenNotYetValidException();
        },
    };
}
