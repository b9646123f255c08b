using System.Net;
using System.Net.Sockets;

namespace PmBot.Benchmarks.Compare;

/// <summary>Ports on the loopback address.</summary>
internal static class Ports
{
    /// <summary>One that nobody listens on at the moment.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until somebody takes connections.</summary>
    public static async Task WaitAsync(int port, ChildProcess child, CancellationToken cancellationToken)
    {
        while (!await ListensAsync(port, cancellationToken))
        {
            if (child.HasExited) throw new InvalidOperationException("The server ended before it listened: " + child.Printed);
            await Task.Delay(TimeSpan.FromMilliseconds(10), cancellationToken);
        }
    }

    private static async Task<bool> ListensAsync(int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
