using System.Buffers;
using System.Net.WebSockets;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Discord.Gateway;

/// <summary>One WebSocket to the gateway: payloads in, payloads out, the close code at the end.</summary>
internal sealed class GatewaySocket(TimeProvider time) : IAsyncDisposable
{
    /// <summary>The most bytes of one payload that a bot may send.</summary>
    public const int MaxSend = 4096;

    /// <summary>Closing with this keeps the session for a resume; 1000 and 1001 would end it (D3, D8).</summary>
    public const int KeepSession = 4000;

    private const int MaxReceive = 64 * 1024 * 1024;
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(3);

    private readonly ClientWebSocket socket = new();
    private readonly ArrayBufferWriter<byte> frame = new(16 * 1024);
    private readonly GatewayInflater inflater = new(MaxReceive);
    private readonly SendLimit limit = new(time);
    private readonly SemaphoreSlim sending = new(1, 1);

    /// <summary>The code of the peer's close frame; null while it is open, or when it broke without one.</summary>
    public int? CloseCode { get; private set; }

    /// <exception cref="WebSocketException">It cannot be reached.</exception>
    public Task ConnectAsync(Uri address, CancellationToken cancellationToken) => socket.ConnectAsync(address, cancellationToken);

    /// <summary>The next payload; null when the peer has closed.</summary>
    /// <exception cref="WebSocketException">The connection broke.</exception>
    /// <exception cref="InvalidDataException">What came cannot be read.</exception>
    public async Task<GatewayPayload?> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            frame.ResetWrittenCount();
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(frame.GetMemory(8 * 1024), cancellationToken);
                frame.Advance(part.Count);
                if (frame.WrittenCount > MaxReceive) throw new InvalidDataException("A gateway message is too large.");
            }
            while (!part.EndOfMessage && part.MessageType is not WebSocketMessageType.Close);

            if (part.MessageType is WebSocketMessageType.Close)
            {
                CloseCode = (int?)socket.CloseStatus;
                return null;
            }

            var json = part.MessageType is WebSocketMessageType.Binary ? inflater.Take(frame.WrittenSpan) : frame.WrittenMemory;
            // Something that is no payload is left alone, as an unknown one would be (D14).
            if (json is { } whole && GatewayPayload.Read(whole.Span) is { } payload) return payload;
        }
    }

    /// <summary>Sends a payload, as soon as the rate limit lets it.</summary>
    /// <exception cref="WebSocketException">The connection broke.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> payload, bool isHeartbeat, CancellationToken cancellationToken)
    {
        if (payload.Length > MaxSend) throw new ArgumentException("A gateway payload may have 4096 bytes.", nameof(payload));
        await sending.WaitAsync(cancellationToken);
        try
        {
            for (TimeSpan pause; (pause = limit.Take(isHeartbeat)) > TimeSpan.Zero;) await Pauses.AtLeastAsync(pause, time, cancellationToken);
            await socket.SendAsync(payload, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Closes from our side; a peer that does not answer is left after a moment.</summary>
    public async Task CloseAsync(int code)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        using var patience = new CancellationTokenSource(ClosePatience, time);
        try
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, statusDescription: null, patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It is gone already, which is what was wanted.
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        inflater.Dispose();
        sending.Dispose();
        return ValueTask.CompletedTask;
    }
}
