using System.Net.WebSockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Slack.Client;

namespace PmBot.Adapters.Slack.Socket;

/// <summary>Keeps one Socket Mode connection open: a new one before Slack closes the old, and after a loss never faster than the pauses allow.</summary>
internal sealed class SlackSocketService(SlackOptions options, SlackClient client, SlackIntake intake, SlackSocketTimes times, SlackHealth health, TimeProvider time, ILogger<SlackSocketService> log) : LastingService(time, log)
{
    // After these another try with the same token can only fail the same.
    private static readonly HashSet<string> Hopeless = new(StringComparer.Ordinal)
    {
        "invalid_auth", "not_authed", "not_allowed_token_type", "account_inactive", "token_revoked", "token_expired", "missing_scope", "no_permission", "org_login_required", "ekm_access_denied", "two_factor_setup_required",
    };

    private SlackSocketConnection? current;
    private int failures;

    /// <summary>Whether a connection is open; what it says is for the health of the service.</summary>
    public bool IsConnected
    {
        get;
        private set
        {
            field = value;
            health.Connected(value);
        }
    }

    /// <summary>How many connections there have been.</summary>
    public int Connections { get; private set; }

    /// <summary>Why Socket Mode is off for good, or null.</summary>
    public string? Refused { get; private set; }

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested && Refused is null) await LiveAsync(stoppingToken);
        }
        finally
        {
            IsConnected = false;
            if (current is { } last)
            {
                current = null;
                await last.CloseAsync(CancellationToken.None);
                last.Dispose();
            }
        }
    }

    /// <summary>From the first connection over all its successors to the loss of the last.</summary>
    private async Task LiveAsync(CancellationToken stoppingToken)
    {
        if (await ConnectAsync(stoppingToken) is not { } connection) return;
        current = connection;
        Connections++;
        IsConnected = true;
        Logger.SocketConnected();
        while (true)
        {
            var started = Clock.GetTimestamp();
            var running = connection.RunAsync(stoppingToken);
            await Task.WhenAny(running, connection.RefreshAsked);
            var asked = connection.RefreshAsked.IsCompletedSuccessfully ? await connection.RefreshAsked : null;
            if (Clock.GetElapsedTime(started) >= times.Settled) failures = 0;
            if (asked is not null && asked is not "link_disabled" && !running.IsCompleted && await SucceedAsync(connection, running, asked, stoppingToken) is { } next)
            {
                connection = next;
                continue;
            }

            var reason = asked is "link_disabled" ? asked : running.IsCompleted ? await running : asked ?? "lost";
            IsConnected = false;
            current = null;
            connection.Dispose();
            stoppingToken.ThrowIfCancellationRequested();
            await PauseAsync(reason, null, stoppingToken);
            return;
        }
    }

    /// <summary>Opens the next connection while the old one still runs, then closes the old.</summary>
    private async Task<SlackSocketConnection?> SucceedAsync(SlackSocketConnection old, Task<string> running, string reason, CancellationToken stoppingToken)
    {
        Logger.SocketRefresh(reason);
        SlackSocketConnection? next = null;
        while (next is null)
        {
            if (Refused is not null || running.IsCompleted) return null;
            next = await ConnectAsync(stoppingToken);
        }

        current = next;
        Connections++;
        Logger.SocketConnected();
        _ = RetireAsync(old, running, stoppingToken);
        return next;
    }

    // What is still on its way on the old connection is taken and acknowledged there.
    private async Task RetireAsync(SlackSocketConnection old, Task<string> running, CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAny(running, Task.Delay(times.Overlap, Clock, stoppingToken));
            await old.CloseAsync(stoppingToken);
            await Task.WhenAny(running, Task.Delay(times.Overlap, Clock, stoppingToken));
        }
        finally
        {
            old.Dispose();
        }
    }

    /// <summary>One try to connect; null after a pause when it failed, or when it is hopeless.</summary>
    private async Task<SlackSocketConnection?> ConnectAsync(CancellationToken stoppingToken)
    {
        try
        {
            var answer = await client.AsAppAsync("apps.connections.open", SlackClient.Bearer(options.AppToken!), [], stoppingToken);
            if (!Uri.TryCreate(LenientJson.Text(answer, "url"), UriKind.Absolute, out var address) || !(address.Scheme is "wss" || (address.Scheme is "ws" && Loopback.IsHost(address.Host))))
                throw new SlackSocketEndedException("Slack gave no address of a WebSocket");
            var connection = new SlackSocketConnection(intake, times, Logger);
            try
            {
                await connection.OpenAsync(address, stoppingToken);
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (DeliveryException refused) when (refused.Code is { } code && Hopeless.Contains(code))
        {
            Refused = code;
            health.AppTokenRefused(code);
            Logger.SocketRefused(code);
            return null;
        }
        catch (Exception e) when (e is DeliveryException or WebSocketException or IOException)
        {
            await PauseAsync(e.Message, (e as DeliveryException)?.RetryAfter, stoppingToken);
            return null;
        }
    }

    private async Task PauseAsync(string reason, TimeSpan? atLeast, CancellationToken stoppingToken)
    {
        if (reason is "link_disabled")
        {
            Logger.SocketSwitchedOff(times.SwitchedOff.TotalSeconds);
            await Task.Delay(times.SwitchedOff, Clock, stoppingToken);
            return;
        }

        var pause = times.FirstPause * Math.Pow(2, Math.Min(failures++, 16));
        if (pause > times.LongestPause) pause = times.LongestPause;
        // Half of it by chance, so that many instances do not come back in the same moment.
        pause *= 0.5 + (RandomNumberGenerator.GetInt32(0, 1001) / 2000.0);
        if (atLeast > pause) pause = atLeast.Value;
        Logger.SocketLost(reason, pause.TotalSeconds);
        await Task.Delay(pause, Clock, stoppingToken);
    }
}
