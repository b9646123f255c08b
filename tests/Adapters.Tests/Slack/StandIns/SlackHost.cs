using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Slack;
using PmBot.Adapters.Slack.Socket;
using PmBot.Adapters.Tests.Support;

namespace PmBot.Adapters.Tests.Slack.StandIns;

/// <summary>The Slack channel on a real port, with turns that the test writes, an inbox and an outbound in memory, and Slack's stand-in behind it.</summary>
internal sealed class SlackHost : IAsyncDisposable
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";

    private readonly WebApplication app;
    private int ids;

    private SlackHost(WebApplication app, SlackStandIn slack, MemoryInbox inbox, MemoryInstallations installations)
    {
        (this.app, Slack, Inbox, Installations) = (app, slack, inbox, installations);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public SlackStandIn Slack { get; }

    public MemoryInbox Inbox { get; }

    public MemoryInstallations Installations { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<SlackHost> StartAsync(Func<TurnContext, CancellationToken, Task> onTurn, Action<Dictionary<string, string?>>? settings = null, TimeProvider? time = null, SlackSocketTimes? times = null, Action<SlackStandIn>? before = null, Func<HttpContext, System.Net.IPAddress>? from = null)
    {
        var slack = await SlackStandIn.StartAsync();
        before?.Invoke(slack);
        var given = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Slack:BotToken"] = SlackStandIn.BotToken, ["Slack:SigningSecret"] = Secret, ["Slack:ApiBaseUrl"] = slack.Api,
        };
        settings?.Invoke(given);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(given).Build();
        time ??= new PacedTime(1, DateTimeOffset.UtcNow);
        builder.Services.AddSingleton(time);
        if (times is not null) builder.Services.AddSingleton(times);
        var (inbox, installations) = (new MemoryInbox(), new MemoryInstallations(time));
        builder.Services.AddSingleton<ITurnHandler>(new Handler(onTurn)).AddSingleton<ISlackTexts>(new Words()).AddSingleton<ISlackInstallations>(installations);
        builder.Services.AddSingleton<IInbox>(inbox).AddSingleton<IOutbound, MemoryOutbound>();
        builder.Services.AddSlack(configuration);
        var host = builder.Build();
        if (from is not null)
        {
            host.Use((context, next) =>
            {
                context.Connection.RemoteIpAddress = from(context);
                return next(context);
            });
        }

        host.UseSlackLimits();
        host.MapSlack();
        inbox.Receiver = host.Services.GetRequiredService<IInboxReceiver>();
        await host.StartAsync(CancellationToken.None);
        return new(host, slack, inbox, installations);
    }

    /// <summary>A bot that answers every message with its own text.</summary>
    public static Task<SlackHost> StartEchoAsync(Action<Dictionary<string, string?>>? settings = null, TimeProvider? time = null) =>
        StartAsync((turn, ct) => turn.Activity.Type is ActivityTypes.Message ? turn.SendAsync(new() { Text = $"echo {turn.Activity.Text}", TextFormat = "plain" }, ct) : Task.CompletedTask, settings, time);

    public Task<HttpResponseMessage> EventAsync(JsonObject inner, string? team = SlackStandIn.Team, string? id = null) => PostAsync("events", Wrap(inner, team, id).ToJsonString(), "application/json");

    public JsonObject Wrap(JsonObject inner, string? team = SlackStandIn.Team, string? id = null) => new()
    {
        ["type"] = "event_callback",
        ["team_id"] = team,
        ["event_id"] = id ?? $"Ev{Interlocked.Increment(ref ids)}",
        ["event_time"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
        ["authorizations"] = new JsonArray(new JsonObject { ["team_id"] = team, ["user_id"] = SlackStandIn.BotUser, ["is_bot"] = true }),
        ["event"] = inner.DeepClone(),
    };

    public Task<HttpResponseMessage> CommandAsync(string text, string channel = "C0GENERAL", string? responseUrl = null) => PostAsync("commands", Form(Fields(text, channel, responseUrl)), "application/x-www-form-urlencoded");

    public JsonObject Fields(string text, string channel = "C0GENERAL", string? responseUrl = null) => new()
    {
        ["team_id"] = SlackStandIn.Team, ["channel_id"] = channel, ["channel_name"] = channel[0] == 'D' ? "directmessage" : "general", ["user_id"] = "U0ANA", ["command"] = "/pm", ["text"] = text,
        ["trigger_id"] = $"t{Interlocked.Increment(ref ids)}", ["response_url"] = responseUrl ?? $"{Slack.Url}/commands/T0/1/abc",
    };

    public Task<HttpResponseMessage> InteractAsync(JsonObject payload) => PostAsync("interactions", Form(new() { ["payload"] = payload.ToJsonString() }), "application/x-www-form-urlencoded");

    public string NextId(string prefix) => $"{prefix}{Interlocked.Increment(ref ids)}";

    public async Task<HttpResponseMessage> PostAsync(string path, string body, string type, long skew = 0, string? signature = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var timestamp = (DateTimeOffset.UtcNow.ToUnixTimeSeconds() + skew).ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/slack/{path}") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", signature ?? SlackSignature.Of(Secret, timestamp, bytes));
        return await Client.SendAsync(request);
    }

    public static string Form(JsonObject fields) => string.Join('&', fields.Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value!.GetValue<string>())}"));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        await Slack.DisposeAsync();
    }

    private sealed class Handler(Func<TurnContext, CancellationToken, Task> onTurn) : ITurnHandler
    {
        public Task OnTurnAsync(TurnContext turn, CancellationToken cancellationToken) => onTurn(turn, cancellationToken);
    }

    private sealed class Words : ISlackTexts
    {
        public string Say(string language, string key) => $"{language}:{key}";
    }
}

