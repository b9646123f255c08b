namespace PmBot.Benchmarks.Compare;

/// <summary>Where the sources lie that are built and started.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution, found upwards from the executable, else from the working directory.</summary>
    public static string Root { get; } =
        Above(AppContext.BaseDirectory) ?? Above(Environment.CurrentDirectory)
        ?? throw new InvalidOperationException("PmBot.sln is in no folder above; start this from within the repository.");

    public static string Peer => Path.Combine(Root, "tests", "Benchmarks", "peer");

    private static string? Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "PmBot.sln"))) return at.FullName;
        }

        return null;
    }
}
