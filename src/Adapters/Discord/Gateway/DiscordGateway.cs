using Microsoft.Extensions.Logging;
using PmBot.Adapters.Discord.Rest;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Discord.Gateway;

/// <summary>Keeps a connection to the gateway for as long as the service runs: connects, resumes, begins anew, or says why it cannot.</summary>
internal sealed class DiscordGateway : LastingService
{
    // After so many fruitless attempts at a resume the session is given up: its address may be gone.
    private const int MostResumes = 5;

    private readonly DiscordOptions options;
    private readonly IDispatchSink sink;
    private readonly IGatewaySessions sessions;
    private readonly DiscordStatus status;
    private readonly Func<double> random;
    private readonly SessionStarts starts;
    private readonly GatewayBackoff backoff;
    private readonly GatewayAccess access;
    private int resumes;

    public DiscordGateway(
        DiscordOptions options, DiscordRest rest, IDispatchSink sink, IGatewaySessions sessions, DiscordStatus status, TimeProvider time, ILogger<DiscordGateway> log, Func<double>? random = null)
        : base(time, log)
    {
        (this.options, this.sink, this.sessions, this.status) = (options, sink, sessions, status);
        this.random = random ?? Jitter.Next;
        starts = new SessionStarts(
            async ct => GatewayInfo.Read(await rest.CallAsync(DiscordCall.GatewayBot(), ct)) ?? throw new DeliveryException("Discord did not name its gateway.") { IsTransient = true }, time);
        backoff = new GatewayBackoff(this.random);
        access = new GatewayAccess(
            options.BotToken ?? "", GatewayAccess.Guilds | GatewayAccess.GuildMessages | GatewayAccess.DirectMessages | (options.MessageContent ? GatewayAccess.MessageContent : 0));
    }

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        if (!options.IsOn) return;
        status.Is(DiscordState.Connecting);
        try
        {
            var session = await LoadAsync(stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                if (await NextAsync(session, stoppingToken) is not { } end) return;
                session = end.Session;
            }
        }
        finally
        {
            status.Is(DiscordState.Connecting);
        }
    }

    /// <summary>One connection and the pause after it; null where there is to be no other.</summary>
    private async Task<GatewayEnd?> NextAsync(GatewaySession? session, CancellationToken stopping)
    {
        var end = await ConnectAsync(resumes < MostResumes ? session : null, stopping);
        if (stopping.IsCancellationRequested)
        {
            // Closed with 1000: Discord has ended the session too.
            await KeepAsync(null);
            return null;
        }

        if (end.Next is NextStep.Stop)
        {
            Stop(end.Reason);
            await KeepAsync(null);
            return null;
        }

        backoff.Ended(end.Served);
        resumes = end.Served > TimeSpan.Zero || end.Session is null ? 0 : resumes + 1;
        var pause = backoff.Next(identifies: end.Session is null || resumes >= MostResumes);
        status.Is(DiscordState.Connecting, end.Reason);
        Logger.ConnectionEnded(end.Reason, end.Code, pause.TotalSeconds);
        await Task.Delay(pause, Clock, stopping);
        return end;
    }

    private async Task<GatewayEnd> ConnectAsync(GatewaySession? session, CancellationToken stopping)
    {
        string address;
        try
        {
            if (session is null)
            {
                address = await starts.AddressAsync(stopping);
                await starts.TakeAsync(pause => Logger.NoSessionsLeft(pause.TotalSeconds), stopping);
            }
            else
            {
                address = session.ResumeUrl;
            }
        }
        catch (DeliveryException e)
        {
            return new(e.Status is 401 ? NextStep.Stop : NextStep.Identify, null, TimeSpan.Zero, session, e.Status is 401 ? AfterClose.Explain(4004) : e.Message);
        }

        if (GatewayAccess.Address(address) is not { } uri)
        {
            Logger.AddressUnsafe(address);
            return new(NextStep.Identify, null, TimeSpan.Zero, null, "the gateway's address is not safe");
        }

        await using var connection = new GatewayConnection(access, sink, Ready, random, Clock);
        var end = await connection.RunAsync(uri, session, stopping);
        return end.Next is NextStep.Stop ? end with { Reason = AfterClose.Explain(end.Code ?? 0) } : end;
    }

    private void Ready(GatewaySession session)
    {
        status.Is(DiscordState.Ready);
        Logger.Connected(session.BotName);
    }

    private void Stop(string problem)
    {
        status.Is(DiscordState.Stopped, problem);
        Logger.Stopped(problem);
    }

    private async Task<GatewaySession?> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await sessions.LoadAsync(options.SessionName, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever the store throws: without the old session a new one is begun.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Logger.SessionNotKept(e);
            return null;
        }
    }

    private async Task KeepAsync(GatewaySession? session)
    {
        try
        {
            await sessions.SaveAsync(options.SessionName, session, CancellationToken.None);
        }
#pragma warning disable CA1031 // Whatever the store throws: a session that is over is refused at the next start, and a new one begun.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Logger.SessionNotKept(e);
        }
    }
}
