using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Tests.BotFramework.StandIns;
using PmBot.Adapters.Tests.Support;
using PmBot.Bot.Commands;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Tests.Channels.Teams;

/// <summary>The real service, with a Connector of our own in Teams' place, for all tests of a class.</summary>
public sealed class TeamsService : IAsyncLifetime
{
    private const string Workspace = """
        workspace: { name: Andes, timezone: America/Bogota, language: es, channels: { teams: 0f0e0d0c-0b0a-0908-0706-050403020100 } }
        users:
          - { username: camila, full_name: Camila Torres, role: admin, teams: "29:1aB-cD_eF" }
          - { username: diego, full_name: Diego Rojas, teams: "29:9zY" }
        projects:
          - name: Catálogo
            key: CAT
            members: { camila: owner, diego: developer }
        tasks:
          - { id: 7, project: Catálogo, title: Filtro por color, status: in_progress, assignee: camila, priority: high }
          - { id: 8, project: Catálogo, title: Fotos borrosas, status: todo }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pmbot-teams-");
    private readonly HttpClient http = new();
    private WebApplication service = null!;

    public async Task InitializeAsync()
    {
        service = ServeCommand.Build(["--urls=http://127.0.0.1:0", $"--Storage:Path={Path.Combine(folder.FullName, "pmbot.db")}", "--Clock:Now=2026-03-03T09:30:00-05:00", "--Http:PublicUrl=https://pm.example"], new PacedTime(1, DateTimeOffset.UtcNow));
        await service.StartAsync();
        var imported = await service.Services.GetRequiredService<WorkspaceImporter>().ImportAsync(Workspace, "test.yml", CancellationToken.None);
        imported.IsOk.ShouldBeTrue(imported.Error?.ToString());
    }

    public async Task DisposeAsync()
    {
        await service.StopAsync();
        await service.DisposeAsync();
        http.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>A payload as Teams sends it.</summary>
    /// <param name="name">Its file.</param>
    /// <param name="values">What stands in it for a name in braces.</param>
    public static string Payload(string name, params (string Name, string Value)[] values)
    {
        var text = File.ReadAllText(Path.Combine(Folder(), $"{name}.json"));
        foreach (var (key, value) in values) text = text.Replace($"{{{key}}}", value, StringComparison.Ordinal);
        return text;
    }

    public static IEnumerable<string> Names() => Directory.GetFiles(Folder(), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    /// <summary>Sends a payload to the service, as Teams does; what the service says to the Connector is there when it has answered.</summary>
    internal async Task<TeamsAnswer> SendAsync(ConnectorStandIn connector, string name, params (string Name, string Value)[] values)
    {
        var before = connector.Calls.Count;
        using var body = new StringContent(Payload(name, [("serviceUrl", connector.Url), .. values]), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri($"{service.Urls.First()}/api/messages"), body);
        var text = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, text.Length == 0 ? null : JsonElement.Parse(text), [.. connector.Calls.Skip(before).Where(c => TeamsAnswer.Activity(c).GetProperty("type").GetString() != "typing")]);
    }

    /// <summary>The tasks as they are.</summary>
    internal async Task<IReadOnlyList<TaskView>> TasksAsync()
    {
        var workspace = (await service.Services.GetRequiredService<IdentityQueries>().DefaultWorkspaceAsync(CancellationToken.None))!.Value;
        var directory = await service.Services.GetRequiredService<WorkspaceDirectories>().GetAsync(workspace, CancellationToken.None);
        return await service.Services.GetRequiredService<TaskQueries>().FindByNumbersAsync(new Actor(workspace, directory!.User("camila")!.Id, "test"), [.. Enumerable.Range(1, 50)], CancellationToken.None);
    }

    private static string Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Bot.Tests.csproj"))) return Path.Combine(at.FullName, "Channels", "Teams", "Payloads");
        }

        throw new DirectoryNotFoundException("The test project's folder was not found above the test assembly.");
    }
}

/// <summary>What came back for a payload.</summary>
/// <param name="Status">Of the HTTP answer.</param>
/// <param name="Body">Of the HTTP answer; null for none.</param>
/// <param name="Said">What was sent to the Connector, without typing signs.</param>
internal sealed record TeamsAnswer(HttpStatusCode Status, JsonElement? Body, IReadOnlyList<ConnectorCall> Said)
{
    /// <summary>The activity of a call: its body, or what a new conversation begins with.</summary>
    public static JsonElement Activity(ConnectorCall call) => call.Json.TryGetProperty("activity", out var first) ? first : call.Json;

    /// <summary>All that was said, text and cards.</summary>
    public string Words => string.Join('\n', Said.Select(c => c.Json.GetRawText()));
}
