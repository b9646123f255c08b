using System.Net;

namespace PmBot.Adapters.Hosting;

/// <summary>What counts as this very machine.</summary>
public static class Loopback
{
    /// <summary>True for 127.0.0.0/8, ::1 and their IPv4-mapped forms.</summary>
    public static bool Is(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    /// <summary>True for <c>localhost</c> and loopback addresses; IPv6 with or without brackets.</summary>
    public static bool IsHost(string? host) =>
        host is { Length: > 0 }
        && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && Is(address)));

    /// <summary>True for an absolute http or https address on this machine.</summary>
    public static bool IsUrl(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && IsHost(uri.Host);
}
