using PmBot.ProjectCore.Files;

namespace PmBot.Bot.Hosting;

/// <summary>The bot without a web server, for the verbs that end by themselves.</summary>
internal sealed class BotHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly DirectoryInfo? _throwAway;

    private BotHost(IHost host, DirectoryInfo? throwAway)
    {
        _host = host;
        _throwAway = throwAway;
    }

    /// <summary>What is in it.</summary>
    public IServiceProvider Services => _host.Services;

    /// <inheritdoc cref="StartAsync(string?, IReadOnlyList{KeyValuePair{string, string?}}, Action{IServiceCollection}, CancellationToken)"/>
    public static Task<BotHost> StartAsync(string? workspaceFile, IReadOnlyList<KeyValuePair<string, string?>> settings, CancellationToken cancellationToken) =>
        StartAsync(workspaceFile, settings, _ => { }, cancellationToken);

    /// <summary>Starts on the configured store, or on a throw-away one that a workspace file fills.</summary>
    /// <param name="workspaceFile">The file, or null for the configured store.</param>
    /// <param name="settings">Settings over those of the environment.</param>
    /// <param name="more">Adds what this verb needs besides.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SettingsException">The file has mistakes, or a setting is wrong.</exception>
    public static async Task<BotHost> StartAsync(string? workspaceFile, IReadOnlyList<KeyValuePair<string, string?>> settings, Action<IServiceCollection> more, CancellationToken cancellationToken)
    {
        var throwAway = workspaceFile is null ? null : Directory.CreateTempSubdirectory("pmbot-");
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = Directory.GetCurrentDirectory() });
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddInMemoryCollection(settings);
        // The service may be running on the same folder: talk of a verb is its own and ends with it.
        builder.Configuration.AddInMemoryCollection([new("State:Path", ":memory:")]);
        if (throwAway is not null)
        {
            builder.Configuration.AddInMemoryCollection(
                [new("Storage:Path", Path.Combine(throwAway.FullName, "pmbot.db")), new("ConnectionStrings:Postgres", ""), new("ConnectionStrings:Redis", ""), new("Workspace:File", workspaceFile)]);
        }

        BotLogging.Configure(builder.Logging);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        if (KnownSettings.Check(builder.Configuration) is { Count: > 0 } wrong)
        {
            throw new SettingsException(string.Join('\n', wrong));
        }

        builder.Services.AddPmBot(builder.Configuration);
        builder.Services.AddHostedService<StorageStartup>();
        more(builder.Services);
        var host = new BotHost(builder.Build(), throwAway);
        try
        {
            await host._host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Imports a file into the store.</summary>
    /// <exception cref="SettingsException">The file has mistakes; all are named, a line each.</exception>
    public async Task<ImportSummary> ImportAsync(string file, CancellationToken cancellationToken)
    {
        var text = await File.ReadAllTextAsync(file, cancellationToken);
        var imported = await Services.GetRequiredService<WorkspaceImporter>().ImportAsync(text, Path.GetFileName(file), cancellationToken);
        return imported.Try(out var summary, out var error)
            ? summary
            : throw new SettingsException(error is FileInvalid invalid
                ? string.Join('\n', invalid.Mistakes.Select(m => $"{file}: {m}"))
                : $"{file}: {error.Code}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }

        if (_throwAway is { Exists: true })
        {
            try
            {
                _throwAway.Delete(recursive: true);
            }
            catch (IOException)
            {
                // The system's own cleaning of temporary files gets it.
            }
        }
    }
}
