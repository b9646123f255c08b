using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Operations;

/// <summary>Something that happened.</summary>
/// <param name="Id">The same in every delivery.</param>
/// <param name="Type"><c>task.created</c>, <c>task.changed</c>, <c>task.deleted</c>, <c>project.created</c> ...</param>
/// <param name="AuditId">The operation behind it.</param>
/// <param name="Subject">The thing as it was left.</param>
public sealed record DomainEvent(
    Guid Id, string Type, WorkspaceId Workspace, UserId Actor, string Surface, DateTimeOffset At, Guid AuditId, SubjectView Subject);
