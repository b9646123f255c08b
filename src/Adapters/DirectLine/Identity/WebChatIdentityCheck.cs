using System.Security.Cryptography;

namespace PmBot.Adapters.DirectLine.Identity;

/// <summary>What cannot work in <see cref="WebChatIdentityOptions"/>, a line each.</summary>
internal static class WebChatIdentityCheck
{
    /// <summary>Bytes of the shared secret that HS256 wants.</summary>
    public const int MinKeyBytes = 32;
    private const int MinRsaBits = 2048;

    public static IEnumerable<string> Mistakes(WebChatIdentityOptions options)
    {
        var ways = new[] { options.Key, options.PublicKey, options.Jwks }.Count(way => way is { Length: > 0 });
        if (ways == 0)
        {
            if (options.Issuer is { Length: > 0 } || options.Audience is { Length: > 0 } || options.Required) yield return "WebChat:Identity needs one of Key, PublicKey or Jwks to check the tokens with.";
            yield break;
        }
        if (ways > 1) yield return "WebChat:Identity takes one of Key, PublicKey and Jwks, not several.";
        if (options.Issuer is not { Length: > 0 }) yield return "WebChat:Identity:Issuer is missing: the 'iss' of the tokens that the site makes, such as https://www.example.com.";
        if (options.Audience is not { Length: > 0 }) yield return "WebChat:Identity:Audience is missing: the 'aud' of the tokens that the site makes, such as pmbot.";
        if (options.Key is { Length: > 0 } key && System.Text.Encoding.UTF8.GetByteCount(key) < MinKeyBytes) yield return "WebChat:Identity:Key must have 32 characters or more.";
        if (options.Jwks is { Length: > 0 } jwks && !(Uri.TryCreate(jwks, UriKind.Absolute, out var address) && (address.Scheme is "https" || (address.Scheme is "http" && Hosting.Loopback.IsHost(address.Host)))))
        {
            yield return $"WebChat:Identity:Jwks: '{jwks}' is no https address such as https://login.example.com/.well-known/jwks.json.";
        }
        if (options.PublicKey is { Length: > 0 } && UnfitKey(options) is { } unfit) yield return unfit;
    }

    private static string? UnfitKey(WebChatIdentityOptions options)
    {
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(options.PublicKeyPem());
            return rsa.KeySize < MinRsaBits ? "WebChat:Identity:PublicKey must have 2048 bits or more." : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"WebChat:Identity:PublicKey: the file '{options.PublicKey}' cannot be read.";
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            return "WebChat:Identity:PublicKey is no RSA public key in PEM.";
        }
    }
}
