namespace PmBot.ProjectCore.Projects;

/// <summary>There is no such project, or the actor may not know of it.</summary>
public sealed record ProjectNotFound() : Error("project_not_found");

/// <summary>An archived project is read only.</summary>
public sealed record ProjectArchived(string Name) : Error("project_archived");

/// <summary>The project is not archived.</summary>
public sealed record ProjectNotArchived(string Name) : Error("project_not_archived");

/// <summary>A project needs an owner.</summary>
public sealed record LastOwner(string Project) : Error("last_owner");

/// <summary>The person has no place in the project.</summary>
public sealed record NotMember(string Username, string Project) : Error("not_member");

public sealed record EnvironmentNotFound() : Error("environment_not_found");
