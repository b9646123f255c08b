namespace PmBot.ProjectCore.Workspaces;

/// <summary>The <see cref="WorkspaceDirectory"/> of each workspace, cached and always current.</summary>
public sealed class WorkspaceDirectories
{
    /// <summary>The directory as it is now, or null where there is no such workspace. Costs one tiny query unless it changed.</summary>
    public Task<WorkspaceDirectory?> GetAsync(WorkspaceId id, CancellationToken cancellationToken) => throw new NotSupportedException();
}
