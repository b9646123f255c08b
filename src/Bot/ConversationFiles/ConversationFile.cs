namespace PmBot.Bot.ConversationFiles;

/// <summary>A conversation as somebody wrote it down: who says what, and what should come of it.</summary>
/// <param name="Path">Where it was read, as given; every message about it begins so.</param>
/// <param name="Title">Its first line, or the file's name.</param>
/// <param name="Workspace">What there is at the beginning, or null for an empty database.</param>
/// <param name="Steps">Its lines in order; never empty.</param>
public sealed record ConversationFile(string Path, string Title, WorkspaceSetting? Workspace, IReadOnlyList<ConversationStep> Steps)
{
    /// <summary>The moment at which it begins, where the file gives one before anybody speaks.</summary>
    public DateTimeOffset? StartsAt => Steps.TakeWhile(step => step is not MessageStep).OfType<ClockStep>().FirstOrDefault()?.Now;
}

/// <summary>The workspace file that a conversation starts from.</summary>
/// <param name="Line">Where it is named, 1-based.</param>
/// <param name="Path">Relative to the conversation file.</param>
public sealed record WorkspaceSetting(int Line, string Path);
