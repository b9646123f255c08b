using System.Globalization;
using System.Text.Json;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Rendering;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Proactive;

/// <summary>Writes to people and channels outside a turn, and lets what is said there go on as a conversation.</summary>
public sealed class ProactiveChat(
    ConversationRefs refs, IOutbound outbound, IConversationGate gate, ConversationStates states, TurnServices services, TimeProvider clock)
{
    private const int MaxSaves = 3;

    /// <summary>Tells a person something in private, on the channel that they want or last used; what cannot be reached is passed over.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="user">Whom.</param>
    /// <param name="channel">The channel that they want, or null.</param>
    /// <param name="key">Names what is said, for the operations that it may come to.</param>
    /// <param name="say">Says it; may begin a dialog. Run anew for each conversation that is tried.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DeliveryException">They cannot be reached now.</exception>
    public Task TellAsync(
        WorkspaceId workspace, UserId user, string? channel, string key, Func<Turn, CancellationToken, Task> say, CancellationToken cancellationToken) => TellOverAsync(
        workspace, user, channel, key,
        async (turn, ct) =>
        {
            await say(turn, ct);
            return null;
        },
        cancellationToken);

    /// <summary>The same, where what is said may stand in for a message told before.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="user">Whom.</param>
    /// <param name="channel">The channel that they want, or null.</param>
    /// <param name="key">Names what is said, for the operations that it may come to.</param>
    /// <param name="say">Says it; gives the id of the message in this conversation that it replaces, or null for a new one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Where it was told.</returns>
    /// <exception cref="DeliveryException">They cannot be reached now.</exception>
    internal async Task<ToldMessage> TellOverAsync(
        WorkspaceId workspace, UserId user, string? channel, string key, Func<Turn, CancellationToken, Task<string?>> say, CancellationToken cancellationToken)
    {
        var reached = (await refs.OfAsync(workspace, user, cancellationToken)).OrderBy(r => r.Channel == channel ? 0 : 1).ToList();
        DeliveryException? failure = null;
        foreach (var reference in reached)
        {
            try
            {
                return await TellAsync(reference, user, key, say, cancellationToken);
            }
            catch (DeliveryException e)
            {
                // One that may be reached later counts more than one that is gone.
                failure = failure is null or { IsGone: true } ? e : failure;
            }
        }

        throw failure ?? new DeliveryException("Nobody knows where to write to this person yet.");
    }

    /// <summary>Posts in a shared channel, or into the message that is there already.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="conversation">The channel's key.</param>
    /// <param name="key">Names what is said: the same is not sent twice.</param>
    /// <param name="say">What, in the language given.</param>
    /// <param name="messageId">The message to replace, or null for a new one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What it can be replaced by later: the channel's ids of the messages that it took, or our own names of them, a line each.</returns>
    /// <exception cref="DeliveryException">The channel did not take it.</exception>
    public async Task<string?> PostAsync(
        WorkspaceId workspace, string conversation, string key, Func<string, ReplyCatalog, Reply> say, string? messageId, CancellationToken cancellationToken)
    {
        var reference = await refs.FindAsync(workspace, conversation, cancellationToken) ?? throw new DeliveryException("Nobody knows where this channel is any more.") { IsGone = true };
        var directory = await services.Directories.GetAsync(workspace, cancellationToken) ?? throw new DeliveryException("There is no such workspace.");
        var language = reference.Language ?? (reference.UserId is { } reader ? directory.User(reader)?.Language : null) ?? directory.Workspace.Language;
        var (known, features) = Open(reference);
        var address = Room(known);
        return await SendAsync(ReplyRenderer.Render(say(language, services.Replies), language, features), (address, features), $"{workspace}|{key}", messageId, cancellationToken);
    }

    /// <summary>The sentences.</summary>
    public ReplyCatalog Replies => services.Replies;

    /// <summary>Whether a message in a conversation can be replaced.</summary>
    public async Task<bool> CanUpdateAsync(WorkspaceId workspace, string conversation, CancellationToken cancellationToken) =>
        await refs.FindAsync(workspace, conversation, cancellationToken) is { } reference && JsonSerializer.Deserialize(reference.Features, ProactiveJson.Default.ChannelFeatures)!.Updates;

    /// <summary>Whether anybody knows where to write to a person.</summary>
    public async Task<bool> IsKnownAsync(WorkspaceId workspace, UserId user, CancellationToken cancellationToken) => (await refs.OfAsync(workspace, user, cancellationToken)).Count > 0;

    /// <summary>The key of somebody's private conversation, the one last used; null when there is none.</summary>
    public async Task<string?> PrivateKeyAsync(WorkspaceId workspace, UserId user, CancellationToken cancellationToken) =>
        await refs.OfAsync(workspace, user, cancellationToken) is [var last, ..] ? last.Key : null;

    private async Task<ToldMessage> TellAsync(ConversationRef reference, UserId user, string key, Func<Turn, CancellationToken, Task<string?>> say, CancellationToken cancellationToken)
    {
        var (address, features) = Open(reference);
        var directory = await services.Directories.GetAsync(reference.WorkspaceId, cancellationToken);
        if (directory?.User(user) is not { IsActive: true })
        {
            throw new DeliveryException("This person has left.");
        }

        // Private talk is one conversation, whatever the channel.
        var stateKey = TalkKeys.Private(reference.WorkspaceId, user);
        await using var entered = await gate.EnterAsync(stateKey, cancellationToken);
        var told = new ToldMessage(reference.Key, "");
        for (var saves = 0; ;)
        {
            var loaded = await states.LoadAsync(stateKey, cancellationToken);
            var turn = new Turn(services, new Actor(reference.WorkspaceId, user, reference.Channel), directory, loaded.State, new MessageStamp(clock.GetUtcNow(), $"{key}|{stateKey}"))
            {
                Place = new ConversationPlace(reference.Key, IsPrivate: true, reference.Name),
            };
            var replaced = await say(turn, cancellationToken);
            if (saves == 0)
            {
                var all = turn.Said.SelectMany(reply => ReplyRenderer.Render(reply, turn.Language, features));
                told = told with { MessageId = await SendAsync(all, (address, features), $"{key}|{reference.Key}", replaced, cancellationToken) ?? "" };
            }

            // Once it is said it is not said again: another instance that was faster only makes the talk be saved anew.
            if (await states.SaveAsync(stateKey, loaded, cancellationToken) || ++saves == MaxSaves)
            {
                return told;
            }
        }
    }

    /// <summary>Sends messages, each in the place of one that is there as long as there are any; takes away those that are too many.</summary>
    /// <returns>Their ids, a line each, or null where there are none.</returns>
    private async Task<string?> SendAsync(
        IEnumerable<Activity> activities, (ConversationReference Address, ChannelFeatures Features) to, string key, string? replaced, CancellationToken cancellationToken)
    {
        var before = replaced is not null && to.Features.Updates ? replaced.Split('\n') : [];
        var now = new List<string>();
        foreach (var activity in activities)
        {
            var there = now.Count < before.Length ? before[now.Count] : null;
            var name = Part(key, now.Count);
            // What is still under way is known by its name until the channel has given it an id.
            now.Add(await outbound.SendAsync(new OutboundMessage(name, there is null ? OutboundVerb.Send : OutboundVerb.Update, to.Address, activity, there), cancellationToken) ?? there ?? name);
        }

        for (var i = now.Count; i < before.Length; i++)
        {
            await outbound.SendAsync(new OutboundMessage($"{Part(key, i)}x", OutboundVerb.Delete, to.Address, new Activity { Type = ActivityTypes.MessageDelete }, before[i]), cancellationToken);
        }

        return now.Count == 0 ? null : string.Join('\n', now);
    }

    private static (ConversationReference Address, ChannelFeatures Features) Open(ConversationRef reference) => (
        JsonSerializer.Deserialize(reference.Reference, ProactiveJson.Default.ConversationReference)!,
        JsonSerializer.Deserialize(reference.Features, ProactiveJson.Default.ChannelFeatures)!);

    /// <summary>The room itself: what nobody asked for does not go on below what was last spoken of there.</summary>
    private static ConversationReference Room(ConversationReference reference)
    {
        var at = reference.Conversation;
        return at.Id?.IndexOf(Place.ThreadMark, StringComparison.OrdinalIgnoreCase) is > 0 and var mark
            ? reference with { Conversation = new() { Id = at.Id[..mark], Name = at.Name, IsGroup = at.IsGroup, ConversationType = at.ConversationType, TenantId = at.TenantId } }
            : reference;
    }

    private static string Part(string key, int count) => string.Create(CultureInfo.InvariantCulture, $"{key}#{count}");
}
