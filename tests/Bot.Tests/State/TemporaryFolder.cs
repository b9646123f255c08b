namespace PmBot.Bot.Tests.State;

internal sealed class TemporaryFolder(string? existing = null) : IDisposable
{
    private readonly DirectoryInfo _folder = existing is null ? Directory.CreateTempSubdirectory("pmbot-state-") : new DirectoryInfo(existing);

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public string[] Files(string pattern) => [.. _folder.EnumerateFiles(pattern).Select(file => file.Name)];

    public void Dispose() => _folder.Delete(recursive: true);
}
