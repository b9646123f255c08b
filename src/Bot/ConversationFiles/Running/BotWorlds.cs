using System.Collections.Concurrent;
using System.Globalization;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Storage;

namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>Worlds of the real bot, in a folder for temporary files.</summary>
/// <remarks>The schema is made once, a workspace imported once for each moment that files begin at; each world works on a copy.</remarks>
internal sealed class BotWorlds : IConversationWorlds
{
    private readonly ConcurrentDictionary<(string? Workspace, DateTimeOffset Now), Lazy<Task<Template>>> _templates = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pmbot-test-");
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private int _made;

    /// <inheritdoc/>
    public async Task<Result<IConversationWorld>> OpenAsync(ConversationFile file, CancellationToken cancellationToken)
    {
        var now = file.StartsAt ?? _now;
        var template = await TemplateAsync(WorkspacePath(file), now);
        if (template.Mistakes.Count > 0)
        {
            var line = file.Workspace?.Line ?? 0;
            return new ConversationInvalid(file.Path, [.. template.Mistakes.Select(mistake => new ConversationMistake(line, $"{file.Workspace?.Path}: {mistake}"))]);
        }

        var (folder, database) = NewPlace();
        File.Copy(template.Database, database);
#pragma warning disable CA2000 // The world is the caller's to dispose.
        return Result.Ok<IConversationWorld>(await BotWorld.StartAsync(database, now, folder, cancellationToken));
#pragma warning restore CA2000
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    // An empty database is the same at any moment.
    private Task<Template> TemplateAsync(string? workspace, DateTimeOffset now) => _templates
        .GetOrAdd((workspace, workspace is null ? default : now), key => new Lazy<Task<Template>>(() => key.Workspace is null ? MigrateAsync() : ImportAsync(key.Workspace, key.Now)))
        .Value;

    private async Task<Template> MigrateAsync()
    {
        var (_, database) = NewPlace();
        await using var world = await BotWorld.StartAsync(database, _now, folder: null, CancellationToken.None);
        await world.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        return new Template(database, []);
    }

    private async Task<Template> ImportAsync(string workspace, DateTimeOffset now)
    {
        string text;
        try
        {
            text = await File.ReadAllTextAsync(workspace);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Template("", [e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message]);
        }

        var empty = await TemplateAsync(workspace: null, now);
        var (_, database) = NewPlace();
        File.Copy(empty.Database, database);
        await using var world = await BotWorld.StartAsync(database, now, folder: null, CancellationToken.None);
        var imported = await world.Services.GetRequiredService<WorkspaceImporter>().ImportAsync(text, Path.GetFileName(workspace), CancellationToken.None);
        return imported.Error switch
        {
            null => new Template(database, []),
            FileInvalid invalid => new Template("", [.. invalid.Mistakes.Select(mistake => mistake.ToString())]),
            var error => new Template("", [error.Code]),
        };
    }

    private static string? WorkspacePath(ConversationFile file) => file.Workspace is { } workspace
        ? Path.GetFullPath(workspace.Path, Path.GetDirectoryName(Path.GetFullPath(file.Path))!)
        : null;

    private (DirectoryInfo Folder, string Database) NewPlace()
    {
        var folder = _folder.CreateSubdirectory(Interlocked.Increment(ref _made).ToString(CultureInfo.InvariantCulture));
        return (folder, Path.Combine(folder.FullName, "pmbot.db"));
    }

    /// <summary>A closed database to copy, or why there is none.</summary>
    private sealed record Template(string Database, IReadOnlyList<string> Mistakes);
}
