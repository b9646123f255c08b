using System.Text.Json;
using System.Text.Json.Serialization;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Dialogs;

/// <summary>Lets somebody who is known in several workspaces say which one their direct messages are about, where the channel does not: Discord's name no server.</summary>
/// <remarks>It is asked once, with buttons, and remembered; what they wanted then is done right after. "Cambia de espacio" changes it.</remarks>
public sealed class WorkspaceChooser(People people, DirectWorkspaces chosen, WorkspaceDirectories directories, IStateStore store, ReplyCatalog replies)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>Takes a message that is about the workspace, or that cannot be answered before one is chosen.</summary>
    /// <param name="context">The turn.</param>
    /// <param name="said">What was said or pressed.</param>
    /// <param name="stamp">The message's name.</param>
    /// <param name="language">The language of the message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where the message is none of its business.</returns>
    internal async Task<WorkspaceChoice?> TakeAsync(TurnContext context, Said said, MessageStamp stamp, string language, CancellationToken cancellationToken)
    {
        var account = context.Activity.From!;
        if (await people.CandidatesAsync(context, account, cancellationToken) is not { Count: > 0 } known) return null;
        var address = People.Address(context, account);
        var workspaces = await NamedAsync(known, cancellationToken);
        var wish = WorkspaceWords.Read(said.Text, [.. workspaces.Select(w => w.Name)]);
        if (workspaces is [var only]) return wish is { IsBare: true } ? Say(language, new Reply(replies.Say(language, "workspace.only", ("name", only.Name)))) : null;

        var key = $"workspace|{address.Channel}|{address.UserId}";
        var (asked, version) = await LoadAsync(key, cancellationToken);
        if (asked?.AnsweredBy == stamp.Key)
        {
            // The same message once more, after a crash: it goes on with what it began.
            var current = await chosen.FindAsync(address.Channel, address.UserId, cancellationToken);
            return Chosen(workspaces.FirstOrDefault(w => w.Id == current)?.Name ?? "", asked.Held, language);
        }

        var isOpen = asked is { AnsweredBy: null };
        if ((wish?.Place ?? (isOpen ? WorkspaceWords.Answer(said.Text, [.. workspaces.Select(w => w.Name)]) : null)) is { } place)
        {
            await chosen.ChooseAsync(address.Channel, address.UserId, workspaces[place].Id, cancellationToken);
            await SaveAsync(key, new AskedWorkspace(isOpen ? asked!.Held : null) { AnsweredBy = stamp.Key }, version, cancellationToken);
            return Chosen(workspaces[place].Name, isOpen ? asked!.Held : null, language);
        }

        var which = await chosen.FindAsync(address.Channel, address.UserId, cancellationToken);
        if (wish is { IsBare: true } || workspaces.TrueForAll(w => w.Id != which))
        {
            // What a button of a card said is no request of its own.
            var held = wish is null && said is { Confirmation: null, Task: null } ? said.Text : null;
            await SaveAsync(key, new AskedWorkspace(held), version, cancellationToken);
            return Say(language, Question(workspaces, which, language));
        }

        if (isOpen) await store.DeleteAsync(key, cancellationToken);
        return null;
    }

    private Reply Question(List<Named> workspaces, WorkspaceId? current, string language)
    {
        var lines = workspaces.Select((w, i) => replies.Say(language, w.Id == current ? "workspace.line_current" : "workspace.line", ("place", i + 1), ("name", w.Name)));
        return new Reply($"{replies.Say(language, "workspace.which")}\n{string.Join('\n', lines)}\n{replies.Say(language, "workspace.remembered")}")
        {
            Buttons = [.. workspaces.Select((w, i) => new Button(w.Name, replies.Say(language, "workspace.say", ("place", i + 1), ("name", w.Name))))],
        };
    }

    private WorkspaceChoice Chosen(string name, string? held, string language)
    {
        var note = replies.Say(language, "workspace.chosen", ("name", name));
        return held is null ? Say(language, new Reply(note)) : new WorkspaceChoice(null, held, note);
    }

    private static WorkspaceChoice Say(string language, Reply reply) => new(new Answer([reply], language, null), null, null);

    private async Task<List<Named>> NamedAsync(IReadOnlyList<KnownIdentity> known, CancellationToken cancellationToken)
    {
        List<Named> named = [];
        foreach (var workspace in known.Select(k => k.Workspace))
        {
            if (await directories.GetAsync(workspace, cancellationToken) is { } directory) named.Add(new Named(workspace, directory.Workspace.Name));
        }

        return named;
    }

    private async Task<(AskedWorkspace? Asked, long Version)> LoadAsync(string key, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(key, cancellationToken) is not { } stored) return (null, 0);
        try
        {
            return (JsonSerializer.Deserialize(stored.Json.Span, AskedWorkspaceJson.Default.AskedWorkspace), stored.Version);
        }
        catch (JsonException)
        {
            return (null, stored.Version);
        }
    }

    // Somebody faster asked, or chose: both are as good as this.
    private Task<bool> SaveAsync(string key, AskedWorkspace asked, long version, CancellationToken cancellationToken) =>
        store.SaveAsync(key, JsonSerializer.SerializeToUtf8Bytes(asked, AskedWorkspaceJson.Default.AskedWorkspace), version, Patience, cancellationToken);

    private sealed record Named(WorkspaceId Id, string Name);
}

/// <summary>What becomes of a message that has to do with the choice of a workspace.</summary>
/// <param name="Answer">What is said; null where the message that had to wait is taken now.</param>
/// <param name="Held">That message.</param>
/// <param name="Note">What is said before its answer.</param>
internal sealed record WorkspaceChoice(Answer? Answer, string? Held, string? Note);

/// <summary>Somebody was asked for a workspace.</summary>
/// <param name="Held">What they had wanted, done once they have chosen; null for nothing.</param>
internal sealed record AskedWorkspace(string? Held)
{
    /// <summary>The message that chose; null while it is awaited.</summary>
    public string? AnsweredBy { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(AskedWorkspace))]
internal sealed partial class AskedWorkspaceJson : JsonSerializerContext;
