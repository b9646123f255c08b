using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Operations;

/// <summary>Who acts, and through what.</summary>
/// <param name="Surface">The channel or API that the request came by, for the audit: <c>slack</c>, <c>web</c>, <c>api</c> ...</param>
public sealed record Actor(WorkspaceId Workspace, UserId User, string Surface);
