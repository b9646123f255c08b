using System.Globalization;

namespace PmBot.Bot.ConversationFiles;

/// <summary>What came of one conversation file.</summary>
/// <param name="File">Its path, as given or found.</param>
/// <param name="Title">Its title, or its path where it could not be read.</param>
/// <param name="IsUsable">False when the file itself is wrong, so that it was not run.</param>
/// <param name="Failures">What did not come true, or what is wrong with the file, by line; empty when it passed.</param>
public sealed record ConversationReport(string File, string Title, bool IsUsable, IReadOnlyList<ConversationMistake> Failures)
{
    /// <summary>Everything came true.</summary>
    public bool Passed => Failures.Count == 0;

    /// <summary>One line a failure, as <c>path:line: message</c>.</summary>
    public IEnumerable<string> Lines => Failures.Select(failure => failure.Line == 0
        ? $"{File}: {failure.Message}"
        : string.Create(CultureInfo.InvariantCulture, $"{File}:{failure.Line}: {failure.Message}"));
}
