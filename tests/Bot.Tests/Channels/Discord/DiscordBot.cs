using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Tests.Discord.StandIns;
using PmBot.Adapters.Tests.Support;
using PmBot.Bot.Commands;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Tests.Channels.Discord;

/// <summary>The real service, connected to a Discord on this machine.</summary>
internal sealed class DiscordBot : IAsyncDisposable
{
    public const string Camila = DiscordStandIn.UserId;
    public const string Kate = "600000000000000003";
    public const string Stranger = "600000000000000009";

    public const string Workspace = $$"""
        workspace: { name: Andes, timezone: America/Bogota, language: es, channels: { discord: "{{DiscordStandIn.GuildId}}" } }
        users:
          - { username: camila, full_name: Camila Torres, role: admin, discord: "{{Camila}}" }
          - { username: diego, full_name: Diego Rojas }
          - { username: kate, full_name: Kate Wilson, language: en, discord: "{{Kate}}" }
        projects:
          - name: Catálogo
            key: CAT
            members: { camila: owner, diego: developer, kate: developer }
        tasks:
          - { id: 7, project: Catálogo, title: Filtro por color, status: in_progress, assignee: diego, due: 2026-03-12, priority: high }
          - { id: 8, project: Catálogo, title: Fotos borrosas en móvil, status: todo }
        """;

    private readonly DirectoryInfo folder;
    private readonly PacedTime time;
    private WebApplication service;

    private DiscordBot(DirectoryInfo folder, PacedTime time, WebApplication service, DiscordStandIn discord) => (this.folder, this.time, this.service, Discord) = (folder, time, service, discord);

    public DiscordStandIn Discord { get; }

    public IServiceProvider Services => service.Services;

    public string Address => service.Urls.First();

    public IReadOnlyList<string> Contents => [.. Discord.Messages.Select(Said)];

