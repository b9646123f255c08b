using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Jobs;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Proactive;

/// <summary>Remembers with each turn how its person, or its channel, can be written to later.</summary>
/// <remarks>Only what changed is written: most turns come from where the last one did.</remarks>
public sealed class ConversationBook(ConversationRefs refs, Deliveries deliveries, DueBell bell, TimeProvider clock)
{
    private const int MostRemembered = 20_000;

    // A reference that is used stays the last one used, even when nothing about it changes.
    private static readonly TimeSpan Refresh = TimeSpan.FromHours(1);

    // Another instance may have heard that the bot is gone from there.
    private static readonly TimeSpan Sure = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(WorkspaceId, string), Written> written = new();
    private readonly ConcurrentDictionary<UserId, string> lastOf = new();

    /// <summary>Keeps the way back of a turn; null where there is none.</summary>
    public async Task<ConversationPlace?> RecordAsync(TurnContext turn, Speaker speaker, bool isShared, string? language, CancellationToken cancellationToken)
    {
        if (turn.Reference is not { Conversation.Id: { Length: > 0 } conversation } reference)
        {
            return null;
        }

        var (workspace, user, channel) = (speaker.Actor.Workspace, speaker.Actor.User, speaker.Actor.Surface);
        var isPrivate = !isShared;
        var key = isPrivate ? ConversationRef.PrivateKey(user, channel) : ConversationRef.SharedKey(channel, conversation);
        var place = new ConversationPlace(key, isPrivate, turn.Activity.Conversation?.Name);
        var now = clock.GetUtcNow();
        // Of a shared channel nobody's account is kept, or the reference would change with everyone who speaks.
        var json = JsonSerializer.Serialize(isPrivate ? reference : reference with { User = null, Locale = null }, ProactiveJson.Default.ConversationReference);
        var isOther = isPrivate && lastOf.GetValueOrDefault(user) != key;
        if (!isOther && written.TryGetValue((workspace, key), out var before) && before.Json == json && now - before.At < Refresh && await IsKeptAsync((workspace, key), before, now, cancellationToken))
        {
            return place;
        }

        if (written.Count >= MostRemembered)
        {
            written.Clear();
            lastOf.Clear();
        }

        var kept = new ConversationRef
        {
            WorkspaceId = workspace,
            Key = key,
            UserId = isPrivate ? user : null,
            Channel = channel,
            Conversation = conversation,
            Name = place.Name,
            Language = language,
            Reference = json,
            Features = JsonSerializer.Serialize(turn.Features with { OnlyForThem = false }, ProactiveJson.Default.ChannelFeatures),
            SeenAt = now,
        };
        await KeepAsync(kept, new Written(json, now, now), cancellationToken);
        if (isPrivate)
        {
            lastOf[user] = key;
            if (await deliveries.WakeAsync(workspace, user, cancellationToken) > 0)
            {
                bell.Due(now);
            }
        }

        return place;
    }

    /// <summary>Writes a conversation down. It counts as known from before that: forgotten in between, it is known no longer, where afterwards it would be taken for known.</summary>
    private async Task KeepAsync(ConversationRef reference, Written known, CancellationToken cancellationToken)
    {
        var place = (reference.WorkspaceId, reference.Key);
        written[place] = known;
        try
        {
            await refs.KeepAsync(reference, cancellationToken);
        }
        catch
        {
            written.TryRemove(KeyValuePair.Create(place, known));
            throw;
        }
    }

    /// <summary>A conversation is known no longer: the next message from there is written down.</summary>
    internal void Forget(ConversationRef reference) => written.TryRemove((reference.WorkspaceId, reference.Key), out _);

    private async Task<bool> IsKeptAsync((WorkspaceId Workspace, string Key) place, Written before, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - before.SureAt < Sure) return true;
        if (!await refs.IsKeptAsync(place.Workspace, place.Key, cancellationToken)) return false;
        written.TryUpdate(place, before with { SureAt = now }, before);
        return true;
    }

    private sealed record Written(string Json, DateTimeOffset At, DateTimeOffset SureAt);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConversationReference))]
[JsonSerializable(typeof(ChannelFeatures))]
internal sealed partial class ProactiveJson : JsonSerializerContext;
