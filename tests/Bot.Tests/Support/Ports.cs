using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace PmBot.Bot.Tests.Support;

/// <summary>Ports for servers that tests stop and start again.</summary>
internal static class Ports
{
    // Below those that the system gives to outgoing connections: nothing that runs beside takes one while its server is stopped.
    private const int First = 20_000;
    private const int Count = 10_000;

    private static int _last = RandomNumberGenerator.GetInt32(Count);

    /// <summary>A free port that was given to nobody else here.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = First + ((Interlocked.Increment(ref _last) & int.MaxValue) % Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
