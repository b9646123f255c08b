namespace PmBot.Bot.State;

/// <summary>Keeps a second process out of a state file, also while the file itself is being replaced.</summary>
/// <remarks>An advisory lock on a file beside it: the system lets go of it however the process ends.</remarks>
internal sealed class StateFileLock : IDisposable
{
    private readonly FileStream _file;

    private StateFileLock(FileStream file) => _file = file;

    /// <exception cref="StateUnavailableException">Somebody else has it, or the folder cannot be written.</exception>
    public static StateFileLock Take(string path)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
#pragma warning disable CA2000 // The lock is the file, and closes it.
            return new StateFileLock(new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
#pragma warning restore CA2000
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StateUnavailableException($"The state file {path} cannot be written: {e.Message}", e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new StateUnavailableException($"The state file {path} cannot be written: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new StateUnavailableException(
                $"The state file {path} is in use by another PmBot. Stop that one, or set State:Path to another file. ({e.Message})",
                e);
        }
    }

    public void Dispose() => _file.Dispose();
}
