using System.IO.Enumeration;

namespace PmBot.Bot.ConversationFiles;

/// <summary>From the paths that were asked for to the files that they mean.</summary>
public static class ConversationPaths
{
    /// <summary>A file is itself; a folder is every <c>*.txt</c> in it and below, in order of name. A file that is not there stays in, to be reported.</summary>
    /// <remarks>What a build leaves behind (<c>bin</c>, <c>obj</c>) and hidden folders are passed over.</remarks>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return [.. paths.SelectMany(path => Directory.Exists(path) ? InFolder(path) : [path]).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> InFolder(string folder) => new FileSystemEnumerable<string>(
        folder,
        (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(),
        new EnumerationOptions { RecurseSubdirectories = true })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && entry.FileName.EndsWith(".txt", StringComparison.OrdinalIgnoreCase),
        ShouldRecursePredicate = (ref FileSystemEntry entry) => entry.FileName is not ("bin" or "obj") && !entry.FileName.StartsWith('.'),
    }.Order(StringComparer.Ordinal);
}
