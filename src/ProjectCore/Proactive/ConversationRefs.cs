using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Proactive;

/// <summary>Keeps how people and channels are reached.</summary>
public sealed class ConversationRefs
{
    private readonly Database database;

    internal ConversationRefs(Database database) => this.database = database;

    /// <summary>Keeps a reference in place of an earlier one of the same key.</summary>
    public Task KeepAsync(ConversationRef reference, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            await lane.Context.ConversationRefs.Where(r => r.WorkspaceId == reference.WorkspaceId && r.Key == reference.Key).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            await RowWriter.WriteAsync(lane, [reference], cancellationToken).ConfigureAwait(false);
            return new Written<bool>(Result: true, Commit: true);
        },
        repeatable: true,
        cancellationToken);

    /// <summary>The private conversations of a person, the last used first.</summary>
    public Task<IReadOnlyList<ConversationRef>> OfAsync(WorkspaceId workspace, UserId user, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<ConversationRef>>(
        async lane => await lane.Context.ConversationRefs.AsNoTracking().Where(r => r.WorkspaceId == workspace && r.UserId == user)
            .OrderByDescending(r => r.SeenAt).ThenBy(r => r.Key).ToListAsync(cancellationToken).ConfigureAwait(false),
        cancellationToken);

    /// <summary>The conversation of a key, or null.</summary>
    public Task<ConversationRef?> FindAsync(WorkspaceId workspace, string key, CancellationToken cancellationToken) => database.ReadAsync(
        lane => lane.Context.ConversationRefs.AsNoTracking().FirstOrDefaultAsync(r => r.WorkspaceId == workspace && r.Key == key, cancellationToken),
        cancellationToken);

    /// <summary>Whether the conversation of a key is known.</summary>
    public Task<bool> IsKeptAsync(WorkspaceId workspace, string key, CancellationToken cancellationToken) => database.ReadAsync(
        lane => lane.Context.ConversationRefs.AsNoTracking().AnyAsync(r => r.WorkspaceId == workspace && r.Key == key, cancellationToken),
        cancellationToken);

    /// <summary>The conversations on a channel, of all workspaces.</summary>
    /// <param name="channel">The channel's name in the domain.</param>
    /// <param name="conversation">Only the conversation of this id, and those whose ids begin with it; null for all of the channel.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<IReadOnlyList<ConversationRef>> OnAsync(string channel, string? conversation, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<ConversationRef>>(
        async lane => await lane.Context.ConversationRefs.AsNoTracking()
            .Where(r => r.Channel == channel && (conversation == null || r.Conversation.StartsWith(conversation)))
            .ToListAsync(cancellationToken).ConfigureAwait(false),
        cancellationToken);

    /// <summary>Forgets a conversation: nobody can write there any more. One that somebody wrote from after <paramref name="asOf"/> is kept.</summary>
    /// <returns>Whether it was known.</returns>
    public Task<bool> ForgetAsync(WorkspaceId workspace, string key, DateTimeOffset asOf, CancellationToken cancellationToken) => database.WriteAsync(
        async lane => new Written<bool>(
            await lane.Context.ConversationRefs.Where(r => r.WorkspaceId == workspace && r.Key == key && r.SeenAt <= asOf).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false) > 0,
            Commit: true),
        repeatable: true,
        cancellationToken);

    /// <summary>The workspaces whose people have been written to in a conversation.</summary>
    public Task<IReadOnlyList<WorkspaceId>> WorkspacesOfAsync(string channel, string conversation, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<WorkspaceId>>(
        async lane => await lane.Context.ConversationRefs.AsNoTracking().Where(r => r.Channel == channel && r.Conversation == conversation).Select(r => r.WorkspaceId).Distinct()
            .ToListAsync(cancellationToken).ConfigureAwait(false),
        cancellationToken);
}
