using PmBot.Bot.ConversationFiles.Running;

namespace PmBot.Bot.ConversationFiles;

/// <summary>Runs conversation files against the real bot, each on a store of its own, several at a time.</summary>
/// <remarks>Thread safe. What is expensive (the empty database, imported workspaces) is made once and copied; disposing removes it.</remarks>
public sealed class ConversationRunner : IAsyncDisposable
{
    private readonly IConversationWorlds _worlds;

    /// <summary>A runner for the bot as <c>serve</c> composes it.</summary>
    public ConversationRunner() => _worlds = new BotWorlds();

    internal ConversationRunner(IConversationWorlds worlds) => _worlds = worlds;

    /// <summary>Runs files and folders of files.</summary>
    /// <returns>A report for each file, in the order of the paths.</returns>
    public async Task<IReadOnlyList<ConversationReport>> RunAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var files = ConversationPaths.Find(paths);
        var reports = new ConversationReport[files.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, files.Count, options, async (i, ct) => reports[i] = await RunFileAsync(files[i], ct));
        return reports;
    }

    /// <summary>Runs one file.</summary>
    public async Task<ConversationReport> RunFileAsync(string path, CancellationToken cancellationToken)
    {
        string text;
        try
        {
            text = await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unusable(path, path, [new ConversationMistake(0, $"the file cannot be read: {e.Message}")]);
        }

        if (!ConversationParser.Parse(path, text).Try(out var file, out var error))
        {
            return Unusable(path, path, ((ConversationInvalid)error).Mistakes);
        }

        var opened = await _worlds.OpenAsync(file, cancellationToken);
        if (!opened.Try(out var world, out var refusal))
        {
            return Unusable(path, file.Title, ((ConversationInvalid)refusal).Mistakes);
        }

        await using (world)
        {
            return new ConversationReport(path, file.Title, IsUsable: true, await new ConversationRun(file, world).PlayAsync(cancellationToken));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _worlds.DisposeAsync();

    private static ConversationReport Unusable(string path, string title, IReadOnlyList<ConversationMistake> mistakes) =>
        new(path, title, IsUsable: false, mistakes);
}
