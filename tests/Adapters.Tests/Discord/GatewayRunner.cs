using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using PmBot.Adapters.Discord;
using PmBot.Adapters.Discord.Gateway;
using PmBot.Adapters.Discord.Rest;
using PmBot.Adapters.Tests.Discord.StandIns;
using PmBot.Adapters.Tests.Support;

namespace PmBot.Adapters.Tests.Discord;

/// <summary>A gateway client against the stand-in, on a fast clock; what it hears is kept.</summary>
internal sealed class GatewayRunner : IAsyncDisposable, IDispatchSink
{
    private readonly HttpClient http = new();
    private readonly DiscordGateway gateway;

    private GatewayRunner(DiscordStandIn discord, PacedTime time, DiscordOptions options, IGatewaySessions sessions)
    {
        (Discord, Time, Sessions) = (discord, time, sessions);
        Status = new DiscordStatus(time);
        var rest = new DiscordRest(http, options, Status, time, NullLogger<DiscordRest>.Instance);
        gateway = new DiscordGateway(options, rest, this, sessions, Status, time, NullLogger<DiscordGateway>.Instance);
    }

    public DiscordStandIn Discord { get; }

    public PacedTime Time { get; }

    public DiscordStatus Status { get; }

    public IGatewaySessions Sessions { get; }

    public ConcurrentQueue<GatewayDispatch> Heard { get; } = new();

    /// <summary>What taking an event does besides.</summary>
    public Action<GatewayDispatch> OnTake { get; set; } = _ => { };

    public IReadOnlyList<string> MessagesHeard => [.. Heard.Where(d => d.Event == "MESSAGE_CREATE").Select(d => d.Data.GetProperty("id").GetString()!)];

    public static async Task<GatewayRunner> StartAsync(Action<DiscordStandIn>? prepare = null, Action<DiscordOptions>? configure = null, IGatewaySessions? sessions = null, DiscordStandIn? discord = null)
    {
        var time = discord?.Time as PacedTime ?? new PacedTime();
        discord ??= await DiscordStandIn.StartAsync(time);
        prepare?.Invoke(discord);
        var options = new DiscordOptions { BotToken = DiscordStandIn.Token, ApiBaseUrl = discord.Api };
        configure?.Invoke(options);
        var runner = new GatewayRunner(discord, time, options, sessions ?? new MemorySessions());
        await runner.gateway.StartAsync(CancellationToken.None);
        return runner;
    }

    public void Take(GatewayDispatch dispatch)
    {
        Heard.Enqueue(dispatch);
        OnTake(dispatch);
    }

    public Task ReadyAsync(int times = 1) => Eventually.SoAsync(() => Discord.Gateway.ReadyCount >= times && Status.Now.State is DiscordState.Ready, $"ready {times} times");

    public Task StopAsync() => gateway.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await gateway.StopAsync(CancellationToken.None);
        gateway.Dispose();
        http.Dispose();
        await Discord.DisposeAsync();
    }
}
