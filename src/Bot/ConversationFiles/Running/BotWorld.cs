using PmBot.Adapters.Hosting;
using PmBot.Bot.Hosting;
using PmBot.Bot.Proactive;
using PmBot.Nlu;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>The real bot, composed as the service composes it, on a database file of its own; its talk is kept in memory.</summary>
internal sealed class BotWorld : IConversationWorld
{
    private static readonly Lexicon Nobody = new([]);

    private readonly IHost _host;
    private readonly FaultLog _faults;
    private readonly DirectoryInfo? _folder;

    private BotWorld(IHost host, ConversationClock clock, FaultLog faults, DirectoryInfo? folder)
    {
        _host = host;
        _faults = faults;
        _folder = folder;
        Clock = clock;
    }

    /// <inheritdoc/>
    public ITurnHandler Bot => Services.GetRequiredService<ITurnHandler>();

    /// <inheritdoc/>
    public ConversationClock Clock { get; }

    /// <summary>What the bot is made of.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts a bot.</summary>
    /// <param name="database">Its SQLite file.</param>
    /// <param name="now">Where its clock stands.</param>
    /// <param name="folder">Removed when it ends; null for nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<BotWorld> StartAsync(string database, DateTimeOffset now, DirectoryInfo? folder, CancellationToken cancellationToken)
    {
        // An empty builder: neither the environment nor a settings file of this machine may change what a conversation comes to.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection([new("Storage:Path", database), new("State:Path", ":memory:"), new("Http:PublicUrl", "https://pmbot.example")]);
        var clock = new ConversationClock(now);
#pragma warning disable CA2000 // The world takes it over, and closes it with itself.
        var faults = new FaultLog();
#pragma warning restore CA2000
        builder.Logging.AddProvider(faults).SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton<IChannelSender, RecordingSender>().AddPmBot(builder.Configuration);
        var world = new BotWorld(builder.Build(), clock, faults, folder);
        try
        {
            await world._host.StartAsync(cancellationToken);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<(string Conversation, SeenReply Reply)>> PassAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        var runner = Services.GetRequiredService<DueRunner>();
        do
        {
            await runner.RunAsync(cancellationToken);
            var next = await runner.NextAsync(cancellationToken);
            Clock.Set(next < until ? next.Value : until);
        }
        while (Clock.GetUtcNow() < until);

        await runner.RunAsync(cancellationToken);
        return Services.GetServices<IChannelSender>().OfType<RecordingSender>().First().Take();
    }

    /// <inheritdoc/>
    public async Task<WorldSnapshot> LookAsync(CancellationToken cancellationToken)
    {
        if (await Services.GetRequiredService<IdentityQueries>().DefaultWorkspaceAsync(cancellationToken) is not { } workspace)
        {
            return WorldSnapshot.Empty;
        }

        return WorldSnapshot.Parse((await Services.GetRequiredService<WorkspaceExporter>().ExportAsync(workspace, FileFormat.Json, cancellationToken)).Value);
    }

    /// <inheritdoc/>
    public string? LanguageOf(string text)
    {
        // Where the words tell nothing, the hint decides: then the text could be either.
        var language = LanguageOf(text, "es");
        return language == LanguageOf(text, "en") ? language : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> TakeFaults() => _faults.Take();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
        _faults.Dispose();
        _folder?.Delete(recursive: true);
    }

    private string LanguageOf(string text, string hint) => Services.GetRequiredService<INaturalLanguage>()
        .Understand(text[..Math.Min(text.Length, 4_000)], new NluContext { Now = DateTime.UnixEpoch, Lexicon = Nobody, LanguageHint = hint }).Language;
}
