using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace PmBot.Adapters.Tests.Slack.StandIns;

/// <summary>Slack as the published pages describe it: Web API with its refusals and limits, and Socket Mode.</summary>
internal sealed class SlackStandIn : IAsyncDisposable
{
    public const string Team = "T0TEAM";
    public const string BotUser = "U0BOT";
    public const string BotToken = "xoxb-stand-in";
    public const string AppToken = "xapp-stand-in";

    private readonly WebApplication app;
    private readonly Lock gate = new();
    private readonly List<SlackCall> calls = [];
    private readonly List<JsonObject> messages = [];
    private readonly List<(string? Method, Func<SlackCall, HttpContext, Task> Happen)> faults = [];
    private readonly HashSet<string> views = new(StringComparer.Ordinal);
    private readonly HashSet<string> triggers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> named = new(StringComparer.Ordinal);
    private int sequence;

    private SlackStandIn(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    public string Api => Url + "/api";

    /// <summary>The tokens that are good, and the workspace that each is of.</summary>
    public ConcurrentDictionary<string, string> Tokens { get; } = new(StringComparer.Ordinal) { [BotToken] = Team };

    /// <summary>What <c>users.info</c> says.</summary>
    public ConcurrentDictionary<string, JsonObject> People { get; } = new(StringComparer.Ordinal);

    /// <summary>What <c>oauth.v2.access</c> answers, by code or refresh token.</summary>
    public ConcurrentDictionary<string, JsonObject> Grants { get; } = new(StringComparer.Ordinal);

    /// <summary>Payloads that broke a limit.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>The Socket Mode connections, in the order in which they came.</summary>
    public List<SlackSocket> Sockets { get; } = [];

    /// <summary>Connections answer nothing after the greeting, not even pings: the other side is gone and nobody said so.</summary>
    public bool Freezes { get; set; }

    /// <summary>Set when a connection greets by itself; tests that break the greeting turn it off.</summary>
    public bool Greets { get; set; } = true;

    public static async Task<SlackStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.UseWebSockets();
        var slack = new SlackStandIn(server);
        server.Run(slack.AnswerAsync);
        await server.StartAsync(CancellationToken.None);
        return slack;
    }

    /// <summary>All calls so far, in order.</summary>
    public IReadOnlyList<SlackCall> Calls
    {
        get
        {
            lock (gate) return [.. calls];
        }
    }

    /// <summary>The messages as they stand now.</summary>
    public IReadOnlyList<JsonObject> Messages
    {
        get
        {
            lock (gate) return [.. messages.Select(m => m.DeepClone().AsObject())];
        }
    }

    public IReadOnlyList<SlackCall> CallsOf(string method) => [.. Calls.Where(c => c.Method == method)];

    /// <summary>The next call of a method, or any, goes wrong so.</summary>
    public void Fail(string? method, Func<SlackCall, HttpContext, Task> fault)
    {
        lock (gate) faults.Add((method, fault));
    }

    /// <summary>The next call of a method goes as usual, and those that go wrong come after it.</summary>
    public void Pass(string method) => Fail(method, (call, context) => WriteAsync(context, Answer(call)));

    public void Limit(string method, int seconds) => Fail(method, (_, context) =>
    {
        context.Response.StatusCode = 429;
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    });

    public void Status(string method, int status) => Fail(method, (_, context) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    public void Error(string method, string code) => Fail(method, (_, context) => WriteAsync(context, new JsonObject { ["ok"] = false, ["error"] = code }));

    /// <summary>The message arrives, and then the wire breaks before that is said.</summary>
    public void CutAfter(string method) => Fail(method, (call, context) =>
    {
        Answer(call);
        context.Abort();
        return Task.CompletedTask;
    });

    /// <summary>The wire breaks before anything arrives.</summary>
    public void CutBefore(string method) => Fail(method, (_, context) =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    /// <summary>Waits until something holds.</summary>
    public async Task<IReadOnlyList<SlackCall>> UntilAsync(Func<IReadOnlyList<SlackCall>, bool> holds, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!holds(Calls))
        {
            try
            {
                await tick.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException late)
            {
                throw new TimeoutException($"{what}; calls: {string.Join(" | ", Calls.Select(c => $"{c.Method} {c.Arguments.ToJsonString()}"))}", late);
            }
        }

        return Calls;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path.StartsWith("/socket", StringComparison.Ordinal))
        {
            await TakeSocketAsync(context);
            return;
        }

        var call = await ReadAsync(context, path);
        lock (gate) calls.Add(call);
        Func<SlackCall, HttpContext, Task>? next = null;
        lock (gate)
        {
            var at = faults.FindIndex(f => f.Method is null || f.Method == call.Method);
            if (at >= 0)
            {
                next = faults[at].Happen;
                faults.RemoveAt(at);
            }
        }

        if (next is not null)
        {
            await next(call, context);
            return;
        }

        if (call.Method == "response_url")
        {
            var wrong = BlockKit.MessageFaults(call.Arguments);
            if (call.Arguments["delete_original"] is null) foreach (var fault in wrong) Faults.Enqueue(fault);
            await context.Response.WriteAsync("ok");
            return;
        }

        await WriteAsync(context, Answer(call));
    }

