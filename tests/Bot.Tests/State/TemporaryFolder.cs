namespace PmBot.Bot.Tests.State;

internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pmbot-state-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public string[] Files(string pattern) => [.. _folder.EnumerateFiles(pattern).Select(file => file.Name)];

    public void Dispose() => _folder.Delete(recursive: true);
}
