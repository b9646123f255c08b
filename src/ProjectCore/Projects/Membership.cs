using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Projects;

/// <summary>A person's place in a project. One a person and project; a removed one is revived when the person comes back.</summary>
public sealed class Membership : Entity
{
    private Membership()
    {
    }

    internal Membership(WorkspaceId workspace, MembershipId id, ProjectId project, UserId user, Role role)
    {
        (WorkspaceId, Id, ProjectId, UserId, Role) = (workspace, id, project, user, role);
    }

    public MembershipId Id { get; private set; }
    public WorkspaceId WorkspaceId { get; private set; }
    public ProjectId ProjectId { get; private set; }
    public UserId UserId { get; private set; }
    public Role Role { get; private set; }

    internal void MoveTo(UserId user)
    {
        UserId = user;
        Touch();
    }

    internal void Appoint(Role role)
    {
        Role = role;
        Touch();
    }
}
