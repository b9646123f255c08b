using System.Collections.Concurrent;
using PmBot.ProjectCore.Storage;

namespace PmBot.ProjectCore.Workspaces;

/// <summary>The <see cref="WorkspaceDirectory"/> of each workspace, cached and always current.</summary>
public sealed class WorkspaceDirectories
{
    private readonly Database database;
    private readonly ConcurrentDictionary<WorkspaceId, WorkspaceDirectory> cache = new();

    internal WorkspaceDirectories(Database database)
    {
        this.database = database;
        database.CommitFailed += cache.Clear;
    }

    /// <summary>The directory as it is now, or null where there is no such workspace. Costs one tiny query unless it changed.</summary>
    public Task<WorkspaceDirectory?> GetAsync(WorkspaceId id, CancellationToken cancellationToken) =>
        database.ReadAsync(lane => CurrentAsync(lane, id, cancellationToken), cancellationToken);

    internal async Task<WorkspaceDirectory?> CurrentAsync(Lane lane, WorkspaceId id, CancellationToken cancellationToken)
    {
        var revision = await lane.Command("SELECT revision FROM workspaces WHERE id = @p0 AND deleted_at IS NULL", id.Value)
            .ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        return revision is long known ? await AtAsync(lane, id, known, publish: true, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <summary>The directory, of which the revision is known already.</summary>
    /// <param name="publish">False inside a transaction that changes it: what is read there may never be committed.</param>
    internal async Task<WorkspaceDirectory> AtAsync(Lane lane, WorkspaceId id, long revision, bool publish, CancellationToken cancellationToken)
    {
        if (cache.TryGetValue(id, out var cached) && cached.Revision == revision) return cached;
        // The revision was read before the rest. Should somebody commit in between, this holds newer things under an older revision,
        // and is read again when it is next asked for: never the other way round.
        var loaded = await DirectoryLoader.LoadAsync(lane, id, revision, cancellationToken).ConfigureAwait(false);
        if (publish) cache.AddOrUpdate(id, static (_, fresh) => fresh, static (_, old, fresh) => fresh.Revision > old.Revision ? fresh : old, loaded);
        return loaded;
    }
}
