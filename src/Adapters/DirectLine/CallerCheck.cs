using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace PmBot.Adapters.DirectLine;

/// <summary>Finds out who calls from the Authorization header.</summary>
internal sealed class CallerCheck(DirectLineTokens tokens, IOptions<DirectLineOptions> options)
{
    private const string Scheme = "Bearer ";

    // Compared as digests: equal length, whatever was sent.
    private readonly byte[]? _secret = options.Value.Secret is { Length: > 0 } secret ? SHA256.HashData(Encoding.UTF8.GetBytes(secret)) : null;

    public async ValueTask<(Caller? Caller, DirectLineError? Error)> CheckAsync(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return (null, DirectLineError.MissingAuthorization);
        var credential = header[Scheme.Length..].Trim();
        if (credential.Length == 0) return (null, DirectLineError.MissingAuthorization);
        if (_secret is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(credential)), _secret))
        {
            return (Caller.WithSecret, null);
        }

        var (state, token) = await tokens.ReadTokenAsync(credential);
        return (state, token) switch
        {
            (TokenState.Expired, _) => (null, DirectLineError.TokenExpired),
            (TokenState.Valid, not null) when !MayUse(request, token) => (null, DirectLineError.WrongOrigin),
            (TokenState.Valid, not null) => (new Caller(token), null),
            _ => (null, DirectLineError.BadToken),
        };
    }

    /// <summary>The same for one conversation only.</summary>
    public async ValueTask<(Caller? Caller, DirectLineError? Error)> CheckAsync(HttpRequest request, string conversation)
    {
        var (caller, error) = await CheckAsync(request);
        return caller is null || caller.MayOpen(conversation) ? (caller, error) : (null, DirectLineError.WrongConversation);
    }

    // A browser names the site that calls; no Origin means the same site's GET, or no browser.
    private static bool MayUse(HttpRequest request, DirectLineToken token) =>
        token.Origins.Count == 0
        || request.Headers.Origin.ToString() is not { Length: > 0 } origin
        || token.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase);
}
