namespace PmBot.Bot.ConversationFiles;

/// <summary>From the paths that were asked for to the files that they mean.</summary>
public static class ConversationPaths
{
    /// <summary>A file is itself; a folder is every <c>*.txt</c> in it and below, in order of name. A file that is not there stays in, to be reported.</summary>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return [.. paths.SelectMany(path => Directory.Exists(path) ? InFolder(path) : [path]).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> InFolder(string folder) =>
        Directory.EnumerateFiles(folder, "*.txt", new EnumerationOptions { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive })
            .Order(StringComparer.Ordinal);
}
