using System.Text.Json.Nodes;
using PmBot.Adapters.Hosting;
using PmBot.Bot.ConversationFiles;
using PmBot.Bot.ConversationFiles.Running;
using PmBot.ProjectCore;

namespace PmBot.Bot.Tests.ConversationFiles;

/// <summary>A bot that does what a test says, over a workspace that is nothing but its export.</summary>
internal sealed class ScriptedWorld(Func<TurnContext, ScriptedWorld, CancellationToken, Task> script) : IConversationWorld, IConversationWorlds, ITurnHandler
{
    public ITurnHandler Bot => this;

    public ConversationClock Clock { get; private set; } = new(DateTimeOffset.UnixEpoch);

    public JsonObject World { get; } = JsonNode.Parse("""
        {
          "workspace": { "channels": { "slack": "T0", "teams": "dir-1" } },
          "users": [ { "username": "camila", "full_name": "Camila Torres", "slack": "U0CAMILA" }, { "username": "diego" } ],
          "tasks": []
        }
        """)!.AsObject();

    public List<TurnContext> Turns { get; } = [];

    public List<string> Faults { get; } = [];

    public Task OnTurnAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        Turns.Add(turn);
        return script(turn, this, cancellationToken);
    }

    public void AddTask(string title) => World["tasks"]!.AsArray().Add(new JsonObject { ["id"] = World["tasks"]!.AsArray().Count + 1, ["title"] = title });

    public Task<WorldSnapshot> LookAsync(CancellationToken cancellationToken) => Task.FromResult(WorldSnapshot.Parse(World.ToJsonString()));

    public Task<IReadOnlyList<(string Conversation, SeenReply Reply)>> PassAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        Clock.Set(until);
        return Task.FromResult<IReadOnlyList<(string Conversation, SeenReply Reply)>>([]);
    }

    public string? LanguageOf(string text) => null;

    public IReadOnlyList<string> TakeFaults()
    {
        string[] taken = [.. Faults];
        Faults.Clear();
        return taken;
    }

    public Task<Result<IConversationWorld>> OpenAsync(ConversationFile file, CancellationToken cancellationToken)
    {
        if (file.Workspace is { } workspace)
        {
            return Task.FromResult<Result<IConversationWorld>>(new ConversationInvalid(file.Path, [new ConversationMistake(workspace.Line, $"{workspace.Path}: there is no such file")]));
        }

        Clock = new ConversationClock(file.StartsAt ?? DateTimeOffset.UnixEpoch);
        return Task.FromResult(Result.Ok<IConversationWorld>(this));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
