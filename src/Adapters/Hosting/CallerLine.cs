using System.Net;
using System.Net.Sockets;

namespace PmBot.Adapters.Hosting;

/// <summary>Whom a remote address stands for, where callers are counted.</summary>
internal static class CallerLine
{
    /// <summary>The same for all addresses of one line: of IPv6 that is the network, since whoever has one of its addresses has all of them.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is null || Loopback.Is(address)) return "here";
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily is AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(plain.GetAddressBytes().AsSpan(0, 8)) : plain.ToString();
    }
}
