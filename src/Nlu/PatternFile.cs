namespace PmBot.Nlu;

/// <summary>A text file of pattern rules, as <c>docs/patterns.md</c> describes them.</summary>
/// <param name="Intent">The intent that its lines mean.</param>
/// <param name="Language"><c>es</c> or <c>en</c>; what its words count for when the language of a message is judged.</param>
/// <param name="Path">Where it came from, for error messages and <see cref="Interpretation.Evidence"/>.</param>
/// <param name="Content">The whole text.</param>
public sealed record PatternFile(string Intent, string Language, string Path, string Content);
