using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Discord;
using PmBot.Adapters.Discord.Rendering;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.Support;

namespace PmBot.Adapters.Tests.Discord.StandIns;

/// <summary>The whole channel against the stand-in, with an inbox and an outbound in memory and a bot that the test writes.</summary>
internal sealed class DiscordHost : IAsyncDisposable
{
    private readonly IHost host;

    private DiscordHost(DiscordStandIn discord, IHost host, MemoryInbox inbox)
    {
        (Discord, this.host, Inbox) = (discord, host, inbox);
    }

    public DiscordStandIn Discord { get; }

    public MemoryInbox Inbox { get; }

    public IServiceProvider Services => host.Services;

    public static async Task<DiscordHost> StartAsync(
        Func<TurnContext, CancellationToken, Task> onTurn, Action<DiscordStandIn>? prepare = null, TimeProvider? time = null, params (string, string?)[] settings) =>
        await StartAsync(onTurn, data: null, prepare, time, settings);

    /// <summary>The same with a store of its own for the data of long buttons.</summary>
    public static async Task<DiscordHost> StartAsync(
        Func<TurnContext, CancellationToken, Task> onTurn, IComponentData? data, Action<DiscordStandIn>? prepare = null, TimeProvider? time = null, params (string, string?)[] settings)
    {
        time ??= new PacedTime(10);
        var discord = await DiscordStandIn.StartAsync(time);
        prepare?.Invoke(discord);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(discord.Settings(settings)).Build();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<ITurnHandler>(new Handler(onTurn));
        builder.Services.AddSingleton<MemoryInbox>().AddSingleton<IInbox>(s => s.GetRequiredService<MemoryInbox>());
        builder.Services.AddSingleton<IOutbound, InsistentOutbound>();
        builder.Services.AddSingleton(new DiscordTexts((locale, key) => $"{key} {locale}"));
        builder.Services.AddSingleton(SampleCommands.All);
        if (data is not null) builder.Services.AddSingleton(data);
        builder.Services.AddDiscord(configuration);
        var host = builder.Build();
        await host.StartAsync();
        var running = new DiscordHost(discord, host, host.Services.GetRequiredService<MemoryInbox>());
        if (discord.Gateway.Refusals.IsEmpty) await Eventually.SoAsync(() => discord.Gateway.ReadyCount > 0, "ready");
        return running;
    }

    public Task StopAsync() => host.StopAsync();

    /// <summary>Somebody says something.</summary>
    public JsonObject Say(string content, string? guild = DiscordStandIn.GuildId, string channel = DiscordStandIn.ChannelId, Action<JsonObject>? with = null, int times = 1)
    {
        var message = new JsonObject
        {
            ["id"] = Discord.NextId(),
            ["channel_id"] = channel,
            ["type"] = 0,
            ["content"] = content,
            ["timestamp"] = "2026-03-03T14:30:00.000000+00:00",
            ["author"] = new JsonObject { ["id"] = DiscordStandIn.UserId, ["username"] = "camila.t", ["global_name"] = "Camila Torres", ["discriminator"] = "0" },
            ["mentions"] = new JsonArray(),
            ["mention_roles"] = new JsonArray(),
            ["attachments"] = new JsonArray(),
            ["embeds"] = new JsonArray(),
        };
        if (guild is not null) (message["guild_id"], message["member"]) = (guild, new JsonObject { ["nick"] = "Cami", ["roles"] = new JsonArray() });
        if (content.Contains($"<@{DiscordStandIn.BotId}>", StringComparison.Ordinal)) message["mentions"]!.AsArray().Add(new JsonObject { ["id"] = DiscordStandIn.BotId, ["username"] = "PmBot", ["bot"] = true });
        with?.Invoke(message);
        Discord.Gateway.Emit("MESSAGE_CREATE", message, times);
        return message;
    }

