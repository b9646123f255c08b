using System.Net.WebSockets;
using System.Text.Json;

namespace PmBot.Adapters.Discord.Gateway;

/// <summary>One connection to the gateway from its hello to its end.</summary>
/// <param name="access">With what it identifies.</param>
/// <param name="sink">Where its events go.</param>
/// <param name="ready">Told when the session stands.</param>
/// <param name="random">A number from 0 to 1, for jitter.</param>
/// <param name="time">The clock.</param>
internal sealed class GatewayConnection(GatewayAccess access, IDispatchSink sink, Action<GatewaySession> ready, Func<double> random, TimeProvider time) : IAsyncDisposable
{
    /// <summary>How long connecting and the hello may take, each.</summary>
    public static readonly TimeSpan HelloPatience = TimeSpan.FromSeconds(20);

    /// <summary>How long READY or RESUMED may take.</summary>
    public static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(60);

    private readonly GatewaySocket socket = new(time);
    private readonly CancellationTokenSource over = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GatewaySession? session;
    private long sequence = -1;
    private long? readySince;
    private string? failure;

    /// <summary>Runs it to its end; never throws for what the peer or the network does.</summary>
    /// <param name="address">Where to, query and all.</param>
    /// <param name="resumes">The session to go on with; null begins a new one.</param>
    /// <param name="stopping">The service ends: the connection is closed with 1000, which ends the session.</param>
    public async Task<GatewayEnd> RunAsync(Uri address, GatewaySession? resumes, CancellationToken stopping)
    {
        (session, sequence) = (resumes, resumes?.Sequence ?? -1);
        using var timer = new CancellationTokenSource(HelloPatience, time);
        await using var late = timer.Token.UnsafeRegister(static state => ((GatewayConnection)state!).Late(), this);
        var watching = Task.CompletedTask;
        GatewayEnd end;
        try
        {
            using (var early = CancellationTokenSource.CreateLinkedTokenSource(stopping, over.Token)) await socket.ConnectAsync(address, early.Token);
            timer.CancelAfter(HelloPatience);
            var heart = await HelloAsync(over.Token);
            if (heart is null) return End(AfterClose.Of(socket.CloseCode), "it was closed before its hello");
            watching = WatchAsync(heart, stopping);
            timer.CancelAfter(ReadyPatience);
            var opening = resumes is null ? GatewayCommands.Identify(access.Token, access.Intents) : GatewayCommands.Resume(access.Token, resumes);
            await socket.SendAsync(opening, isHeartbeat: false, over.Token);
            end = await ListenAsync(heart, timer, over.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or InvalidDataException or ObjectDisposedException or InvalidOperationException)
        {
            // A broken connection may still have told why.
            end = End(AfterClose.Of(socket.CloseCode), failure ?? (e is OperationCanceledException ? "it was closed" : e.Message));
        }
        finally
        {
            ended.TrySetResult();
            await watching;
        }

        return end;
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await socket.DisposeAsync();
        over.Dispose();
    }

    private async Task<GatewayHeart?> HelloAsync(CancellationToken cancellationToken)
    {
        while (await socket.ReceiveAsync(cancellationToken) is { } payload)
        {
            if (payload.Op is GatewayOp.Hello && payload.Data.ValueKind is JsonValueKind.Object
                && payload.Data.TryGetProperty("heartbeat_interval", out var interval) && interval.ValueKind is JsonValueKind.Number && interval.TryGetDouble(out var milliseconds) && milliseconds is >= 1 and < int.MaxValue)
                return new GatewayHeart(socket, TimeSpan.FromMilliseconds(milliseconds), () => Interlocked.Read(ref sequence) is >= 0 and var s ? s : null, random, time);
        }

        return null;
    }

    private async Task<GatewayEnd> ListenAsync(GatewayHeart heart, CancellationTokenSource timer, CancellationToken cancellationToken)
    {
        while (await socket.ReceiveAsync(cancellationToken) is { } payload)
        {
            switch (payload.Op)
            {
                case GatewayOp.Dispatch:
                    if (Dispatched(payload)) timer.CancelAfter(Timeout.InfiniteTimeSpan);
                    break;
                case GatewayOp.Heartbeat:
                    await heart.BeatAsync(cancellationToken);
                    break;
                case GatewayOp.HeartbeatAck:
                    heart.Answered();
                    break;
                case GatewayOp.Reconnect:
                    await socket.CloseAsync(GatewaySocket.KeepSession);
                    return End(NextStep.Resume, "Discord asked for a new connection");
                case GatewayOp.InvalidSession:
                    var canResume = payload.Data.ValueKind is JsonValueKind.True;
                    await socket.CloseAsync(GatewaySocket.KeepSession);
                    if (!canResume) session = null;
                    return End(canResume ? NextStep.Resume : NextStep.Identify, "the session was refused");
            }
        }

        return End(AfterClose.Of(socket.CloseCode), "Discord closed it");
    }

    /// <summary>Takes an event; true when it says that the session stands.</summary>
    private bool Dispatched(GatewayPayload payload)
    {
        if (payload is not { Event: { } name, Sequence: { } number }) return false;
        // Events may come out of order: what counts for a resume is the highest.
        Interlocked.Exchange(ref sequence, Math.Max(sequence, number));
        if (name is "READY") session = GatewayReady.Session(payload.Data, number) ?? session;
        if (session is null) return false;
        var stands = name is "READY" or "RESUMED";
        if (stands)
        {
            readySince = time.GetTimestamp();
            ready(session);
        }

        sink.Take(new GatewayDispatch(number, name, payload.Data, session));
        return stands;
    }

    /// <summary>Ends the connection when its heart stops or the service does; the socket is closed first, since an aborted read aborts the socket.</summary>
    private async Task WatchAsync(GatewayHeart heart, CancellationToken stopping)
    {
        using var beats = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var beating = heart.RunAsync(beats.Token);
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (stopping.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), stop))
        {
            await Task.WhenAny(beating, stop.Task, ended.Task);
        }

        if (!ended.Task.IsCompleted)
        {
            failure = stopping.IsCancellationRequested ? "the service stops" : "a heartbeat was not answered";
            await socket.CloseAsync(stopping.IsCancellationRequested ? (int)WebSocketCloseStatus.NormalClosure : GatewaySocket.KeepSession);
            await over.CancelAsync();
        }

        await beats.CancelAsync();
        await beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Late()
    {
        failure = "Discord did not answer in time";
        over.Cancel();
    }

    private GatewayEnd End(NextStep next, string reason) => new(
        next is NextStep.Resume && session is null ? NextStep.Identify : next,
        socket.CloseCode,
        readySince is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero,
        next is NextStep.Resume && session is not null ? session with { Sequence = sequence } : null,
        reason);
}