    private static async Task<SlackCall> ReadAsync(HttpContext context, string path)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var isJson = context.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true;
        var arguments = isJson && body.Length > 0 ? JsonNode.Parse(body)!.AsObject() : [];
        if (!isJson)
        {
            foreach (var (name, value) in QueryHelpers.ParseQuery(body)) arguments[name] = value.ToString();
        }

        var method = path.StartsWith("/api/", StringComparison.Ordinal) ? path["/api/".Length..] : "response_url";
        var authorization = context.Request.Headers.Authorization.ToString();
        return new SlackCall(method, arguments, authorization.StartsWith("Bearer ", StringComparison.Ordinal) ? authorization["Bearer ".Length..] : null, isJson, path, DateTimeOffset.UtcNow);
    }

    private JsonObject Answer(SlackCall call)
    {
        switch (call.Method)
        {
            case "apps.connections.open":
                return call.Token == AppToken ? Ok(new() { ["url"] = $"ws{Url[4..]}/socket/{Interlocked.Increment(ref sequence)}" }) : No("invalid_auth");
            case "oauth.v2.access":
                var key = (call.Arguments["code"] ?? call.Arguments["refresh_token"])?.GetValue<string>();
                return key is not null && Grants.TryRemove(key, out var grant) ? Ok(grant.DeepClone().AsObject()) : No(call.Arguments["code"] is null ? "invalid_refresh_token" : "invalid_code");
        }

        if (call.Token is null || !Tokens.TryGetValue(call.Token, out var team)) return No("invalid_auth");
        // Methods that read take form fields only.
        if (call.IsJson && call.Method is "users.info" or "conversations.info" or "conversations.history" or "conversations.replies" or "chat.getPermalink") return No("invalid_arguments");
        lock (gate)
        {
            return call.Method switch
            {
                "auth.test" => Ok(new() { ["team_id"] = team, ["team"] = "Equipo", ["user_id"] = BotUser, ["bot_id"] = "B0BOT" }),
                "users.info" => People.TryGetValue(Text(call, "user"), out var person) ? Ok(new() { ["user"] = person.DeepClone() }) : No("user_not_found"),
                "conversations.info" => Ok(new() { ["channel"] = new JsonObject { ["id"] = Text(call, "channel"), ["name"] = "general" } }),
                "conversations.open" => Ok(new() { ["channel"] = new JsonObject { ["id"] = "D" + Text(call, "users")[1..] } }),
                "conversations.history" => History(call, threaded: false),
                "conversations.replies" => History(call, threaded: true),
                "chat.getPermalink" => Ok(new() { ["permalink"] = $"https://example.slack.com/archives/{Text(call, "channel")}/p{Text(call, "message_ts").Replace(".", "", StringComparison.Ordinal)}" }),
                "chat.postMessage" => Post(call),
                "chat.postEphemeral" => Checked(BlockKit.MessageFaults(call.Arguments)) ?? Ok(new() { ["message_ts"] = NextTs() }),
                "chat.update" => Update(call),
                "chat.delete" => messages.RemoveAll(m => Same(m, call)) > 0 ? Ok([]) : No("message_not_found"),
                "chat.unfurl" => Unfurl(call),
                "views.open" or "views.push" => Open(call),
                "views.update" => UpdateView(call),
                "views.publish" => Checked(BlockKit.ViewFaults(call.Arguments["view"]!.AsObject())) ?? Ok([]),
                _ => No("unknown_method"),
            };
        }
    }

    private JsonObject Post(SlackCall call)
    {
        if (Checked(BlockKit.MessageFaults(call.Arguments)) is { } refusal) return refusal;
        if (Text(call, "channel")[0] is not ('C' or 'G' or 'D')) return No("channel_not_found");
        var ts = NextTs();
        var message = call.Arguments.DeepClone().AsObject();
        message["ts"] = ts;
        messages.Add(message);
        return Ok(new() { ["ts"] = ts, ["channel"] = Text(call, "channel") });
    }

    private JsonObject Update(SlackCall call)
    {
        if (messages.Find(m => Same(m, call)) is not { } message) return No("message_not_found");
        if (Checked(BlockKit.MessageFaults(call.Arguments)) is { } refusal) return refusal;
        foreach (var field in new[] { "text", "blocks" }) message[field] = call.Arguments[field]?.DeepClone();
        return Ok(new() { ["ts"] = Text(call, "ts") });
    }

    private JsonObject Unfurl(SlackCall call)
    {
        foreach (var (_, unfurl) in call.Arguments["unfurls"]!.AsObject())
        {
            var message = unfurl!.DeepClone().AsObject();
            message["text"] = "x";
            if (Checked(BlockKit.MessageFaults(message)) is { } refusal) return refusal;
        }

        return Ok([]);
    }

    private JsonObject Open(SlackCall call)
    {
        if (Text(call, "trigger_id") == "expired") return No("expired_trigger_id");
        if (!triggers.Add(Text(call, "trigger_id"))) return No("exchanged_trigger_id");
        if (Checked(BlockKit.ViewFaults(call.Arguments["view"]!.AsObject())) is { } refusal) return refusal;
        var id = string.Create(CultureInfo.InvariantCulture, $"V{++sequence}");
        views.Add(id);
        if (call.Arguments["view"]!["external_id"] is { } name) named[name.GetValue<string>()] = id;
        return Ok(new() { ["view"] = new JsonObject { ["id"] = id } });
    }

    private JsonObject UpdateView(SlackCall call)
    {
        var id = call.Arguments["external_id"] is { } name ? named.GetValueOrDefault(name.GetValue<string>(), "") : Text(call, "view_id");
        if (!views.Contains(id)) return No("not_found");
        return Checked(BlockKit.ViewFaults(call.Arguments["view"]!.AsObject())) ?? Ok(new() { ["view"] = new JsonObject { ["id"] = id } });
    }

    private JsonObject History(SlackCall call, bool threaded)
    {
        var found = messages.Where(m => m["channel"]!.GetValue<string>() == Text(call, "channel")
            && (threaded ? m["thread_ts"]?.GetValue<string>() == Text(call, "ts") : m["thread_ts"] is null));
        return Ok(new() { ["messages"] = new JsonArray([.. found.Select(m => m.DeepClone())]) });
    }

    private JsonObject? Checked(IReadOnlyList<string> wrong)
    {
        foreach (var fault in wrong) Faults.Enqueue(fault);
        return wrong.Count == 0 ? null : No(wrong.Contains("msg_blocks_too_long") ? "msg_blocks_too_long" : "invalid_blocks");
    }

    private static bool Same(JsonObject message, SlackCall call) => message["ts"]!.GetValue<string>() == Text(call, "ts") && message["channel"]!.GetValue<string>() == Text(call, "channel");

    private string NextTs() => string.Create(CultureInfo.InvariantCulture, $"1790000000.{++sequence:D6}");

    private static string Text(SlackCall call, string name) => call.Arguments[name]?.GetValue<string>() ?? "?";

    private static JsonObject Ok(JsonObject more)
    {
        more["ok"] = true;
        return more;
    }

    private static JsonObject No(string code) => new() { ["ok"] = false, ["error"] = code };

    private static Task WriteAsync(HttpContext context, JsonObject body)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString());
    }

    private async Task TakeSocketAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var connection = new SlackSocket(socket);
        // As it is when the connection comes: who sees it may change it for the next.
        var (greets, freezes) = (Greets, Freezes);
        lock (gate) Sockets.Add(connection);
        if (greets) await connection.SendAsync(new JsonObject { ["type"] = "hello", ["num_connections"] = 1 });
        if (freezes) await Task.WhenAny(Task.Delay(Timeout.Infinite, context.RequestAborted));
        else await connection.RunAsync();
    }
}