    /// <summary>The same workspace with many more people in it: <c>persona1</c>, called Persona 1, and so on.</summary>
    public static string Crowd(int count)
    {
        var users = string.Join('\n', Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"  - {{ username: persona{i}, full_name: Persona {i} }}")));
        var members = string.Join(", ", Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"persona{i}: developer")));
        return Workspace.Replace("\nprojects:", $"\n{users}\nprojects:", StringComparison.Ordinal).Replace("kate: developer }", $"kate: developer, {members} }}", StringComparison.Ordinal);
    }

    public static async Task<DiscordBot> StartAsync(Action<DiscordStandIn>? prepare = null, string workspace = Workspace)
    {
        var folder = Directory.CreateTempSubdirectory("pmbot-discord-");
        var discord = await DiscordStandIn.StartAsync();
        prepare?.Invoke(discord);
        var time = new PacedTime(1, DateTimeOffset.UtcNow);
        var service = await ServeAsync(folder, discord, time);
        var imported = await service.Services.GetRequiredService<WorkspaceImporter>().ImportAsync(workspace, "test.yml", CancellationToken.None);
        imported.IsOk.ShouldBeTrue(imported.Error?.ToString());
        return new DiscordBot(folder, time, service, discord);
    }

    public Task ReadyAsync(int times = 1) => Eventually.SoAsync(() => Discord.Gateway.ReadyCount >= times, $"ready {times} times");

    public async Task RestartAsync()
    {
        await service.StopAsync();
        await service.DisposeAsync();
        service = await ServeAsync(folder, Discord, time);
    }

    public JsonObject Say(string text, string author = Camila, bool direct = false, string guild = DiscordStandIn.GuildId, string channel = DiscordStandIn.ChannelId) => Say(Discord, text, author, direct, guild, channel);

    public static JsonObject Say(DiscordStandIn discord, string text, string author = Camila, bool direct = false, string guild = DiscordStandIn.GuildId, string channel = DiscordStandIn.ChannelId)
    {
        var message = new JsonObject
        {
            ["id"] = discord.NextId(), ["channel_id"] = direct ? DiscordStandIn.DirectId : channel, ["type"] = 0,
            ["content"] = direct ? text : $"<@{DiscordStandIn.BotId}> {text}",
            ["author"] = new JsonObject { ["id"] = author, ["username"] = "someone", ["global_name"] = "Someone Else" },
            ["mentions"] = direct ? new JsonArray() : new JsonArray(new JsonObject { ["id"] = DiscordStandIn.BotId, ["username"] = "PmBot" }),
        };
        if (!direct) message["guild_id"] = guild;
        discord.Gateway.Emit("MESSAGE_CREATE", message);
        return message;
    }

    /// <summary>Presses a button of the direct conversation.</summary>
    public DiscordStandIn.Interaction PressDirectly(JsonObject message, string words, string author = Camila)
    {
        var id = Discord.NextId();
        var interaction = new JsonObject
        {
            ["id"] = id, ["application_id"] = DiscordStandIn.ApplicationId, ["type"] = 3, ["token"] = $"token-{id}", ["channel_id"] = DiscordStandIn.DirectId,
            ["channel"] = new JsonObject { ["id"] = DiscordStandIn.DirectId, ["type"] = 1 }, ["locale"] = "es-ES", ["data"] = new JsonObject { ["custom_id"] = Button(message, words), ["component_type"] = 2 },
            ["user"] = new JsonObject { ["id"] = author, ["username"] = "someone" },
            ["message"] = new JsonObject { ["id"] = message["id"]!.GetValue<string>(), ["channel_id"] = DiscordStandIn.DirectId, ["flags"] = 0 },
        };
        var opened = Discord.Open(interaction);
        Discord.Gateway.Emit("INTERACTION_CREATE", interaction);
        return opened;
    }

    public DiscordStandIn.Interaction Use(int type, JsonObject data, JsonObject? message = null, string author = Camila, string locale = "es-ES")
    {
        var id = Discord.NextId();
        var interaction = new JsonObject
        {
            ["id"] = id, ["application_id"] = DiscordStandIn.ApplicationId, ["type"] = type, ["token"] = $"token-{id}", ["guild_id"] = DiscordStandIn.GuildId, ["channel_id"] = DiscordStandIn.ChannelId,
            ["channel"] = new JsonObject { ["id"] = DiscordStandIn.ChannelId, ["type"] = 0 }, ["locale"] = locale, ["data"] = data,
            ["member"] = new JsonObject { ["user"] = new JsonObject { ["id"] = author, ["username"] = "someone" } },
        };
        if (message is not null) interaction["message"] = new JsonObject { ["id"] = message["id"]!.GetValue<string>(), ["channel_id"] = DiscordStandIn.ChannelId, ["flags"] = message["flags"]?.GetValue<int>() ?? 0 };
        var opened = Discord.Open(interaction);
        Discord.Gateway.Emit("INTERACTION_CREATE", interaction);
        return opened;
    }

    public async Task<TaskView?> TaskAsync(int number)
    {
        var actor = await ActorAsync();
        return (await service.Services.GetRequiredService<TaskQueries>().FindByNumbersAsync(actor, [number], CancellationToken.None)).FirstOrDefault();
    }

    /// <summary>All that a message says: its text and its embeds.</summary>
    public static string Said(JsonObject message) =>
        string.Join('\n', ((string?[])[message["content"]?.GetValue<string>(), .. (message["embeds"]?.AsArray() ?? []).SelectMany(e => new[] { e!["title"]?.GetValue<string>(), e["description"]?.GetValue<string>() })]).Where(t => !string.IsNullOrEmpty(t)));

    /// <summary>The id of the button of a message whose label contains some words.</summary>
    public static string Button(JsonObject message, string words) => message["components"]!.AsArray().SelectMany(r => r!["components"]!.AsArray())
        .First(b => b!["label"]?.GetValue<string>().Contains(words, StringComparison.OrdinalIgnoreCase) == true)!["custom_id"]!.GetValue<string>();

    public async ValueTask DisposeAsync()
    {
        await service.StopAsync();
        await service.DisposeAsync();
        await Discord.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static async Task<WebApplication> ServeAsync(DirectoryInfo folder, DiscordStandIn discord, TimeProvider time)
    {
        var service = ServeCommand.Build(
        [
            "--urls=http://127.0.0.1:0", $"--Storage:Path={Path.Combine(folder.FullName, "pmbot.db")}", "--Clock:Now=2026-03-03T09:30:00-05:00",
            $"--Discord:BotToken={DiscordStandIn.Token}", $"--Discord:ApplicationId={DiscordStandIn.ApplicationId}", $"--Discord:ApiBaseUrl={discord.Api}",
        ], time);
        await service.StartAsync();
        return service;
    }

    private async Task<Actor> ActorAsync()
    {
        var workspace = (await service.Services.GetRequiredService<IdentityQueries>().DefaultWorkspaceAsync(CancellationToken.None))!.Value;
        var directory = await service.Services.GetRequiredService<WorkspaceDirectories>().GetAsync(workspace, CancellationToken.None);
        return new Actor(workspace, directory!.User("camila")!.Id, "test");
    }
}
