using System.Buffers;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PmBot.Adapters.DirectLine;

/// <summary>The WebSocket of a conversation: sends what the client missed, then what comes, until one side has enough.</summary>
internal sealed class StreamEndpoint(
    DirectLineTokens tokens,
    DirectLineConversations conversations,
    IOptions<DirectLineOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<StreamEndpoint> logger)
{
    private const int FrameEntries = 100;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    public async Task RunAsync(HttpContext http)
    {
        var id = (string)http.Request.RouteValues["conversation"]!;
        if (http.Request.Query["t"].ToString() is not { Length: > 0 } text)
        {
            await Answers.WriteAsync(http, DirectLineError.MissingAuthorization);
            return;
        }
        var (state, token) = await tokens.ReadStreamAsync(text);
        if (token is null || !string.Equals(token.Conversation, id, StringComparison.Ordinal))
        {
            await Answers.WriteAsync(http, state is TokenState.Expired ? DirectLineError.TokenExpired : DirectLineError.BadToken);
            return;
        }
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await Answers.WriteAsync(http, DirectLineError.BadArgument("This address takes WebSocket connections."));
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = TimeSpan.FromSeconds(20), KeepAliveTimeout = TimeSpan.FromSeconds(20) });
        await ServeAsync(socket, token, http.RequestAborted);
    }

    private async Task ServeAsync(WebSocket socket, StreamToken token, CancellationToken aborted)
    {
        var conversation = await conversations.OpenAsync(token.Conversation, aborted);
        conversation.TryStart();
        var feed = conversation.Listen(token.Watermark);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        await using var stopping = lifetime.ApplicationStopping.Register(() => _ = FinishAsync(conversation, feed)).ConfigureAwait(false);
        var reading = ReadAsync(socket, feed, over.Token);
        try
        {
            await SendAsync(socket, feed, over.Token);
            if (feed.FellBehind) Log.StreamDropped(logger, conversation.Id);
            else await CloseAsync(socket, reading, over.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            Log.StreamBroke(logger, exception, conversation.Id);
        }
        finally
        {
            conversation.Leave(feed);
            if (socket.State is not WebSocketState.Closed) socket.Abort();
            await over.CancelAsync();
            await reading;
        }
    }

    // Replies of turns that run now still go out before the stream says goodbye.
    private async Task FinishAsync(DirectLineConversation conversation, StreamFeed feed)
    {
        await Task.WhenAny(conversation.Turns, Task.Delay(LastWords, time));
        feed.Complete();
    }

    private async Task SendAsync(WebSocket socket, StreamFeed feed, CancellationToken cancellationToken)
    {
        var frame = new ArrayBufferWriter<byte>(4096);
        foreach (var missed in feed.Missed.Chunk(FrameEntries)) await SendAsync(socket, feed.Epoch, missed, frame, cancellationToken);

        var batch = new List<LogEntry>(FrameEntries);
        using var keepAlive = new PeriodicTimer(options.Value.KeepAlive, time);
        var tick = keepAlive.WaitForNextTickAsync(cancellationToken).AsTask();
        var more = feed.Live.WaitToReadAsync(cancellationToken).AsTask();
        while (true)
        {
            await Task.WhenAny(more, tick);
            if (more.IsCompleted)
            {
                if (!await more || feed.FellBehind) return;
                batch.Clear();
                while (batch.Count < FrameEntries && feed.Live.TryRead(out var entry)) batch.Add(entry);
                await SendAsync(socket, feed.Epoch, batch, frame, cancellationToken);
                more = feed.Live.WaitToReadAsync(cancellationToken).AsTask();
            }
            if (tick.IsCompleted)
            {
                await tick;
                await socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
                tick = keepAlive.WaitForNextTickAsync(cancellationToken).AsTask();
            }
        }
    }

    private static async Task SendAsync(WebSocket socket, string epoch, IReadOnlyList<LogEntry> entries, ArrayBufferWriter<byte> frame, CancellationToken cancellationToken)
    {
        var sequence = entries.Max(entry => entry.Sequence);
        frame.ResetWrittenCount();
        ActivitySetWriter.Write(frame, entries, sequence > 0 ? new Watermark(epoch, sequence) : null);
        await socket.SendAsync(frame.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
    }

    /// <summary>Reads past what the client sends (keep-alives) until it closes; then the feed ends too.</summary>
    private static async Task ReadAsync(WebSocket socket, StreamFeed feed, CancellationToken cancellationToken)
    {
        var buffer = new byte[1024];
        try
        {
            while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (read.MessageType is WebSocketMessageType.Close) break;
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Gone without a goodbye; the sender notices by the feed's end.
        }
        feed.Complete();
    }

    private async Task CloseAsync(WebSocket socket, Task reading, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tooLong = Task.Delay(Goodbye, time, patience.Token);
        if (socket.State is WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, cancellationToken);
        }
        else if (socket.State is WebSocketState.Open)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "Please reconnect.", cancellationToken);
            // Hung up on before its own goodbye is through, the client would see a broken line.
            await Task.WhenAny(reading, tooLong);
        }
        await patience.CancelAsync();
    }
}
