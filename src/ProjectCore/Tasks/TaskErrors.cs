using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Tasks;

/// <summary>There is no such task, or the actor may not know of it.</summary>
/// <param name="Number">The task's number, or 0 where only its id was given.</param>
public sealed record TaskNotFound(int Number) : Error("task_not_found");

public sealed record TitleMissing() : Error("title_missing");

/// <param name="Max">In UTF-16 units.</param>
public sealed record TitleTooLong(int Max) : Error("title_too_long");

/// <summary>The comment is gone.</summary>
public sealed record CommentNotFound() : Error("comment_not_found");

/// <summary>A task cannot wait for itself, however long the way round.</summary>
/// <param name="Numbers">The tasks of the circle, in order; the first is repeated at the end.</param>
public sealed record DependencyCycle(IReadOnlyList<int> Numbers) : Error("dependency_cycle");

/// <summary>The person has no place in the project, or only looks on.</summary>
public sealed record AssigneeNotMember(PersonRef Person, ProjectRef Project) : Error("assignee_not_member");

/// <summary>An estimate below zero or beyond reason.</summary>
public sealed record EstimateInvalid(decimal Max) : Error("estimate_invalid");

/// <summary>More labels than a task can bear, or one too long.</summary>
public sealed record LabelsInvalid(int MaxCount, int MaxLength) : Error("labels_invalid");
