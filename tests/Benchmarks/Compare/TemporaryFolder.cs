namespace PmBot.Benchmarks.Compare;

/// <summary>A folder that is gone after the run.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pmbot-bench-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // Something still writes there; the system clears its temporary folder in time.
        }
    }
}
