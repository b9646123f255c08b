using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Tests.Slack.StandIns;
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
    private WebApplication? _service;
    private int _ids;

    private SlackService(SlackStandIn slack) => Slack = slack;

    public SlackStandIn Slack { get; }

    public static Task<SlackService> StartAsync(params string[] settings) => StartAsync(crowd: 0, settings);

    /// <summary>Starts with more people in the team: <c>persona1</c>, called Persona 1, and so on.</summary>
    public static async Task<SlackService> StartAsync(int crowd, params string[] settings)
    {
        var started = new SlackService(await SlackStandIn.StartAsync());
        var file = Path.Combine(started._folder.FullName, "team.yml");
        var users = string.Concat(Enumerable.Range(1, crowd).Select(i => string.Create(CultureInfo.InvariantCulture, $"\n  - {{ username: persona{i}, full_name: Persona {i} }}")));
        var members = string.Concat(Enumerable.Range(1, crowd).Select(i => string.Create(CultureInfo.InvariantCulture, $", persona{i}: developer")));
        await File.WriteAllTextAsync(file, Team.Replace("\nprojects:", users + "\nprojects:", StringComparison.Ordinal).Replace("luis: developer }", $"luis: developer{members} }}", StringComparison.Ordinal));
        started.Slack.People["U0ANA"] = Person("Ana Gómez");
        started.Slack.People["U0LUIS"] = Person("Luis Paz");
        started._settings.AddRange(
        [
            "--urls=http://127.0.0.1:0", $"--Storage:Path={Path.Combine(started._folder.FullName, "pmbot.db")}", $"--Workspace:File={file}", "--Http:PublicUrl=https://pm.example",
            $"--Slack:BotToken={SlackStandIn.BotToken}", $"--Slack:SigningSecret={Secret}", $"--Slack:ApiBaseUrl={started.Slack.Api}", .. settings,
        ]);
        await started.RunAsync();
        return started;
    }

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

    public Task SayAsync(string text, string channel, string ts, string user = "U0ANA", string? thread = null, string? id = null, string team = SlackStandIn.Team)
    {
        var inner = new JsonObject { ["type"] = channel[0] == 'D' ? "message" : "app_mention", ["user"] = user, ["text"] = text, ["channel"] = channel, ["ts"] = ts, ["event_ts"] = ts };
        if (channel[0] == 'D') inner["channel_type"] = "im";
        if (thread is not null) inner["thread_ts"] = thread;
        return EventAsync(inner, id, team);
    }

    public Task EventAsync(JsonObject inner, string? id = null, string team = SlackStandIn.Team) => PostAsync("events", new JsonObject
    {
        ["type"] = "event_callback", ["team_id"] = team, ["event_id"] = id ?? NextId("Ev"), ["event_time"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(), ["event"] = inner.DeepClone(),
        ["authorizations"] = new JsonArray(new JsonObject { ["team_id"] = team, ["user_id"] = SlackStandIn.BotUser, ["is_bot"] = true }),
    }.ToJsonString(), "application/json");

    public Task CommandAsync(string text) => PostAsync(
        "commands",
        Form(("team_id", SlackStandIn.Team), ("channel_id", "C0GENERAL"), ("channel_name", "general"), ("user_id", "U0ANA"), ("command", "/pm"), ("text", text), ("trigger_id", NextId("t")), ("response_url", $"{Slack.Url}/commands/1/{NextId("r")}")),
        "application/x-www-form-urlencoded");

    public Task<string> InteractAsync(JsonObject payload)
    {
        payload["team"] = new JsonObject { ["id"] = SlackStandIn.Team };
        payload["user"] = new JsonObject { ["id"] = "U0ANA" };
        payload["trigger_id"] ??= NextId("t");
        return PostAsync("interactions", Form(("payload", payload.ToJsonString())), "application/x-www-form-urlencoded");
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
        _service = ServeCommand.Build([.. _settings]);
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

    private static string Form(params (string Name, string Value)[] fields) => string.Join('&', fields.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}"));

    private static JsonObject Person(string name) => new() { ["name"] = name, ["tz"] = "America/Bogota", ["locale"] = "es-LA", ["profile"] = new JsonObject { ["real_name"] = name } };
}
