using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.DirectLine;

/// <summary>Which sites may show PmBot's chat: its own page, this machine's, and those in <c>WebChat:AllowedOrigins</c>.</summary>
internal sealed class SitePolicy(IOptions<WebChatOptions> options)
{
    /// <summary>The configured origins in the form in which browsers send them.</summary>
    public IReadOnlyList<string> Allowed { get; } = options.Value.Origins()
        .Select(SiteOrigin.Normalise).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();

    /// <summary>Whether the request comes from such a site; a caller on this machine needs to name none.</summary>
    public bool Allows(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        // Browsers leave the origin out of a page's GET to its own site, and say so in another header.
        if (origin.Length == 0) return IsLocal(request) || IsOwnPage(request, $"http://{request.Host}") && request.Headers["Sec-Fetch-Site"] == "same-origin";
        return IsListed(origin) || IsOwnPage(request, origin) || (IsLocal(request) && Loopback.IsUrl(origin));
    }

    public bool IsListed(string origin) => Allowed.Contains(origin, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The caller is on this machine and not a proxy or a foreign site's script in disguise: loopback connection, loopback
    /// Host, and, where given, loopback Origin and forwarded address.
    /// </summary>
    public static bool IsLocal(HttpRequest request)
    {
        if (request.HttpContext.Connection.RemoteIpAddress is not { } remote || !Loopback.Is(remote)) return false;
        if (!Loopback.IsHost(request.Host.Host)) return false;
        if (request.Headers.ContainsKey("Forwarded")) return false;
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !Loopback.IsUrl(origin)) return false;
        return request.Headers["X-Forwarded-For"].ToString()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).All(Loopback.IsHost);
    }

    // The scheme is left out: a proxy may have ended TLS. A loopback connection under a foreign name is either a proxy
    // that nobody configured or a rebound DNS name; only the configuration can tell.
    private static bool IsOwnPage(HttpRequest request, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
        && (!IsLoopback(request) || Loopback.IsHost(request.Host.Host));

    private static bool IsLoopback(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } remote && Loopback.Is(remote);
}
