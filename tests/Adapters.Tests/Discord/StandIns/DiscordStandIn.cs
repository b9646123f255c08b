using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PmBot.Adapters.Tests.Discord.StandIns;

/// <summary>Discord on this machine: REST and gateway, as the published specs describe them, with faults at will.</summary>
internal sealed class DiscordStandIn : IAsyncDisposable
{
    public const string Token = "stand-in.bot.token";
    public const string BotId = "900000000000000001";
    public const string ApplicationId = "900000000000000002";
    public const string GuildId = "800000000000000001";
    public const string ChannelId = "700000000000000001";
    public const string DirectId = "700000000000000009";
    public const string UserId = "600000000000000001";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, JsonObject> messages = new();
    private readonly ConcurrentDictionary<string, string> nonces = new();
    private readonly ConcurrentDictionary<string, Interaction> interactions = new();
    private readonly ConcurrentDictionary<string, JsonArray> commands = new();
    private readonly ConcurrentDictionary<string, (DateTimeOffset ResetAt, int Used)> buckets = new();
    private long ids = 1_400_000_000_000_000_000;

    private DiscordStandIn(WebApplication app, TimeProvider time)
    {
        this.app = app;
        Time = time;
        Gateway = new GatewayStandIn(this);
    }

    public TimeProvider Time { get; }

    public GatewayStandIn Gateway { get; }

    public string Api => $"{app.Urls.First()}/api/v10";

    public string GatewayUrl => app.Urls.First().Replace("http://", "ws://", StringComparison.Ordinal);

    /// <summary>Every REST call, in order of arrival.</summary>
    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Answers instead of the usual ones, first come first served; true when it has answered.</summary>
    public ConcurrentQueue<Func<HttpContext, Task<bool>>> Faults { get; } = new();

    /// <summary>Which calls are done without an answer ever coming back.</summary>
    public Func<Call, bool> LosesAnswer { get; set; } = _ => false;

    /// <summary>What the application may do: 2^18 or 2^19 is the intent "Message Content".</summary>
    public long ApplicationFlags { get; set; }

    public int Remaining { get; set; } = 1000;

    public TimeSpan ResetAfter { get; set; } = TimeSpan.FromHours(4);

    /// <summary>Calls a bucket takes within its window; null for no limits.</summary>
    public (int Limit, TimeSpan Window)? Limits { get; set; }

    public IReadOnlyList<JsonObject> Messages => [.. messages.Values.OrderBy(m => m["id"]!.GetValue<string>(), StringComparer.Ordinal)];

    public IReadOnlyDictionary<string, JsonArray> Commands => commands;

    public static async Task<DiscordStandIn> StartAsync(TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseWebSockets();
        var discord = new DiscordStandIn(app, time ?? TimeProvider.System);
        app.Run(discord.AnswerAsync);
        await app.StartAsync();
        return discord;
    }

    public Dictionary<string, string?> Settings(params (string Key, string? Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Discord:BotToken"] = Token, ["Discord:ApplicationId"] = ApplicationId, ["Discord:ApiBaseUrl"] = Api,
        };
        foreach (var (key, value) in more) settings[key] = value;
        return settings;
    }

    public string NextId() => Interlocked.Increment(ref ids).ToString(CultureInfo.InvariantCulture);

    /// <summary>Makes an interaction known, so that its token answers.</summary>
    public Interaction Open(JsonObject payload)
    {
        var made = new Interaction(payload["id"]!.GetValue<string>(), payload["token"]!.GetValue<string>(), payload["channel_id"]?.GetValue<string>() ?? ChannelId);
        if (payload["message"]?["id"]?.GetValue<string>() is { } pressed) made.Original = pressed;
        interactions[made.Id] = made;
        return made;
    }

