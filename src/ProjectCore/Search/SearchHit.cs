using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Search;

/// <summary>Where words were found.</summary>
public enum SearchPlace
{
    Title,
    Description,
    Label,
    Comment,
    Project,
    Sprint,
}

/// <summary>Something that words found.</summary>
/// <param name="Place">Where the best of it is.</param>
/// <param name="Score">Above 0; the higher the better.</param>
/// <param name="Snippet">The words as they stand there, with a little around them.</param>
public sealed record SearchHit(SearchPlace Place, double Score, string Snippet)
{
    /// <summary>The task; null for a project or a sprint.</summary>
    public TaskView? Task { get; init; }

    /// <summary>The project, or the project of the sprint; null for a task.</summary>
    public ProjectRef? Project { get; init; }

    /// <summary>Who wrote the comment, if it is in one.</summary>
    public PersonRef? Author { get; init; }

    /// <summary>When the comment was written, if it is in one.</summary>
    public DateTimeOffset? At { get; init; }
}
