using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Deployments;

/// <summary>One release brought, or about to be brought, to an environment.</summary>
public sealed class Deployment : Entity
{
    /// <summary>Longest name of a release, in UTF-16 units.</summary>
    public const int MaxReleaseLength = 200;

    private Deployment()
    {
    }

    internal Deployment(WorkspaceId workspace, DeploymentId id, int number, DateTimeOffset at)
    {
        (WorkspaceId, Id, Number, CreatedAt) = (workspace, id, number, at);
    }

    public DeploymentId Id { get; private set; }
    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>Unique in the workspace.</summary>
    public int Number { get; private set; }
    public ProjectId ProjectId { get; private set; }
    public EnvironmentId EnvironmentId { get; private set; }

    /// <summary>Branch, tag or commit.</summary>
    public string Release { get; private set; } = "";
    public DeploymentStatus Status { get; private set; }
    public UserId? RequestedBy { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    internal void Update(ProjectId project, EnvironmentId environment, string release, DeploymentStatus status, UserId? requestedBy)
    {
        (ProjectId, EnvironmentId, Release, Status, RequestedBy) = (project, environment, release, status, requestedBy);
        Touch();
    }
}