    /// <summary>The bodies that were sent to paths that end so.</summary>
    public IReadOnlyList<JsonNode> Bodies(string method, string pathEnd) =>
        [.. Calls.Where(c => c.Method == method && c.Path.EndsWith(pathEnd, StringComparison.Ordinal)).Select(c => c.Body!)];

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            await Gateway.AcceptAsync(context);
            return;
        }

        var body = await new StreamReader(context.Request.Body, Encoding.UTF8).ReadToEndAsync(context.RequestAborted);
        var path = context.Request.Path.Value!["/api/v10".Length..];
        var call = new Call(context.Request.Method, path, body.Length == 0 ? null : JsonNode.Parse(body), context.Request.Headers.Authorization.ToString(), context.Request.Headers.UserAgent.ToString(), Time.GetUtcNow());
        Calls.Enqueue(call);
        if (Faults.TryDequeue(out var fault) && await fault(context)) return;
        var isInteraction = path.StartsWith("/interactions/", StringComparison.Ordinal) || path.StartsWith("/webhooks/", StringComparison.Ordinal);
        if (!isInteraction && call.Authorization != $"Bot {Token}")
        {
            await WriteAsync(context, 401, new JsonObject { ["message"] = "401: Unauthorized", ["code"] = 0 });
            return;
        }

        if (await IsLimitedAsync(context, call)) return;
        if (LosesAnswer(call))
        {
            // It is done, and the caller never hears of it.
            context.Response.Body = Stream.Null;
            await RouteAsync(context, call, path.Split('/', StringSplitOptions.RemoveEmptyEntries));
            context.Abort();
            return;
        }

        await RouteAsync(context, call, path.Split('/', StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task RouteAsync(HttpContext context, Call call, string[] path)
    {
        switch (call.Method, path)
        {
            case ("GET", ["gateway", "bot"]):
                await WriteAsync(context, 200, new JsonObject
                {
                    ["url"] = GatewayUrl + "/main", ["shards"] = 1,
                    ["session_start_limit"] = new JsonObject { ["total"] = 1000, ["remaining"] = Remaining, ["reset_after"] = (int)ResetAfter.TotalMilliseconds, ["max_concurrency"] = 1 },
                });
                break;
            case ("GET", ["users", "@me"]):
                await WriteAsync(context, 200, new JsonObject { ["id"] = BotId, ["username"] = "PmBot", ["bot"] = true });
                break;
            case ("GET", ["applications", "@me"]):
                await WriteAsync(context, 200, new JsonObject { ["id"] = ApplicationId, ["name"] = "PmBot", ["flags"] = ApplicationFlags });
                break;
            case ("POST", ["users", "@me", "channels"]):
                await WriteAsync(context, 200, new JsonObject { ["id"] = DirectId, ["type"] = 1 });
                break;
            case ("GET", ["channels", var id]):
                await WriteAsync(context, 200, Gateway.Channels.TryGetValue(id, out var known) ? known.DeepClone() : new JsonObject { ["id"] = id, ["type"] = 0, ["name"] = "general", ["guild_id"] = GuildId });
                break;
            case ("POST", ["channels", _, "typing"]):
                context.Response.StatusCode = 204;
                break;
            case ("POST", ["channels", var channel, "messages"]):
                await PostAsync(context, call, channel);
                break;
            case ("PATCH", ["channels", _, "messages", var id]):
                await EditAsync(context, call, id);
                break;
            case ("DELETE", ["channels", _, "messages", var id]):
                if (messages.TryRemove(id, out _)) context.Response.StatusCode = 204;
                else await WriteAsync(context, 404, Error(10008, "Unknown Message"));
                break;
            case ("POST", ["interactions", var id, var token, "callback"]):
                await CallbackAsync(context, call, id, token);
                break;
            case (_, ["webhooks", _, var token, ..]):
                await WebhookAsync(context, call, token, path);
                break;
            case ("GET", ["applications", _, .., "commands"]):
                await WriteAsync(context, 200, commands.TryGetValue(call.Path, out var there) ? there.DeepClone() : new JsonArray());
                break;
            case ("PUT", ["applications", _, .., "commands"]):
                var list = call.Body!.DeepClone().AsArray();
                foreach (var command in list) (command!["id"], command["version"], command["application_id"]) = (NextId(), NextId(), ApplicationId);
                commands[call.Path] = list;
                await WriteAsync(context, 200, list.DeepClone());
                break;
            default:
                await WriteAsync(context, 404, Error(0, "404: Not Found"));
                break;
        }
    }

    private async Task PostAsync(HttpContext context, Call call, string channel)
    {
        var body = call.Body!.AsObject();
        var nonce = body["nonce"]?.GetValue<string>();
        if (nonce is not null && body["enforce_nonce"]?.GetValue<bool>() == true && nonces.TryGetValue(nonce, out var before))
        {
            await WriteAsync(context, 200, messages[before].DeepClone());
            return;
        }

        var message = Make(body, channel);
        if (nonce is not null) nonces[nonce] = message["id"]!.GetValue<string>();
        await WriteAsync(context, 200, message.DeepClone());
    }

    private JsonObject Make(JsonObject body, string channel)
    {
        var message = body.DeepClone().AsObject();
        var id = NextId();
        (message["id"], message["channel_id"]) = (id, channel);
        messages[id] = message;
        return message;
    }

    private async Task EditAsync(HttpContext context, Call call, string id)
    {
        if (!messages.TryGetValue(id, out var message))
        {
            await WriteAsync(context, 404, Error(10008, "Unknown Message"));
            return;
        }

        foreach (var (name, value) in call.Body!.AsObject()) message[name] = value?.DeepClone();
        await WriteAsync(context, 200, message.DeepClone());
    }

    private async Task CallbackAsync(HttpContext context, Call call, string id, string token)
    {
        if (!interactions.TryGetValue(id, out var interaction) || interaction.Token != token) await WriteAsync(context, 404, Error(10062, "Unknown interaction"));
        else if (!interaction.Answer(call.Body!, Time.GetUtcNow(), data => Make(data, interaction.Channel)["id"]!.GetValue<string>())) await WriteAsync(context, 400, Error(40060, "Interaction has already been acknowledged."));
        else context.Response.StatusCode = 204;
    }

    private async Task WebhookAsync(HttpContext context, Call call, string token, string[] path)
    {
        var interaction = interactions.Values.FirstOrDefault(i => i.Token == token);
        if (interaction is null || interaction.IsOver || interaction.Callback is null)
        {
            await WriteAsync(context, 404, Error(10015, "Unknown Webhook"));
            return;
        }

        if (call.Method == "POST")
        {
            await WriteAsync(context, 200, Make(call.Body!.AsObject(), interaction.Channel).DeepClone());
            return;
        }

        var id = path[^1] is "@original" ? interaction.Original ?? "" : path[^1];
        if (call.Method == "PATCH") await EditAsync(context, call, id);
        else if (call.Method == "DELETE" && messages.TryRemove(id, out _)) context.Response.StatusCode = 204;
        else await WriteAsync(context, 404, Error(10008, "Unknown Message"));
    }

    /// <summary>Puts a message there that the bot may edit.</summary>
    public JsonObject Put(JsonObject message)
    {
        messages[message["id"]!.GetValue<string>()] = message;
        return message;
    }

    private async Task<bool> IsLimitedAsync(HttpContext context, Call call)
    {
        if (Limits is not var (limit, window)) return false;
        var now = Time.GetUtcNow();
        var parts = call.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var key = $"{call.Method} {string.Join('/', parts.Take(2))}";
        var (resetAt, used) = buckets.AddOrUpdate(key, _ => (now + window, 1), (_, b) => b.ResetAt <= now ? (now + window, 1) : (b.ResetAt, b.Used + 1));
        var after = (resetAt - now).TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
        var headers = context.Response.Headers;
        headers["X-RateLimit-Bucket"] = $"bucket-{call.Method}-{parts[0]}";
        headers["X-RateLimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = Math.Max(0, limit - used).ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset-After"] = after;
        if (used <= limit) return false;
        TooMany++;
        await WriteAsync(context, 429, new JsonObject { ["message"] = "You are being rate limited.", ["retry_after"] = (resetAt - now).TotalSeconds, ["global"] = false });
        return true;
    }

    /// <summary>How often the bot went over a bucket's limit.</summary>
    public int TooMany { get; private set; }

    private static JsonObject Error(int code, string message) => new() { ["message"] = message, ["code"] = code };

    public static async Task WriteAsync(HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToJsonString());
    }

    internal sealed record Call(string Method, string Path, JsonNode? Body, string Authorization, string UserAgent, DateTimeOffset At);

    /// <summary>An interaction that Discord has sent.</summary>
    internal sealed class Interaction(string id, string token, string channel)
    {
        private readonly TaskCompletionSource<JsonNode> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Id => id;

        public string Token => token;

        public string Channel => channel;

        /// <summary>The message that <c>@original</c> is.</summary>
        public string? Original { get; set; }

        /// <summary>Its token is over.</summary>
        public bool IsOver { get; set; }

        /// <summary>The first answer.</summary>
        public JsonNode? Callback { get; private set; }

        public DateTimeOffset AnsweredAt { get; private set; }

        public Task<JsonNode> Answered => answered.Task.WaitAsync(TimeSpan.FromMinutes(1));

        /// <param name="callback">The first answer.</param>
        /// <param name="at">When.</param>
        /// <param name="show">Shows the message that the answer is, and gives its id.</param>
        /// <returns>False where there is one.</returns>
        public bool Answer(JsonNode callback, DateTimeOffset at, Func<JsonObject, string> show)
        {
            lock (answered)
            {
                if (Callback is not null) return false;
                if (callback["type"]!.GetValue<int>() is 4 or 5) Original = show(callback["data"]?.AsObject() ?? []);
                (Callback, AnsweredAt) = (callback, at);
            }

            answered.TrySetResult(callback);
            return true;
        }
    }
}
