namespace PmBot.ProjectCore.Workspaces;

public sealed record WorkspaceNotFound() : Error("workspace_not_found");

/// <summary>There is one already, and only the first person may make one.</summary>
public sealed record WorkspaceExists(string Name) : Error("workspace_exists");
