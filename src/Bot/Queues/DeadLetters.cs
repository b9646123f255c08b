using System.Text.Json;
using PmBot.Bot.Dialogs;
using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Queues;

/// <summary>Messages that could not be delivered, and having them tried again.</summary>
public sealed class DeadLetters(WorkQueue<OutboundRow> outbound, IdentityQueries identities, ConversationRefs refs)
{
    /// <summary>The most that are looked at.</summary>
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
            if (workspace is { } own && !await BelongsAsync(own, channel, reference.Conversation.TenantId, reference.Conversation.Id ?? "", cancellationToken)) continue;
            letters.Add(new DeadLetter(row.Id, channel, reference.Conversation.Name, reference.User?.Name, stored.Activity.Text ?? "", row.LastError ?? "", row.DoneAt!.Value));
        }

        return letters;
    }

    /// <summary>Has them tried again, from the beginning.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> ResendAsync(IEnumerable<DeadLetter> letters, CancellationToken cancellationToken) => outbound.ReviveAsync([.. letters.Select(l => l.Id)], cancellationToken);

    private async Task<bool> BelongsAsync(WorkspaceId workspace, string channel, string? tenant, string conversation, CancellationToken cancellationToken) =>
        tenant is { Length: > 0 } && await identities.FindWorkspaceByTenantAsync(channel, tenant, cancellationToken) is { } found
            ? found == workspace
            : (await refs.WorkspacesOfAsync(channel, conversation, cancellationToken)).Contains(workspace);
}

/// <summary>A message that could not be delivered.</summary>
/// <param name="Id">Which.</param>
/// <param name="Channel">The channel's name in the domain.</param>
/// <param name="Conversation">What the conversation is called, where the platform says so.</param>
/// <param name="Recipient">Whom it was for, where the platform says so.</param>
/// <param name="Text">What it says.</param>
/// <param name="Reason">Why it was given up, for operators.</param>
/// <param name="At">When.</param>
public sealed record DeadLetter(Guid Id, string Channel, string? Conversation, string? Recipient, string Text, string Reason, DateTimeOffset At);