    /// <summary>Somebody uses a command, a component or a form.</summary>
    public DiscordStandIn.Interaction Use(int type, JsonObject data, string? guild = DiscordStandIn.GuildId, Action<JsonObject>? with = null, int times = 1)
    {
        var user = new JsonObject { ["id"] = DiscordStandIn.UserId, ["username"] = "camila.t", ["global_name"] = "Camila Torres" };
        var id = Discord.NextId();
        var interaction = new JsonObject
        {
            ["id"] = id,
            ["application_id"] = DiscordStandIn.ApplicationId,
            ["type"] = type,
            ["token"] = $"token-{id}",
            ["version"] = 1,
            ["channel_id"] = guild is null ? DiscordStandIn.DirectId : DiscordStandIn.ChannelId,
            ["channel"] = new JsonObject { ["id"] = guild is null ? DiscordStandIn.DirectId : DiscordStandIn.ChannelId, ["type"] = guild is null ? 1 : 0 },
            ["locale"] = "es-ES",
            ["data"] = data,
        };
        if (guild is null) interaction["user"] = user;
        else (interaction["guild_id"], interaction["member"]) = (guild, new JsonObject { ["user"] = user, ["nick"] = "Cami" });
        with?.Invoke(interaction);
        var opened = Discord.Open(interaction);
        Discord.Gateway.Emit("INTERACTION_CREATE", interaction, times);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        await Discord.DisposeAsync();
    }

    private sealed class Handler(Func<TurnContext, CancellationToken, Task> onTurn) : ITurnHandler
    {
        public Task OnTurnAsync(TurnContext turn, CancellationToken cancellationToken) => onTurn(turn, cancellationToken);
    }
}

/// <summary>Keeps what came once, and has it worked on lane by lane.</summary>
internal sealed class MemoryInbox(IServiceProvider services) : IInbox
{
    private readonly ConcurrentDictionary<string, InboxItem> items = new();
    private readonly ConcurrentDictionary<string, Task> lanes = new();

    /// <summary>How often storing fails before it goes well again.</summary>
    public int Failures;

    public IReadOnlyCollection<InboxItem> Items => [.. items.Values];

    public ConcurrentQueue<Exception> Faults { get; } = new();

    public ValueTask<bool> AddAsync(InboxItem item, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref Failures) >= 0) throw new InvalidOperationException("The store is away.");
        if (!items.TryAdd(item.Key, item)) return ValueTask.FromResult(false);
        _ = lanes.AddOrUpdate(item.Lane, _ => WorkAsync(Task.CompletedTask, item), (_, before) => WorkAsync(before, item));
        return ValueTask.FromResult(true);
    }

    private async Task WorkAsync(Task before, InboxItem item)
    {
        await before;
        await Task.Yield();
        try
        {
            await services.GetServices<IInboxReceiver>().Single().HandleAsync(item, CancellationToken.None);
        }
#pragma warning disable CA1031 // The test looks at whatever it was.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Faults.Enqueue(e);
        }
    }
}

/// <summary>Sends in order within a conversation, and again until it is taken, as the real one does.</summary>
internal sealed class InsistentOutbound(IEnumerable<IChannelSender> senders, TimeProvider time) : IOutbound
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> lanes = new();

    public async Task<string?> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        var lane = lanes.GetOrAdd(message.Reference.Conversation.Id!, _ => new SemaphoreSlim(1, 1));
        await lane.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await OnceAsync(senders.Single(), message, cancellationToken);
                }
                catch (DeliveryException e) when (e.IsTransient && attempt < 30)
                {
                    await Pauses.AtLeastAsync(e.RetryAfter ?? TimeSpan.FromMilliseconds(200), time, cancellationToken);
                }
            }
        }
        finally
        {
            lane.Release();
        }
    }

    private static async Task<string?> OnceAsync(IChannelSender sender, OutboundMessage message, CancellationToken cancellationToken)
    {
        switch (message.Verb)
        {
            case OutboundVerb.Update:
                return await sender.UpdateAsync(message.Reference, message.MessageId!, message.Activity, cancellationToken);
            case OutboundVerb.Delete:
                await sender.DeleteAsync(message.Reference, message.MessageId!, cancellationToken);
                return null;
            default:
                if (message.Activity.Type is not ActivityTypes.Typing) message.Activity.Id = message.Key;
                return await sender.SendAsync(message.Reference, message.Activity, cancellationToken);
        }
    }
}
