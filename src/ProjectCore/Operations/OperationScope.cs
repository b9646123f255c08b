using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Operations;

/// <summary>What one run of an operation works with: the actor, the moment, the directory and the open transaction.</summary>
public sealed class OperationScope
{
    private readonly Lane lane;
    private readonly Database database;
    private readonly WorkspaceDirectory? directory;
    private readonly List<object> added = [];

    internal OperationScope(Lane lane, Database database, WorkspaceDirectory? directory, Actor actor, DateTimeOffset now, bool isPreview)
    {
        (this.lane, this.database, this.directory, Actor, Now, IsPreview) = (lane, database, directory, actor, now, isPreview);
    }

    /// <summary>Who acts.</summary>
    public Actor Actor { get; }

    /// <summary>The moment of the operation, to the millisecond, in UTC.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Nothing will be kept.</summary>
    public bool IsPreview { get; }

    /// <summary>The tables, inside the transaction. What is loaded and changed is saved; new rows go through <see cref="Add"/>.</summary>
    public PmBotDbContext Db => lane.Context;

    /// <summary>People and projects, current within the transaction.</summary>
    public WorkspaceDirectory Directory => directory ?? throw new InvalidOperationException("There is no workspace yet.");

    /// <summary>The actor may do everything.</summary>
    public bool IsWorkspaceAdmin => Directory.User(Actor.User) is { IsActive: true, Role: WorkspaceRole.Admin };

    internal IReadOnlyList<object> Added => added;

    /// <summary>Puts a new row among those to be written, after what it refers to.</summary>
    public void Add(object row) => added.Add(row);

    /// <summary>The project, if the actor's role there reaches; one of which the actor may not know does not exist.</summary>
    /// <param name="operation">What is attempted, for the refusal.</param>
    /// <param name="evenArchived">Archived projects are read only but for what is about that.</param>
    public Result<DirectoryProject> Require(ProjectId project, Role role, string operation, bool evenArchived = false)
    {
        if (Directory.Project(project) is not { } found || Directory.RoleIn(project, Actor.User) is not { } has) return new ProjectNotFound();
        if (has < role) return new NotAllowed(operation, has, role, found.Name);
        return found.Archived && !evenArchived ? new ProjectArchived(found.Name) : found;
    }

    /// <summary>The workspace's next task number; of a preview, the one that would come.</summary>
    public async Task<int> NextTaskNumberAsync(CancellationToken cancellationToken)
    {
        var workspace = Actor.Workspace.Value;
        if (!IsPreview) return await database.NextNumberAsync(lane, "last_task", workspace, cancellationToken).ConfigureAwait(false);
        var last = await lane.Command("SELECT last_task FROM workspace_counters WHERE workspace_id = @p0", workspace)
            .ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        return Convert.ToInt32(last, System.Globalization.CultureInfo.InvariantCulture) + 1;
    }

    /// <summary>Makes those who add dependencies in one workspace wait for each other, as two of them together could close a circle.</summary>
    internal async Task LockDependenciesAsync(CancellationToken cancellationToken)
    {
        if (!lane.IsPostgres || IsPreview) return;
        var key = BitConverter.ToInt64(Actor.Workspace.Value.ToByteArray(), 8);
        await lane.ExecuteAsync("SELECT pg_advisory_xact_lock(@p0)", cancellationToken, key).ConfigureAwait(false);
    }

    /// <summary>Uses a link code of one of the people up; false when it is used, over or somebody else's.</summary>
    internal async Task<bool> UseLinkCodeAsync(string digest, UserId one, UserId other, CancellationToken cancellationToken) => await lane.ExecuteAsync(
        "UPDATE link_codes SET is_used = @p0 WHERE digest = @p1 AND is_used = @p2 AND expires_at > @p3 AND user_id IN (@p4, @p5)",
        cancellationToken, true, digest, false, lane.Moment(Now), one.Value, other.Value).ConfigureAwait(false) == 1;

    internal PersonRef? Person(UserId? id) => id is { } user ? Directory.User(user)?.Ref : null;

    internal void ForgetAdded() => added.Clear();
}
