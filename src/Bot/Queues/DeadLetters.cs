using System.Text.Json;
using PmBot.Adapters.Activities;
using PmBot.Bot.Dialogs;
using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Queues;

/// <summary>What was given up: messages that could not be delivered, and what people wrote that could not be handled; and having it tried again.</summary>
public sealed class DeadLetters(WorkQueue<OutboundRow> outbound, WorkQueue<InboxRow> inbox, IdentityQueries identities, ConversationRefs refs)
{
    /// <summary>The most of each kind that are looked at.</summary>
    public const int Most = 500;

    /// <summary>Those of a workspace, or of all; the newest first.</summary>
    /// <param name="workspace">Whose, or null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(WorkspaceId? workspace, CancellationToken cancellationToken)
    {
        var letters = new List<DeadLetter>();
        foreach (var row in await outbound.DeadAsync(Most, cancellationToken))
        {
            var stored = JsonSerializer.Deserialize(row.Payload, DeliveryJson.Default.StoredMessage)!;
            var reference = stored.Reference;
            var channel = People.Channel(reference.ChannelId);
            if (workspace is { } own && !await BelongsAsync(own, channel, reference.Conversation, reference.User?.Id, cancellationToken)) continue;
            letters.Add(new DeadLetter(row.Id, WasWritten: false, channel, reference.Conversation.Name, reference.User?.Name, stored.Activity.Text ?? "", row.LastError ?? "", row.DoneAt!.Value)
            {
                IsPrivate = !Place.IsSharedIn(reference.Conversation), GoneFrom = row.LastError == GonePlaces.Reason ? Room(reference.Conversation.Id ?? "") : null,
            });
        }

        foreach (var row in await inbox.DeadAsync(Most, cancellationToken))
        {
            var stored = JsonSerializer.Deserialize(row.Payload, DeliveryJson.Default.StoredArrival)!;
            var place = stored.Activity.Conversation ?? stored.Reference.Conversation;
            var channel = People.Channel(stored.Activity.ChannelId ?? stored.Reference.ChannelId);
            if (workspace is { } own && !await BelongsAsync(own, channel, place, stored.Activity.From?.Id, cancellationToken)) continue;
            // What people wrote to the bot alone is not for others to read, and may hold a secret.
            letters.Add(new DeadLetter(row.Id, WasWritten: true, channel, place.Name, stored.Activity.From?.Name ?? stored.Reference.User?.Name, Text: "", row.LastError ?? "", row.DoneAt!.Value));
        }

        return [.. letters.OrderByDescending(l => l.At)];
    }

    /// <summary>Has them tried again, from the beginning: messages are sent, what was written is worked on.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> ResendAsync(IReadOnlyCollection<DeadLetter> letters, CancellationToken cancellationToken)
    {
        var (written, unsent) = (letters.Where(l => l.WasWritten).Select(l => l.Id).ToArray(), letters.Where(l => !l.WasWritten).Select(l => l.Id).ToArray());
        var count = unsent.Length == 0 ? 0 : await outbound.ReviveAsync(unsent, cancellationToken);
        return written.Length == 0 ? count : count + await inbox.ReviveAsync(written, cancellationToken);
    }

    private static string Room(string conversation) => conversation.IndexOf(Place.ThreadMark, StringComparison.OrdinalIgnoreCase) is > 0 and var mark ? conversation[..mark] : conversation;

    private async Task<bool> BelongsAsync(WorkspaceId workspace, string channel, ConversationAccount place, string? person, CancellationToken cancellationToken)
    {
        if (place.TenantId is { Length: > 0 } tenant && await identities.FindWorkspaceByTenantAsync(channel, tenant, cancellationToken) is { } found) return found == workspace;
        if ((await refs.WorkspacesOfAsync(channel, place.Id ?? "", cancellationToken)).Contains(workspace)) return true;
        // The way to somebody may be forgotten; who they are is not.
        return place.TenantId is not { Length: > 0 } && !Place.IsSharedIn(place) && person is not null && (await identities.OfAccountAsync(channel, person, cancellationToken)).Any(k => k.Workspace == workspace);
    }
}

/// <summary>A message that could not be delivered, or that was written to the bot and could not be handled.</summary>
/// <param name="Id">Which.</param>
/// <param name="WasWritten">Somebody wrote it to the bot, which failed at it; else the bot said it and the channel did not take it.</param>
/// <param name="Channel">The channel's name in the domain.</param>
/// <param name="Conversation">What the conversation is called, where the platform says so.</param>
/// <param name="Person">Whom it was for, or who wrote it, where the platform says so.</param>
/// <param name="Text">What it says; empty for what was written to the bot.</param>
/// <param name="Reason">Why it was given up, for operators.</param>
/// <param name="At">When.</param>
public sealed record DeadLetter(Guid Id, bool WasWritten, string Channel, string? Conversation, string? Person, string Text, string Reason, DateTimeOffset At)
{
    /// <summary>It was said to one person alone: its words are not for other people, whatever their role. The operator of the service reads them all the same.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>The room, without its threads, where it was given up because the bot is not there any more; else null.</summary>
    public string? GoneFrom { get; init; }
}
