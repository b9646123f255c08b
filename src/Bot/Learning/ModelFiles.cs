namespace PmBot.Bot.Learning;

/// <summary>A model's file and the one before it, which lies beside it.</summary>
/// <param name="path">The model in use.</param>
internal sealed class ModelFiles(string path)
{
    /// <summary>The model in use.</summary>
    public string Current { get; } = path;

    /// <summary>The one that it replaced.</summary>
    public string Previous { get; } = path + ".previous";

    /// <summary>Puts a new model in place; whoever reads meanwhile reads the old one whole or the new one whole.</summary>
    /// <param name="model">The new one.</param>
    /// <param name="replaced">What is in use now, here or elsewhere; it stays as the previous one. Null where nothing is.</param>
    /// <param name="cancellationToken">Gives up; the old one stays.</param>
    public async Task ReplaceAsync(ReadOnlyMemory<byte> model, string? replaced, CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(Current)) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        var fresh = Current + ".new";
        await File.WriteAllBytesAsync(fresh, model, cancellationToken);
        if (replaced is not null) File.Copy(replaced, Previous, overwrite: true);
        File.Move(fresh, Current, overwrite: true);
    }

    /// <summary>Exchanges the model in use and the one before it, so that a second time undoes the first.</summary>
    /// <returns>False where there is no previous one.</returns>
    public bool RollBack()
    {
        if (!File.Exists(Previous)) return false;
        var spare = Current + ".new";
        if (File.Exists(Current)) File.Copy(Current, spare, overwrite: true);
        File.Move(Previous, Current, overwrite: true);
        if (File.Exists(spare)) File.Move(spare, Previous, overwrite: true);
        return true;
    }
}
