using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace PmBot.Adapters.Tests.DirectLine.StandIns;

/// <summary>The client's end of a stream: activities one by one, and the watermark so far.</summary>
internal sealed class StreamClient : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly Queue<JsonElement> waiting = new();

    public string Watermark { get; private set; } = "";

    public int EmptyFrames { get; private set; }

    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public WebSocket Socket => socket;

    public static async Task<StreamClient> ConnectAsync(string url)
    {
        var client = new StreamClient();
        using var patience = new CancellationTokenSource(DirectLineServer.Patience);
        await client.socket.ConnectAsync(new Uri(url), patience.Token);
        return client;
    }

    /// <summary>The next activity; null once the server has closed.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        while (waiting.Count == 0)
        {
            if (await FrameAsync() is not { } frame) return null;
            if (frame.Length == 0)
            {
                EmptyFrames++;
                continue;
            }
            Take(JsonElement.Parse(frame));
        }
        return waiting.Dequeue();
    }

    /// <summary>The next so many texts.</summary>
    public async Task<IReadOnlyList<string?>> TextsAsync(int count)
    {
        var texts = new List<string?>();
        while (texts.Count < count && await NextAsync() is { } activity) texts.Add(activity.TryGetProperty("text", out var text) ? text.GetString() : null);
        return texts;
    }

    /// <summary>The next frame as it came, "" for a keep-alive; null once the server has closed.</summary>
    public async Task<string?> FrameAsync()
    {
        using var patience = new CancellationTokenSource(DirectLineServer.Patience);
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            if (read.MessageType is WebSocketMessageType.Close) return null;
            await bytes.WriteAsync(buffer.AsMemory(0, read.Count), patience.Token);
            if (read.EndOfMessage) return Encoding.UTF8.GetString(bytes.ToArray());
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            using var patience = new CancellationTokenSource(DirectLineServer.Patience);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, patience.Token);
        }
        socket.Dispose();
    }

    private void Take(JsonElement set)
    {
        if (set.TryGetProperty("watermark", out var watermark)) Watermark = watermark.GetString()!;
        foreach (var activity in set.GetProperty("activities").EnumerateArray()) waiting.Enqueue(activity);
    }
}
