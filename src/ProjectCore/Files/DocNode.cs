namespace PmBot.ProjectCore.Files;

/// <summary>A piece of a YAML or JSON document, with the line on which it starts.</summary>
internal abstract record DocNode(int Line);

/// <summary>A single value as it is written; null for an explicit nothing.</summary>
/// <param name="IsText">A text, to be quoted where it would look like something else.</param>
internal sealed record DocScalar(int Line, string? Value, bool IsText = true) : DocNode(Line);

/// <summary>Names and what they stand for, in order; a name may be there twice, which is a mistake to report.</summary>
internal sealed record DocMap(int Line, IReadOnlyList<DocEntry> Entries, bool Inline = false) : DocNode(Line);

/// <summary>One name in a map.</summary>
internal sealed record DocEntry(string Key, int Line, DocNode Value);

/// <summary>Items in order.</summary>
internal sealed record DocList(int Line, IReadOnlyList<DocNode> Items, bool Inline = false) : DocNode(Line);

#pragma warning disable CA1032, CA1064 // Ends the reading of a file from any depth; never leaves WorkspaceFileReader.
/// <summary>The text is no document at all.</summary>
internal sealed class DocumentException(int line, string message) : Exception(message)
{
    /// <summary>1-based.</summary>
    public int Line { get; } = line;
}
#pragma warning restore CA1032, CA1064