/// <summary>An inbox in memory: stores once by key, works on lanes in order, tries again what failed.</summary>
internal sealed class MemoryInbox : IInbox
{
    private readonly ConcurrentDictionary<string, InboxItem> items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task> lanes = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    public IInboxReceiver? Receiver { get; set; }

    /// <summary>Storing fails: the database is away.</summary>
    public bool IsAway { get; set; }

    /// <summary>How often each key was brought.</summary>
    public ConcurrentDictionary<string, int> Brought { get; } = new(StringComparer.Ordinal);

    public IReadOnlyCollection<InboxItem> Items => [.. items.Values];

    public ValueTask<bool> AddAsync(InboxItem item, CancellationToken cancellationToken)
    {
        if (IsAway) throw new IOException("The database is away.");
        Brought.AddOrUpdate(item.Key, 1, static (_, count) => count + 1);
        lock (gate)
        {
            if (!items.TryAdd(item.Key, item)) return ValueTask.FromResult(false);
            lanes[item.Lane] = WorkAsync(lanes.GetValueOrDefault(item.Lane, Task.CompletedTask), Copy(item));
        }

        return ValueTask.FromResult(true);
    }

    // As a database would: what is worked on is not what the request holds.
    private static InboxItem Copy(InboxItem item) => item with
    {
        Activity = System.Text.Json.JsonSerializer.Deserialize(System.Text.Json.JsonSerializer.Serialize(item.Activity, ActivityJson.Default.Activity), ActivityJson.Default.Activity)!,
    };

    private async Task WorkAsync(Task before, InboxItem item)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Receiver!.HandleAsync(Copy(item), CancellationToken.None);
                return;
            }
#pragma warning disable CA1031 // As the bot's own inbox does: whatever it was, it is tried again.
            catch (Exception) when (attempt < 5)
#pragma warning restore CA1031
            {
                // Tried again.
            }
#pragma warning disable CA1031 // It is given up.
            catch (Exception)
#pragma warning restore CA1031
            {
                await Receiver!.GiveUpAsync(Copy(item), "sorry", CancellationToken.None);
                return;
            }
        }
    }
}

/// <summary>An outbound in memory: once by key, in order within a conversation, tried again as often as it takes.</summary>
internal sealed class MemoryOutbound(IChannelSender sender) : IOutbound
{
    private readonly ConcurrentDictionary<string, Task<string?>> sent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task<string?>> lanes = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    public async Task<string?> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        Task<string?> delivery;
        lock (gate)
        {
            if (!sent.TryGetValue(message.Key, out delivery!))
            {
                var lane = message.Reference.Conversation.Id!;
                sent[message.Key] = lanes[lane] = delivery = DeliverAsync(lanes.GetValueOrDefault(lane, Task.FromResult<string?>(null)), message);
            }
        }

        return await delivery;
    }

    private async Task<string?> DeliverAsync(Task before, OutboundMessage message)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                message.Activity.Id = message.Verb is OutboundVerb.Send ? message.Key : message.Activity.Id;
                switch (message.Verb)
                {
                    case OutboundVerb.Update:
                        return await sender.UpdateAsync(message.Reference, message.MessageId!, message.Activity, CancellationToken.None);
                    case OutboundVerb.Delete:
                        await sender.DeleteAsync(message.Reference, message.MessageId!, CancellationToken.None);
                        return null;
                    default:
                        return await sender.SendAsync(message.Reference, message.Activity, CancellationToken.None);
                }
            }
            catch (DeliveryException e) when (e.IsTransient && attempt < 12)
            {
                await PauseAsync(e.RetryAfter ?? TimeSpan.FromMilliseconds(20));
            }
        }
    }

    private static async Task PauseAsync(TimeSpan pause)
    {
        using var timer = new PeriodicTimer(pause > TimeSpan.Zero ? pause : TimeSpan.FromMilliseconds(1));
        await timer.WaitForNextTickAsync();
    }
}

/// <summary>Installations in memory.</summary>
internal sealed class MemoryInstallations(TimeProvider time) : ISlackInstallations
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> states = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, SlackInstallation> All { get; } = new(StringComparer.Ordinal);

    public Task<SlackInstallation?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(All.GetValueOrDefault(id));

    public Task SaveAsync(SlackInstallation installation, CancellationToken cancellationToken)
    {
        All[installation.Id] = installation;
        return Task.CompletedTask;
    }

    public Task ForgetAsync(string id, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        if (All.TryGetValue(id, out var there) && there.InstalledAt <= asOf) All.TryRemove(id, out _);
        return Task.CompletedTask;
    }

    public Task AddStateAsync(string stateHash, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        states[stateHash] = expires;
        return Task.CompletedTask;
    }

    public Task<bool> TakeStateAsync(string stateHash, CancellationToken cancellationToken) =>
        Task.FromResult(states.TryRemove(stateHash, out var expires) && expires > time.GetUtcNow());
}
