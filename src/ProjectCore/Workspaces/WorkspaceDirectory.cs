using System.Collections.Frozen;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Workspaces;

/// <summary>Who and what there is in a workspace, tasks aside: an immutable snapshot, shared by all turns.</summary>
public sealed class WorkspaceDirectory
{
    private readonly FrozenDictionary<UserId, DirectoryUser> users;
    private readonly FrozenDictionary<ProjectId, DirectoryProject> projects;
    private readonly FrozenDictionary<string, DirectoryUser> byUsername;
    private readonly FrozenDictionary<SprintId, DirectorySprint> sprints;

    public WorkspaceDirectory(DirectoryWorkspace workspace, IReadOnlyList<DirectoryUser> users, IReadOnlyList<DirectoryProject> projects)
    {
        Workspace = workspace;
        Users = [.. users.Where(u => !u.IsDeleted)];
        Projects = projects;
        this.users = users.ToFrozenDictionary(u => u.Id);
        this.projects = projects.ToFrozenDictionary(p => p.Id);
        byUsername = Users.ToFrozenDictionary(u => u.Username, StringComparer.OrdinalIgnoreCase);
        sprints = projects.SelectMany(p => p.Sprints).ToFrozenDictionary(s => s.Id);
    }

    /// <summary>The workspace itself.</summary>
    public DirectoryWorkspace Workspace { get; }

    /// <summary>Everybody, the deactivated too, by username.</summary>
    public IReadOnlyList<DirectoryUser> Users { get; }

    /// <summary>Every project, the archived too, by name.</summary>
    public IReadOnlyList<DirectoryProject> Projects { get; }

    /// <summary>Rises with every change of what is in here.</summary>
    public long Revision => Workspace.Revision;

    /// <summary>The person, even one removed since: old tasks still name them; or null.</summary>
    public DirectoryUser? User(UserId id) => users.GetValueOrDefault(id);

    /// <summary>The person of this username, whatever its case, or null.</summary>
    public DirectoryUser? User(string username) => byUsername.GetValueOrDefault(username);

    /// <summary>The project, whoever asks, or null.</summary>
    public DirectoryProject? Project(ProjectId id) => projects.GetValueOrDefault(id);

    /// <summary>The sprint of any project, or null.</summary>
    public DirectorySprint? Sprint(SprintId id) => sprints.GetValueOrDefault(id);

    /// <summary>What the person may do in the project, or null for nothing at all; an admin of the workspace acts as owner everywhere.</summary>
    public Role? RoleIn(ProjectId project, UserId user)
    {
        if (User(user) is not { IsActive: true } person || Project(project) is not { } found) return null;
        return person.Role == WorkspaceRole.Admin ? Role.Owner : found.MemberRole(user);
    }

    /// <summary>The projects in which the person has a place, with the role in each.</summary>
    public IReadOnlyDictionary<ProjectId, Role> RolesOf(UserId user) =>
        Projects.Select(p => (p.Id, Role: RoleIn(p.Id, user))).Where(p => p.Role is not null).ToDictionary(p => p.Id, p => p.Role!.Value);

    /// <summary>The projects that the person may know of, by name; archived ones only if asked for.</summary>
    public IReadOnlyList<DirectoryProject> VisibleProjects(UserId user, bool includeArchived = false) =>
        [.. Projects.Where(p => (includeArchived || !p.Archived) && RoleIn(p.Id, user) is not null)];

    /// <summary>The person who speaks through this chat account, or null.</summary>
    public DirectoryUser? UserBehind(ChatAddress address) => Users.FirstOrDefault(u => u.Identities.Any(i => i.StandsFor(address)));
}

/// <summary>A workspace in the <see cref="WorkspaceDirectory"/>.</summary>
/// <param name="Timezone">IANA name.</param>
/// <param name="Language"><c>es</c> or <c>en</c>.</param>
/// <param name="Channels">Channel name to its tenant: <c>slack</c> to the team id ...</param>
public sealed record DirectoryWorkspace(
    WorkspaceId Id, string Name, string Timezone, string Language, IReadOnlyList<DateOnly> Holidays, IReadOnlyDictionary<string, string> Channels, long Revision);

/// <summary>A person in the <see cref="WorkspaceDirectory"/>.</summary>
/// <param name="Timezone">IANA name, or null for the workspace's.</param>
/// <param name="Language"><c>es</c> or <c>en</c>, or null for the workspace's.</param>
public sealed record DirectoryUser(
    UserId Id, string Username, string FullName, string? Email, string? Timezone, string? Language, WorkspaceRole Role, bool IsActive,
    ProjectId? DefaultProject, IReadOnlyList<ChatAddress> Identities)
{
    /// <summary>Removed from the workspace; found by id only.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>As views name the person.</summary>
    public PersonRef Ref { get; } = new(Id, Username, FullName);
}

/// <summary>A project in the <see cref="WorkspaceDirectory"/>.</summary>
/// <param name="Labels">Suggested by the project's template.</param>
public sealed record DirectoryProject(
    ProjectId Id, string Name, string Key, IReadOnlyList<string> Aliases, string? Description, ProjectTemplate Template, Methodology Methodology,
    bool Archived, IReadOnlyList<string> Labels, IReadOnlyList<DirectoryMember> Members, IReadOnlyList<DirectoryEnvironment> Environments,
    IReadOnlyList<DirectorySprint> Sprints)
{
    /// <summary>As views name the project.</summary>
    public ProjectRef Ref { get; } = new(Id, Name, Key);

    /// <summary>The sprint that runs, or null.</summary>
    public DirectorySprint? CurrentSprint => Sprints.FirstOrDefault(s => s.IsCurrent);

    /// <summary>The person's own role, an admin's powers aside, or null.</summary>
    public Role? MemberRole(UserId user)
    {
        foreach (var member in Members)
        {
            if (member.User == user) return member.Role;
        }

        return null;
    }
}

/// <summary>A place in a project.</summary>
public sealed record DirectoryMember(UserId User, Role Role);

/// <summary>An environment of a project.</summary>
public sealed record DirectoryEnvironment(EnvironmentId Id, string Name, IReadOnlyList<string> Aliases, bool Protected);

/// <summary>A sprint of a project.</summary>
public sealed record DirectorySprint(SprintId Id, ProjectId Project, string Name, DateOnly Start, DateOnly End, bool IsCurrent, string? Goal, decimal? Capacity)
{
    /// <summary>When somebody started it, or null.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When somebody closed it, or null.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Whether it is to come, runs or is over.</summary>
    public SprintState Status => ClosedAt is not null ? SprintState.Closed : IsCurrent ? SprintState.Active : SprintState.Planned;
}
