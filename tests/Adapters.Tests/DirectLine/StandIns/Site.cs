using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PmBot.Adapters.Tests.DirectLine.StandIns;

/// <summary>A site that embeds the chat and signs who its visitor is.</summary>
internal sealed class Site : IDisposable
{
    public const string Issuer = "https://intranet.example";
    public const string Audience = "pmbot";
    public const string Secret = "a-secret-of-thirty-two-characters!";

    private readonly RSA rsa = RSA.Create(2048);

    public string PublicKey => rsa.ExportSubjectPublicKeyInfoPem();

    public string KeySet => JsonSerializer.Serialize(new { keys = new[] { new { kty = "RSA", kid = "k1", use = "sig", n = Url(rsa.ExportParameters(includePrivateParameters: false).Modulus!), e = Url(rsa.ExportParameters(includePrivateParameters: false).Exponent!) } } });

    /// <summary>The settings with which PmBot believes the site, but for the key.</summary>
    public static (string, string)[] Settings(string keySetting, string key) =>
        [("WebChat:Identity:Issuer", Issuer), ("WebChat:Identity:Audience", Audience), ($"WebChat:Identity:{keySetting}", key)];

    /// <summary>A token of the shared secret.</summary>
    public static string Sign(Action<IDictionary<string, object>>? change = null, string secret = Secret) =>
        Create(new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)), SecurityAlgorithms.HmacSha256), change);

    /// <summary>A token of the site's own key.</summary>
    public string SignRsa(Action<IDictionary<string, object>>? change = null, string? keyId = "k1") =>
        Create(new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = keyId, CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } }, SecurityAlgorithms.RsaSha256), change);

    public void Dispose() => rsa.Dispose();

    private static string Create(SigningCredentials? credentials, Action<IDictionary<string, object>>? change)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = Issuer, ["aud"] = Audience, ["sub"] = "u-17", ["name"] = "Camila Torres", ["email"] = "camila@studio.example", ["preferred_username"] = "camila", ["iat"] = now, ["exp"] = now + 300,
        };
        change?.Invoke(claims);
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        var payload = JsonSerializer.Serialize(claims);
        return credentials is null ? handler.CreateToken(payload) : handler.CreateToken(payload, credentials);
    }

    public static string Unsigned() => Create(credentials: null, change: null);

    private static string Url(byte[] bytes) => Base64UrlEncoder.Encode(bytes);
}
