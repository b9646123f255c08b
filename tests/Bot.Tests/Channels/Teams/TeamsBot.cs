using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Tests.BotFramework.StandIns;
using PmBot.Adapters.Tests.Discord.StandIns;
using PmBot.Adapters.Tests.Support;
using PmBot.Bot.Commands;
using PmBot.Bot.Tests.Channels.Discord;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Tests.Channels.Teams;

/// <summary>The real service over HTTP, with a Connector of our own on the other side; its callers are on this machine.</summary>
internal sealed class TeamsBot : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly WebApplication service;
    private readonly ConnectorStandIn connector;
    private readonly HttpClient http = new();
    private int ids;

    private TeamsBot(DirectoryInfo folder, WebApplication service, ConnectorStandIn connector) => (this.folder, this.service, this.connector) = (folder, service, connector);

    /// <summary>What the bot wrote, in order: how, and what.</summary>
    public IReadOnlyList<(string Method, string Path, JsonObject Activity)> Written =>
        [.. connector.Calls.Where(c => c.Body.Length > 0).Select(c => (c.Method, c.Path, JsonNode.Parse(c.Body)!.AsObject())).Where(c => c.Item3["type"]?.GetValue<string>() == "message")];

    public IServiceProvider Services => service.Services;

    /// <summary>How the Connector answers next.</summary>
    public void Answer(int status, string body) => connector.Answer(status, body);

    public static async Task<TeamsBot> StartAsync(int crowd = 0)
    {
        var folder = Directory.CreateTempSubdirectory("pmbot-teams-");
        var connector = await ConnectorStandIn.StartAsync();
        var service = ServeCommand.Build(["--urls=http://127.0.0.1:0", $"--Storage:Path={Path.Combine(folder.FullName, "pmbot.db")}", "--Clock:Now=2026-03-03T09:30:00-05:00"], new PacedTime(1, DateTimeOffset.UtcNow));
        await service.StartAsync();
        var workspace = DiscordBot.Crowd(crowd).Replace("channels: { discord: \"" + DiscordStandIn.GuildId + "\" }", "channels: { teams: tenant-1 }", StringComparison.Ordinal)
            .Replace($"discord: \"{DiscordBot.Camila}\"", "teams: \"29:camila\"", StringComparison.Ordinal);
        var imported = await service.Services.GetRequiredService<WorkspaceImporter>().ImportAsync(workspace, "test.yml", CancellationToken.None);
        imported.IsOk.ShouldBeTrue(imported.Error?.ToString());
        return new TeamsBot(folder, service, connector);
    }

    public Task SayAsync(string text) => PostAsync(new JsonObject { ["type"] = "message", ["text"] = text });

    /// <summary>An invoke, and what is answered.</summary>
    public Task<JsonNode?> InvokeAsync(string name, JsonNode value, string? replyTo = null)
    {
        var activity = new JsonObject { ["type"] = "invoke", ["name"] = name, ["value"] = value };
        if (replyTo is not null) activity["replyToId"] = replyTo;
        return PostAsync(activity);
    }

    /// <summary>The newest card that the bot wrote.</summary>
    public async Task<JsonObject> CardAsync(int count)
    {
        await Eventually.SoAsync(() => Written.Count >= count, $"{count} messages");
        return Written[count - 1].Activity["attachments"]![0]!["content"]!.AsObject();
    }

    /// <summary>The data of a card's button.</summary>
    public static JsonObject Button(JsonObject card, string title) =>
        card["actions"]!.AsArray().Single(a => a!["title"]!.GetValue<string>().StartsWith(title, StringComparison.OrdinalIgnoreCase))!.DeepClone().AsObject();

    /// <summary>What Teams sends for a dialog: the button's data and every input, as it was shown or as it was filled.</summary>
    public static JsonObject Submit(JsonNode dialog, params (string Id, string Value)[] filled)
    {
        var card = dialog["task"]!["value"]!["card"]!["content"]!;
        var data = card["actions"]![0]!["data"]!.DeepClone().AsObject();
        foreach (var input in card["body"]!.AsArray().Where(i => i!["id"] is not null)) data[input!["id"]!.GetValue<string>()] = input["value"]?.DeepClone();
        foreach (var (id, value) in filled) data[id] = value;
        return new JsonObject { ["data"] = data };
    }

    public async Task<TaskView?> TaskAsync(int number)
    {
        var workspace = (await service.Services.GetRequiredService<IdentityQueries>().DefaultWorkspaceAsync(CancellationToken.None))!.Value;
        var directory = await service.Services.GetRequiredService<WorkspaceDirectories>().GetAsync(workspace, CancellationToken.None);
        var actor = new Actor(workspace, directory!.User("camila")!.Id, "test");
        return (await service.Services.GetRequiredService<TaskQueries>().FindByNumbersAsync(actor, [number], CancellationToken.None)).FirstOrDefault();
    }

    public async ValueTask DisposeAsync()
    {
        await service.StopAsync();
        await service.DisposeAsync();
        await connector.DisposeAsync();
        http.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    /// <summary>Something that happens in a channel of a team.</summary>
    public Task<JsonNode?> InTeamAsync(JsonObject activity, string channel, string team, string? eventType = null)
    {
        activity["conversation"] = new JsonObject { ["id"] = channel, ["conversationType"] = "channel", ["isGroup"] = true, ["tenantId"] = "tenant-1" };
        activity["channelData"] = new JsonObject { ["team"] = new JsonObject { ["id"] = team }, ["channel"] = new JsonObject { ["id"] = channel.Split(';')[0] }, ["eventType"] = eventType };
        activity["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>PmBot</at>", ["mentioned"] = new JsonObject { ["id"] = "28:bot" } });
        return PostAsync(activity);
    }

    public async Task<JsonNode?> PostAsync(JsonObject activity)
    {
        activity["id"] = string.Create(CultureInfo.InvariantCulture, $"a{++ids}");
        activity["channelId"] = "msteams";
        activity["serviceUrl"] = connector.Url;
        activity["locale"] = "es-CO";
        activity["conversation"] ??= new JsonObject { ["id"] = "a:1", ["conversationType"] = "personal", ["tenantId"] = "tenant-1" };
        activity["from"] = new JsonObject { ["id"] = "29:camila", ["name"] = "Camila Torres" };
        activity["recipient"] = new JsonObject { ["id"] = "28:bot" };
        using var answer = await http.PostAsJsonAsync(new Uri(service.Urls.First() + "/api/messages"), activity);
        var body = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{(int)answer.StatusCode} {body}");
        return body.Length == 0 ? null : JsonNode.Parse(body);
    }
}
