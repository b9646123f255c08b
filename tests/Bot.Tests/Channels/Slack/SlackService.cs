using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Slack;
using PmBot.Adapters.Tests.Slack.StandIns;
using PmBot.Adapters.Tests.Support;
using PmBot.Bot.Commands;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Tests.Channels.Slack;

/// <summary>The real service, with a Slack of our own on the other side.</summary>
internal sealed class SlackService : IAsyncDisposable
{
    private const string Secret = "e6b19c573432dcc6b075501d51b51bb8";

    private const string Team = """
        workspace: { name: Andes, timezone: America/Bogota, language: es, channels: { slack: T0TEAM } }
        users:
          - { username: ana, full_name: Ana Gómez, role: admin, slack: U0ANA }
          - { username: luis, full_name: Luis Paz, slack: U0LUIS }
        projects:
          - name: Catálogo
            key: CAT
            members: { ana: owner, luis: developer }
        tasks:
          - { id: 7, project: Catálogo, title: Filtro por color, status: in_progress, assignee: ana, priority: high }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pmbot-slack-");
    private readonly HttpClient _http = new();
    private readonly List<string> _settings = [];
    private readonly PacedTime _time = new(1, DateTimeOffset.UtcNow);
    private readonly bool _bySocket;
    private WebApplication? _service;
    private int _ids;

    private SlackService(SlackStandIn slack, bool bySocket) => (Slack, _bySocket) = (slack, bySocket);

    public SlackStandIn Slack { get; }

    /// <summary>Slack calls the service over HTTP.</summary>
    public static Task<SlackService> StartAsync(params string[] settings) => StartAsync(crowd: 0, bySocket: false, settings);

    /// <summary>Starts with more people in the team: <c>persona1</c>, called Persona 1, and so on.</summary>
    public static Task<SlackService> StartAsync(int crowd) => StartAsync(crowd, bySocket: false);

    /// <summary>Slack is reached by Socket Mode: what comes in comes as envelopes, and nothing else would be taken.</summary>
    public static async Task<SlackService> StartSocketAsync()
    {
        var started = await StartAsync(crowd: 0, bySocket: true);
        await started.SocketAsync(1);
        return started;
    }

    private static async Task<SlackService> StartAsync(int crowd, bool bySocket, params string[] settings)
    {
        var started = new SlackService(await SlackStandIn.StartAsync(), bySocket);
        var file = Path.Combine(started._folder.FullName, "team.yml");
        var users = string.Concat(Enumerable.Range(1, crowd).Select(i => string.Create(CultureInfo.InvariantCulture, $"\n  - {{ username: persona{i}, full_name: Persona {i} }}")));
        var members = string.Concat(Enumerable.Range(1, crowd).Select(i => string.Create(CultureInfo.InvariantCulture, $", persona{i}: developer")));
        await File.WriteAllTextAsync(file, Team.Replace("\nprojects:", users + "\nprojects:", StringComparison.Ordinal).Replace("luis: developer }", $"luis: developer{members} }}", StringComparison.Ordinal));
        started.Slack.People["U0ANA"] = Person("Ana Gómez");
        started.Slack.People["U0LUIS"] = Person("Luis Paz");
        started._settings.AddRange(
        [
            "--urls=http://127.0.0.1:0", $"--Storage:Path={Path.Combine(started._folder.FullName, "pmbot.db")}", $"--Workspace:File={file}", "--Http:PublicUrl=https://pm.example",
            $"--Slack:BotToken={SlackStandIn.BotToken}", bySocket ? $"--Slack:AppToken={SlackStandIn.AppToken}" : $"--Slack:SigningSecret={Secret}", $"--Slack:ApiBaseUrl={started.Slack.Api}", .. settings,
        ]);
        await started.RunAsync();
        return started;
    }

    public IServiceProvider Services => _service!.Services;

    /// <summary>What <c>/health/ready</c> says.</summary>
    public Task<string> HealthAsync() => _http.GetStringAsync(new Uri($"{_service!.Urls.First()}/health/ready"));

    /// <summary>Stops and starts on the same store.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await RunAsync();
    }

    /// <summary>Installs the app as a person's browser would.</summary>
    public async Task InstallAsync(string code)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var browser = new HttpClient(handler);
        using var begun = await browser.GetAsync(new Uri($"{_service!.Urls.First()}/api/slack/oauth"));
        var state = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(begun.Headers.Location!.Query)["state"].ToString();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{_service.Urls.First()}/api/slack/oauth?code={code}&state={state}"));
        request.Headers.Add("Cookie", begun.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        using var ended = await browser.SendAsync(request);
        ended.IsSuccessStatusCode.ShouldBeTrue();
    }

    /// <summary>Whether a workspace or organisation has the app.</summary>
    public async Task<bool> IsInstalledAsync(string id) => await _service!.Services.GetRequiredService<ISlackInstallations>().FindAsync(id, CancellationToken.None) is not null;

    /// <summary>Asks for the page that installs the app, and goes no further.</summary>
    public async Task<System.Net.HttpStatusCode> BeginInstallAsync()
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var browser = new HttpClient(handler);
        using var begun = await browser.GetAsync(new Uri($"{_service!.Urls.First()}/api/slack/oauth"));
        return begun.StatusCode;
    }

    /// <summary>All that the database has on disk.</summary>
    public string Stored() => string.Concat(_folder.GetFiles("pmbot.db*").Select(file =>
    {
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }));

    public async Task<IReadOnlyList<TaskView>> TasksAsync()
    {
        var workspace = (await _service!.Services.GetRequiredService<IdentityQueries>().DefaultWorkspaceAsync(CancellationToken.None))!.Value;
        var directory = (await _service.Services.GetRequiredService<ProjectCore.Workspaces.WorkspaceDirectories>().GetAsync(workspace, CancellationToken.None))!;
        var actor = new Actor(workspace, directory.User("ana")!.Id, "slack");
        var found = await _service.Services.GetRequiredService<TaskQueries>().FindByNumbersAsync(actor, [.. Enumerable.Range(1, 300)], CancellationToken.None);
        return [.. found];
    }

    /// <summary>Fills a form as it was shown, but for what is changed.</summary>
    public static void Fill(JsonObject view, params (string Input, string Value)[] changes)
    {
        var values = new JsonObject();
        foreach (var input in view["blocks"]!.AsArray().Where(b => b!["type"]!.GetValue<string>() == "input"))
        {
            var (id, element) = (input!["block_id"]!.GetValue<string>(), input["element"]!);
            var change = changes.FirstOrDefault(c => id == $"in:{c.Input}").Value;
            values[id] = new JsonObject
            {
                [element["action_id"]!.GetValue<string>()] = element["type"]!.GetValue<string>() switch
                {
                    "static_select" or "external_select" when change is not null => new JsonObject { ["selected_option"] = new JsonObject { ["value"] = change } },
                    "static_select" or "external_select" => new JsonObject { ["selected_option"] = element["initial_option"]?.DeepClone() },
                    "datepicker" => new JsonObject { ["selected_date"] = element["initial_date"]?.DeepClone() },
                    _ => new JsonObject { ["value"] = change is null ? element["initial_value"]?.DeepClone() : JsonValue.Create(change) },
                },
            };
        }

        view["id"] = "V1";
        view["state"] = new JsonObject { ["values"] = values };
    }

    public Task SayAsync(string text, string channel, string ts, string user = "U0ANA", string? thread = null, string? id = null, string team = SlackStandIn.Team, string? enterprise = null)
    {
        var inner = new JsonObject { ["type"] = channel[0] == 'D' ? "message" : "app_mention", ["user"] = user, ["text"] = text, ["channel"] = channel, ["ts"] = ts, ["event_ts"] = ts };
        if (channel[0] == 'D') inner["channel_type"] = "im";
        if (thread is not null) inner["thread_ts"] = thread;
        return EventAsync(inner, id, team, enterprise);
    }

    public Task EventAsync(JsonObject inner, string? id = null, string team = SlackStandIn.Team, string? enterprise = null) => DeliverAsync("events", Event(inner, id, team, enterprise));

    /// <summary>An event as Slack wraps it; its time has whole seconds, and none is before what led to it.</summary>
    public JsonObject Event(JsonObject inner, string? id = null, string team = SlackStandIn.Team, string? enterprise = null) => new()
    {
        ["type"] = "event_callback", ["team_id"] = team, ["enterprise_id"] = enterprise, ["event_id"] = id ?? NextId("Ev"), ["event_time"] = _time.GetUtcNow().AddSeconds(1).ToUnixTimeSeconds(), ["event"] = inner.DeepClone(),
        ["authorizations"] = new JsonArray(new JsonObject { ["enterprise_id"] = enterprise, ["team_id"] = team, ["user_id"] = SlackStandIn.BotUser, ["is_bot"] = true, ["is_enterprise_install"] = enterprise is not null }),
    };

    public Task CommandAsync(string text, string team = SlackStandIn.Team, string? enterprise = null, string user = "U0ANA") => DeliverAsync("commands", new JsonObject
    {
        ["team_id"] = team, ["enterprise_id"] = enterprise ?? "", ["is_enterprise_install"] = enterprise is null ? "false" : "true", ["channel_id"] = "C0GENERAL", ["channel_name"] = "general", ["user_id"] = user,
        ["command"] = "/pm", ["text"] = text, ["trigger_id"] = NextId("t"), ["response_url"] = $"{Slack.Url}/commands/1/{NextId("r")}",
    });

    /// <summary>Opens the home page.</summary>
    /// <param name="count">How many pages there are by then; null for one more than now.</param>
    /// <param name="user">Whose.</param>
    /// <returns>The page.</returns>
    public async Task<JsonObject> HomeAsync(int? count, string user = "U0ANA")
    {
        var before = Slack.CallsOf("views.publish").Count;
        await EventAsync(new() { ["type"] = "app_home_opened", ["user"] = user, ["channel"] = "D0HOME", ["tab"] = "home" });
        await Slack.UntilAsync(_ => Slack.CallsOf("views.publish").Count >= (count ?? before + 1), "a page");
        return Slack.CallsOf("views.publish").Last(c => c.Arguments["user_id"]!.GetValue<string>() == user).Arguments["view"]!.AsObject();
    }

    /// <summary>Presses a button of the home page.</summary>
    public Task PressHomeAsync(JsonObject button, string user = "U0ANA") => InteractAsync(new()
    {
        ["type"] = "block_actions", ["actions"] = new JsonArray(button.DeepClone()), ["container"] = new JsonObject { ["type"] = "view", ["view_id"] = "V0HOME" },
        ["view"] = new JsonObject { ["id"] = "V0HOME", ["type"] = "home" },
        ["user"] = new JsonObject { ["id"] = user },
    });

    /// <summary>Presses, sends a form, or uses a shortcut.</summary>
    /// <returns>What is answered on the spot.</returns>
    public Task<string> InteractAsync(JsonObject payload)
    {
        if (!payload.ContainsKey("team")) payload["team"] = new JsonObject { ["id"] = SlackStandIn.Team };
        payload["user"] ??= new JsonObject { ["id"] = "U0ANA" };
        payload["trigger_id"] ??= NextId("t");
        return DeliverAsync("interactions", payload);
    }

    /// <summary>Presses the button with this title in a message.</summary>
    public Task PressAsync(JsonObject message, string title)
    {
        var block = message["blocks"]!.AsArray().Select(b => b!.AsObject()).First(b => Buttons(b).Any(e => Title(e) == title));
        var button = Buttons(block).First(e => Title(e) == title).DeepClone().AsObject();
        button["block_id"] = block["block_id"]?.DeepClone();
        return InteractAsync(new()
        {
            ["type"] = "block_actions", ["channel"] = new JsonObject { ["id"] = message["channel"]!.DeepClone() }, ["message"] = message.DeepClone(), ["actions"] = new JsonArray(button), ["response_url"] = $"{Slack.Url}/actions/1",
            ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = message["ts"]!.DeepClone(), ["channel_id"] = message["channel"]!.DeepClone(), ["thread_ts"] = message["thread_ts"]?.DeepClone() },
        });
    }

    /// <summary>Presses a button of an answer that only one person sees.</summary>
    public Task PressWhisperAsync(JsonObject answer, string title, string user = "U0ANA", string channel = "C0GENERAL")
    {
        var block = answer["blocks"]!.AsArray().Select(b => b!.AsObject()).First(b => Buttons(b).Any(e => Title(e) == title));
        var button = Buttons(block).First(e => Title(e) == title).DeepClone().AsObject();
        button["block_id"] = block["block_id"]?.DeepClone();
        return InteractAsync(new()
        {
            ["type"] = "block_actions", ["channel"] = new JsonObject { ["id"] = channel, ["name"] = "general" }, ["actions"] = new JsonArray(button), ["response_url"] = $"{Slack.Url}/actions/{NextId("r")}",
            ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = "1700000009.000100", ["channel_id"] = channel, ["is_ephemeral"] = true },
            ["user"] = new JsonObject { ["id"] = user },
        });
    }

    public static IEnumerable<JsonObject> Buttons(JsonObject block) => ((block["elements"] as JsonArray)?.OfType<JsonObject>() ?? []).Append(block["accessory"] as JsonObject).OfType<JsonObject>().Where(e => e["type"]!.GetValue<string>() == "button");

    public static string Title(JsonObject button) => button["text"]!["text"]!.GetValue<string>();

    public string NextId(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{Interlocked.Increment(ref _ids)}");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Slack.DisposeAsync();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task RunAsync()
    {
        _service = ServeCommand.Build([.. _settings], _time);
        await _service.StartAsync();
    }

    private async Task StopAsync()
    {
        if (_service is null) return;
        await _service.StopAsync();
        await _service.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _service = null;
    }

    private async Task<string> DeliverAsync(string path, JsonObject payload)
    {
        if (_bySocket)
        {
            var type = path switch { "events" => "events_api", "commands" => "slash_commands", _ => "interactive" };
            return (await AcknowledgedAsync(await SocketAsync(1), type, payload))["payload"]?.ToJsonString() ?? "";
        }

        return path switch
        {
            "events" => await PostAsync(path, payload.ToJsonString(), "application/json"),
            "commands" => await PostAsync(path, Form(payload), "application/x-www-form-urlencoded"),
            _ => await PostAsync(path, Form(new() { ["payload"] = payload.ToJsonString() }), "application/x-www-form-urlencoded"),
        };
    }

    /// <summary>The newest connection that is open, once there were so many.</summary>
    public async Task<SlackSocket> SocketAsync(int count)
    {
        SlackSocket? open = null;
        await Slack.UntilAsync(_ => Slack.Sockets.Count >= count && (open = Slack.Sockets.LastOrDefault(s => s.IsOpen)) is not null, $"connection {count}");
        return open!;
    }

    /// <summary>Sends an envelope and waits until it is acknowledged on its connection.</summary>
    public async Task<JsonObject> AcknowledgedAsync(SlackSocket socket, string type, JsonObject payload)
    {
        var id = NextId("env");
        await socket.SendAsync(Envelope(id, type, payload));
        await Slack.UntilAsync(_ => socket.Acknowledged.ContainsKey(id), $"an acknowledgement of {type}");
        return socket.Acknowledged[id];
    }

    public static JsonObject Envelope(string id, string type, JsonObject payload) =>
        new() { ["envelope_id"] = id, ["type"] = type, ["payload"] = payload.DeepClone(), ["accepts_response_payload"] = type is not "events_api" };

    private async Task<string> PostAsync(string path, string body, string type)
    {
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{_service!.Urls.First()}/api/slack/{path}")) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}"))));
        using var response = await _http.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode}");
        return await response.Content.ReadAsStringAsync();
    }

    private static string Form(JsonObject fields) => string.Join('&', fields.Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value!.GetValue<string>())}"));

    private static JsonObject Person(string name) => new() { ["name"] = name, ["tz"] = "America/Bogota", ["locale"] = "es-LA", ["profile"] = new JsonObject { ["real_name"] = name } };
}
