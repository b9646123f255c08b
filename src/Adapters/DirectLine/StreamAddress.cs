using Microsoft.AspNetCore.Http;

namespace PmBot.Adapters.DirectLine;

/// <summary>The addresses that clients are given, as seen from their side of a proxy.</summary>
internal static class StreamAddress
{
    /// <summary>Where the service is for this client, without a trailing slash.</summary>
    public static string Base(HttpRequest request) => $"{(IsSecure(request) ? "https" : "http")}://{request.Host}{request.PathBase}";

    /// <summary>The absolute WebSocket address, authorised by its query.</summary>
    public static string Of(HttpRequest request, string conversation, string token) =>
        $"{(IsSecure(request) ? "wss" : "ws")}://{request.Host}{request.PathBase}/v3/directline/conversations/{conversation}/stream?t={token}";

    // A proxy that ends TLS says so in X-Forwarded-Proto, or the page's own origin does. Believing it harms nobody but
    // who says so: the address goes back to the same caller.
    private static bool IsSecure(HttpRequest request) =>
        request.IsHttps
        || string.Equals(request.Headers["X-Forwarded-Proto"].ToString(), "https", StringComparison.OrdinalIgnoreCase)
        || string.Equals(request.Headers.Origin.ToString(), $"https://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
