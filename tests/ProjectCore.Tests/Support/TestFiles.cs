namespace PmBot.ProjectCore.Tests.Support;

/// <summary>Files beside the tests, and those of the folder that development machines share.</summary>
public static class TestFiles
{
    private static readonly string Root = FindRoot();

    public static string Andes => File.ReadAllText(Path.Combine(Root, "tests", "ProjectCore.Tests", "Data", "andes.yml"));

    /// <summary>A file of the shared folder next to the repository; the test is skipped where there is none.</summary>
    public static string Shared(string name)
    {
        var path = Path.Combine(Root, "..", "shared", name);
        Skip.IfNot(File.Exists(path), $"../shared/{name} is not there.");
        return File.ReadAllText(path);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PmBot.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("PmBot.sln is in no folder above the tests.");
        return folder.FullName;
    }
}
