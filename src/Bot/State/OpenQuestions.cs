using System.Text.Json;
using System.Text.Json.Serialization;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.State;

/// <summary>Which questions in rooms wait for somebody's yes, so that they can be seen and answered elsewhere.</summary>
/// <remarks>A room's talks are kept by room and account; this leads from the person to them. It may be lost without harm: the question still stands where it was asked.</remarks>
public sealed class OpenQuestions(IStateStore store, TimeProvider clock)
{
    // Somebody who is asked in more rooms than this within ten minutes finds the oldest there.
    private const int Most = 20;
    private const int MaxSaves = 3;

    /// <summary>What waits, the oldest first.</summary>
    /// <exception cref="StateUnavailableException">The store is away.</exception>
    public async Task<IReadOnlyList<OpenQuestion>> OfAsync(WorkspaceId workspace, UserId user, CancellationToken cancellationToken) =>
        (await LoadAsync(Key(workspace, user), cancellationToken)).Questions;

    /// <summary>The question of an id, or null where none of theirs is called so.</summary>
    /// <exception cref="StateUnavailableException">The store is away.</exception>
    public async Task<OpenQuestion?> FindAsync(WorkspaceId workspace, UserId user, string id, CancellationToken cancellationToken) =>
        (await OfAsync(workspace, user, cancellationToken)).FirstOrDefault(q => q.Id == id);

    /// <summary>Remembers what waits in one talk now.</summary>
    /// <param name="workspace">Whose workspace.</param>
    /// <param name="user">Whose yes.</param>
    /// <param name="talk">The key of the talk.</param>
    /// <param name="now">What waits there; null for nothing any more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StateUnavailableException">The store is away.</exception>
    public async Task SettleAsync(WorkspaceId workspace, UserId user, string talk, OpenQuestion? now, CancellationToken cancellationToken)
    {
        var key = Key(workspace, user);
        for (var i = 0; i < MaxSaves; i++)
        {
            var (questions, version) = await LoadAsync(key, cancellationToken);
            List<OpenQuestion> after = [.. questions.Where(q => q.Talk != talk)];
            if (now is not null) after.Add(now);
            if (after.SequenceEqual(questions)) return;
            var life = after.Count == 0 ? TimeSpan.FromMinutes(1) : after.Max(q => q.ExpiresAt) - clock.GetUtcNow() + TimeSpan.FromMinutes(1);
            var json = JsonSerializer.SerializeToUtf8Bytes<IReadOnlyList<OpenQuestion>>([.. after.TakeLast(Most)], OpenQuestionJson.Default.IReadOnlyListOpenQuestion);
            if (await store.SaveAsync(key, json, version, life, cancellationToken)) return;
        }
    }

    private async Task<(IReadOnlyList<OpenQuestion> Questions, long Version)> LoadAsync(string key, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(key, cancellationToken) is not { } stored) return ([], 0);
        try
        {
            var questions = JsonSerializer.Deserialize(stored.Json.Span, OpenQuestionJson.Default.IReadOnlyListOpenQuestion) ?? [];
            return ([.. questions.Where(q => q.ExpiresAt > clock.GetUtcNow())], stored.Version);
        }
        catch (JsonException)
        {
            return ([], stored.Version);
        }
    }

    private static string Key(WorkspaceId workspace, UserId user) => $"questions|{workspace}|{user}";
}

/// <summary>A question that waits for a yes.</summary>
/// <param name="Id">Of the confirmation.</param>
/// <param name="Talk">The key of the talk that it was asked in.</param>
/// <param name="Conversation">The conversation, as it is locked.</param>
/// <param name="Where">What the room is called, where that is known.</param>
/// <param name="ExpiresAt">After this a yes counts for nothing.</param>
public sealed record OpenQuestion(string Id, string Talk, string Conversation, string? Where, DateTimeOffset ExpiresAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(IReadOnlyList<OpenQuestion>))]
internal sealed partial class OpenQuestionJson : JsonSerializerContext;
