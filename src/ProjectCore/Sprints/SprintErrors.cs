namespace PmBot.ProjectCore.Sprints;

public sealed record SprintNotFound() : Error("sprint_not_found");
