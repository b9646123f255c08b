using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Projects;

/// <summary>Reads about projects, as far as the actor may see them.</summary>
public sealed class ProjectQueries
{
    /// <summary>How a project stands.</summary>
    /// <param name="localNow">The asker's wall clock.</param>
    public Task<Result<ProjectStatus>> StatusAsync(Actor actor, ProjectId project, DateTime localNow, CancellationToken cancellationToken) => throw new NotSupportedException();
}
