using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.Slack.Socket;

/// <summary>One connection of Socket Mode: greets, stores and acknowledges envelopes on it, and says why it ended.</summary>
internal sealed class SlackSocketConnection(SlackIntake intake, SlackSocketTimes times, ILogger log) : IDisposable
{
    private const int MaxEnvelope = 4 * 1024 * 1024;

    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly TaskCompletionSource<string> refresh = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when Slack asks for a new connection, with the reason; this one goes on until it is closed.</summary>
    public Task<string> RefreshAsked => refresh.Task;

    /// <summary>Connects and waits for Slack's greeting.</summary>
    /// <exception cref="WebSocketException">It could not be connected.</exception>
    /// <exception cref="IOException">Slack ended it before it began.</exception>
    public async Task OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(times.Greeting);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        // A wire that went dead without a word shows by pings that nobody answers.
        socket.Options.KeepAliveInterval = times.Ping;
        socket.Options.KeepAliveTimeout = times.Pong;
        try
        {
            await socket.ConnectAsync(address, either.Token);
            while (await ReceiveAsync(either.Token) is { } message)
            {
                if (LenientJson.Text(message, "type") is "hello") return;
                if (LenientJson.Text(message, "type") is "disconnect") throw new SlackSocketEndedException(LenientJson.Text(message, "reason") ?? "disconnect");
                await TakeAsync(message, either.Token);
            }

            throw new SlackSocketEndedException("closed before hello");
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SlackSocketEndedException("no hello", late);
        }
    }

    /// <summary>Takes what comes until the connection ends.</summary>
    /// <returns>Why it ended.</returns>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await ReceiveAsync(cancellationToken) is { } message)
            {
                if (LenientJson.Text(message, "type") is "disconnect") refresh.TrySetResult(LenientJson.Text(message, "reason") ?? "disconnect");
                else await TakeAsync(message, cancellationToken);
            }

            return "closed by Slack";
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "no answer to pings";
        }
    }

    /// <summary>Says goodbye, shortly.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, either.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // It was gone already.
        }
    }

    public void Dispose()
    {
        refresh.TrySetCanceled();
        socket.Dispose();
        sending.Dispose();
    }

    private async Task<JsonElement?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.GetMemory(16 * 1024), cancellationToken);
            if (read.MessageType is WebSocketMessageType.Close) return null;
            buffer.Advance(read.Count);
            if (buffer.WrittenCount > MaxEnvelope) throw new SlackSocketEndedException("an envelope is too large");
            if (!read.EndOfMessage) continue;
            if (LenientJson.Parse(buffer.WrittenSpan) is { ValueKind: JsonValueKind.Object } message) return message;
            log.Unreadable("an envelope is no JSON object");
            buffer.ResetWrittenCount();
        }
    }

    // One after the other up to being stored, so that what is said in a row is answered in that row; what has to be waited for is waited for beside.
    private async Task TakeAsync(JsonElement envelope, CancellationToken cancellationToken)
    {
        if (LenientJson.Text(envelope, "envelope_id") is not { Length: > 0 } id) return;
        try
        {
            var payload = envelope.TryGetProperty("payload", out var given) ? given : default;
            var answer = payload.ValueKind is not JsonValueKind.Object ? SlackAnswer.Empty : LenientJson.Text(envelope, "type") switch
            {
                "events_api" => await intake.EventAsync(payload, cancellationToken),
                "slash_commands" => await intake.CommandAsync(payload, cancellationToken),
                "interactive" => await intake.InteractionAsync(payload, cancellationToken),
                _ => SlackAnswer.Empty,
            };
            var answers = LenientJson.Flag(envelope, "accepts_response_payload");
            if (answer.Later is { IsCompleted: false } later && answers) _ = AcknowledgeLaterAsync(id, later, cancellationToken);
            else await AcknowledgeAsync(id, answers && answer.Later is { } ready ? await ready : null, cancellationToken);
        }
#pragma warning disable CA1031 // One envelope must not end the connection; not acknowledged, it comes again.
        catch (Exception failure) when (failure is not (WebSocketException or SlackSocketEndedException) && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            log.EnvelopeFailed(failure);
        }
    }

    private async Task AcknowledgeLaterAsync(string id, Task<JsonObject?> answer, CancellationToken cancellationToken)
    {
        try
        {
            await AcknowledgeAsync(id, await answer, cancellationToken);
        }
#pragma warning disable CA1031 // Nobody awaits this: what goes wrong is said in the log, and the envelope comes again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            log.EnvelopeFailed(failure);
        }
    }

    private async Task AcknowledgeAsync(string id, JsonObject? payload, CancellationToken cancellationToken)
    {
        var acknowledgement = new JsonObject { ["envelope_id"] = id };
        if (payload is not null) acknowledgement["payload"] = payload;
        var json = JsonSerializer.SerializeToUtf8Bytes(acknowledgement, ActivityJson.Default.JsonObject);
        await sending.WaitAsync(cancellationToken);
        try
        {
            await socket.SendAsync(json.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            sending.Release();
        }
    }
}

/// <summary>Slack ended a connection, or it made no sense.</summary>
internal sealed class SlackSocketEndedException : IOException
{
    public SlackSocketEndedException()
    {
    }

    public SlackSocketEndedException(string message)
        : base(message)
    {
    }

    public SlackSocketEndedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
