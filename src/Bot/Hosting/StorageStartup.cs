using PmBot.Bot.Telemetry;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Hosting;

/// <summary>Before the first message: the schema is brought up to date, and the workspace file of a first start is imported.</summary>
internal sealed class StorageStartup(
    IConfiguration configuration, Migrator migrator, IdentityQueries identities, WorkspaceImporter importer, ILogger<StorageStartup> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (configuration.GetValue("Storage:AutoMigrate", defaultValue: true))
        {
            foreach (var migration in await migrator.MigrateAsync(cancellationToken))
            {
                Log.Migrated(logger, migration);
            }
        }

        if (configuration["Workspace:File"] is { Length: > 0 } file && !await identities.AnyWorkspaceAsync(cancellationToken))
        {
            var imported = await importer.ImportAsync(await File.ReadAllTextAsync(file, cancellationToken), Path.GetFileName(file), cancellationToken);
            if (!imported.Try(out var summary, out var error))
            {
                throw new SettingsException(error is FileInvalid invalid
                    ? string.Join('\n', invalid.Mistakes.Select(m => $"Workspace:File: {invalid.FileName}: {m}"))
                    : $"Workspace:File: {error.Code}");
            }

            Log.Imported(logger, file, summary.Users.Created, summary.Projects.Created, summary.Tasks.Created);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
