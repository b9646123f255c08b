using System.Security.Cryptography;

namespace PmBot.Bot.Hosting;

/// <summary>The key that signs web chat tokens, kept beside the database so that open pages survive a restart.</summary>
internal static class SigningKeyFile
{
    private const int KeyBytes = 32;

    /// <summary>Reads the key, or makes it; readable by the service's own account only.</summary>
    public static string ReadOrCreate(string path)
    {
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } key)
        {
            return key;
        }

        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var made = Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.WriteLine(made);
        return made;
    }
}
