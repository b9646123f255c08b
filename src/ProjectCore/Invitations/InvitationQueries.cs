using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Invitations;

/// <summary>Reads invitations; only who may invite to a project sees them.</summary>
public sealed class InvitationQueries
{
    private readonly Database database;
    private readonly WorkspaceDirectories directories;
    private readonly TimeProvider clock;

    internal InvitationQueries(Database database, WorkspaceDirectories directories, TimeProvider clock) => (this.database, this.directories, this.clock) = (database, directories, clock);

    /// <summary>Where the invitation with a code leads, as long as it can be used; null otherwise. Whoever knows the code is asked in there.</summary>
    /// <param name="codeHash">See <see cref="InvitationCode.Hash"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<WorkspaceId?> WorkspaceOfAsync(string codeHash, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database.ReadAsync(
            lane => lane.Context.Invitations.AsNoTracking().Where(i => i.CodeHash == codeHash && i.RedeemedAt == null && i.ExpiresAt > now)
                .Select(i => (WorkspaceId?)i.WorkspaceId).FirstOrDefaultAsync(cancellationToken),
            cancellationToken);
    }

    /// <summary>Those that can still be used, the first to expire first.</summary>
    public Task<IReadOnlyList<InvitationView>> PendingAsync(Actor actor, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<InvitationView>>(
            async lane =>
            {
                if (await directories.CurrentAsync(lane, actor.Workspace, cancellationToken).ConfigureAwait(false) is not { } directory) return [];
                var (now, mine) = (clock.GetUtcNow(), directory.VisibleProjects(actor.User).Where(p => directory.RoleIn(p.Id, actor.User) >= Role.Admin).Select(p => p.Id).ToArray());
                var rows = await lane.Context.Invitations.AsNoTracking().Where(i => mine.Contains(i.ProjectId) && i.RedeemedAt == null && i.ExpiresAt > now)
                    .OrderBy(i => i.ExpiresAt).ThenBy(i => i.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
                return [.. rows.Select(i => InvitationScope.View(i, directory))];
            },
            cancellationToken);
}