/// <summary>A call of the Web API.</summary>
/// <param name="Method">Its name, or <c>response_url</c>.</param>
/// <param name="Arguments">Its arguments, whatever the encoding.</param>
/// <param name="Token">The bearer token.</param>
/// <param name="IsJson">They came as JSON.</param>
/// <param name="Path">Where it went.</param>
/// <param name="At">When it came.</param>
internal sealed record SlackCall(string Method, JsonObject Arguments, string? Token, bool IsJson, string Path, DateTimeOffset At)
{
    public string? this[string name] => Arguments[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

/// <summary>One Socket Mode connection, seen from Slack.</summary>
internal sealed class SlackSocket(WebSocket socket)
{
    private readonly SemaphoreSlim sending = new(1, 1);

    /// <summary>What was acknowledged, by envelope.</summary>
    public ConcurrentDictionary<string, JsonObject> Acknowledged { get; } = new(StringComparer.Ordinal);

    public bool IsOpen => socket.State is WebSocketState.Open;

    public async Task SendAsync(JsonObject message)
    {
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
    }

    public void Cut() => socket.Abort();

    public async Task RunAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (socket.State is WebSocketState.Open)
            {
                var read = await socket.ReceiveAsync(buffer, CancellationToken.None);
                if (read.MessageType is WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    return;
                }

                var message = JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, read.Count))!.AsObject();
                Acknowledged[message["envelope_id"]!.GetValue<string>()] = message;
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut.
        }
    }
}
