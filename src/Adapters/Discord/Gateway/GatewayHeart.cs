using System.Net.WebSockets;

namespace PmBot.Adapters.Discord.Gateway;

/// <summary>The heartbeats of one connection (D2, D3).</summary>
/// <param name="socket">The connection.</param>
/// <param name="interval">As the hello said.</param>
/// <param name="sequence">Number of the last event that came.</param>
/// <param name="random">A number from 0 to 1: when in the first interval the first beat is.</param>
/// <param name="time">The clock.</param>
internal sealed class GatewayHeart(GatewaySocket socket, TimeSpan interval, Func<long?> sequence, Func<double> random, TimeProvider time)
{
    private volatile bool answered = true;

    /// <summary>The peer has answered.</summary>
    public void Answered() => answered = true;

    /// <summary>One beat now, because the peer asks for it.</summary>
    public Task BeatAsync(CancellationToken cancellationToken) => socket.SendAsync(GatewayCommands.Heartbeat(sequence()), isHeartbeat: true, cancellationToken);

    /// <summary>Beats until the peer no longer answers.</summary>
    /// <returns>When a beat was not answered before the next one was due: the connection is dead, whatever the socket says.</returns>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(interval * random(), time, cancellationToken);
            while (answered)
            {
                answered = false;
                await BeatAsync(cancellationToken);
                await Task.Delay(interval, time, cancellationToken);
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException)
        {
            // The receiving side tells of it as well.
        }
    }
}
