using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.BotFramework.Authentication;

/// <summary>Without an app id nobody can be authenticated, so only callers on this machine are answered.</summary>
/// <remarks>
/// Three ways round that are closed too: a proxy on this machine (forwarding headers), a web page whose name resolves
/// to this machine (Host), and a web page of another site in a browser on this machine (Origin).
/// </remarks>
internal sealed class LocalCallers : ICallerCheck
{
    private static readonly (Caller?, Refusal?) Welcome = (Caller.Local, null);
    private static readonly (Caller?, Refusal?) Remote = Refuse("Without a MicrosoftAppId only callers on this machine are answered.");
    private static readonly (Caller?, Refusal?) WrongHost = Refuse("Without a MicrosoftAppId the endpoint must be called as localhost.");
    private static readonly (Caller?, Refusal?) WrongOrigin = Refuse("Without a MicrosoftAppId web pages of other sites are not answered.");

    public ValueTask<(Caller? Caller, Refusal? Refusal)> IdentifyAsync(HttpContext context, CancellationToken cancellationToken)
    {
        // No address at all: an in-process server or a Unix socket, both of which are this machine.
        if (context.Connection.RemoteIpAddress is { } address && !Loopback.Is(address)) return new(Remote);
        var request = context.Request;
        if (!Loopback.IsHost(request.Host.Host)) return new(WrongHost);
        var headers = request.Headers;
        if (!AreLocal(headers["X-Forwarded-For"]) || !AreLocal(headers["X-Real-IP"]) || !AreForwardedLocally(headers["Forwarded"])) return new(Remote);
        return headers.Origin is { Count: > 0 } origin && !Loopback.IsUrl(origin) ? new(WrongOrigin) : new(Welcome);
    }

    private static bool AreLocal(StringValues addresses)
    {
        foreach (var line in addresses)
        {
            foreach (var address in (line ?? string.Empty).Split(',', StringSplitOptions.TrimEntries))
            {
                if (!IsLocal(address)) return false;
            }
        }

        return true;
    }

    private static bool AreForwardedLocally(StringValues forwarded)
    {
        foreach (var line in forwarded)
        {
            foreach (var pair in (line ?? string.Empty).Split([',', ';'], StringSplitOptions.TrimEntries))
            {
                if (pair.StartsWith("for=", StringComparison.OrdinalIgnoreCase) && !IsLocal(pair[4..].Trim('"'))) return false;
            }
        }

        return true;
    }

    private static bool IsLocal(string address) =>
        IPEndPoint.TryParse(address, out var endpoint) ? Loopback.Is(endpoint.Address) : Loopback.IsHost(address);

    private static (Caller?, Refusal?) Refuse(string message) => (null, Refusal.Forbidden(message));
}
