namespace PmBot.ProjectCore.Files;

/// <summary>A value and where it stands in the file, for what can only be judged later.</summary>
internal sealed record Located<T>(T Value, int Line, string Path);
