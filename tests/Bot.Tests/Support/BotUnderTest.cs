using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.Support;
using PmBot.Bot.Hosting;
using PmBot.Nlu;
using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Tests.Support;

/// <summary>The whole bot on a throw-away store, talked to as a vouched-for local client would.</summary>
internal sealed class BotUnderTest : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly IHost _host;
    private int _messages;

    private BotUnderTest(DirectoryInfo folder, IHost host, SettableClock clock)
    {
        _folder = folder;
        _host = host;
        Clock = clock;
    }

    public SettableClock Clock { get; }

    /// <summary>Every exception that was logged.</summary>
    public ConcurrentQueue<Exception> Faults { get; } = new();

    public IServiceProvider Services => _host.Services;

    public TaskQueries Tasks => Services.GetRequiredService<TaskQueries>();

    public static async Task<BotUnderTest> StartAsync(string? workspace = null, IReadOnlyDictionary<string, string?>? settings = null, INaturalLanguage? reader = null, Action<IServiceCollection>? add = null)
    {
        var folder = Directory.CreateTempSubdirectory("pmbot-test-");
        var clock = new SettableClock(new DateTimeOffset(2026, 3, 3, 14, 30, 0, TimeSpan.Zero));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("Storage:Path", Path.Combine(folder.FullName, "pmbot.db"))]);
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton(new DeliveryClock(new PacedTime(2, DateTimeOffset.UtcNow)));
        builder.Services.AddPmBot(builder.Configuration);
        if (reader is not null)
        {
            builder.Services.AddSingleton(reader);
        }

        add?.Invoke(builder.Services);
        builder.Services.AddHostedService<StorageStartup>();
        var faults = new FaultLoggerProvider();
        builder.Logging.AddProvider(faults);
        var host = builder.Build();
        await host.StartAsync();
        var bot = new BotUnderTest(folder, host, clock);
        faults.Target = bot.Faults;
        if (workspace is not null)
        {
            var imported = await host.Services.GetRequiredService<WorkspaceImporter>().ImportAsync(workspace, "test.yml", CancellationToken.None);
            imported.IsOk.ShouldBeTrue(imported.Error?.ToString());
        }

        return bot;
    }

    /// <summary>Says something; gives the replies' texts.</summary>
    public async Task<IReadOnlyList<string>> SayAsync(string user, string text, string? id = null, string conversation = "c1", string channel = "emulator", bool shared = false) =>
        [.. (await SendAsync(user, text, id, conversation, channel, shared)).Select(a => a.Text ?? a.Summary ?? "")];

    /// <summary>Says something; gives the replies.</summary>
    public async Task<IReadOnlyList<Activity>> SendAsync(string user, string text, string? id = null, string conversation = "c1", string channel = "emulator", bool shared = false, System.Text.Json.JsonElement? value = null, string? tenant = null, string? role = null)
    {
        var replies = new ListReplies();
        var activity = new Activity
        {
            Type = ActivityTypes.Message,
            Id = id ?? Interlocked.Increment(ref _messages).ToString(CultureInfo.InvariantCulture),
            ChannelId = channel,
            Conversation = new ConversationAccount { Id = conversation, IsGroup = shared, TenantId = tenant },
            From = new ChannelAccount { Id = user, Name = user, Role = role },
            Recipient = new ChannelAccount { Id = "bot" },
            Text = text,
            Value = value,
        };
        await Services.GetRequiredService<ITurnHandler>().OnTurnAsync(new TurnContext(activity, replies) { SenderIsVouchedFor = true }, CancellationToken.None);
        return replies.Sent;
    }

    public async Task<Actor> ActorAsync(string username)
    {
        var workspace = (await Services.GetRequiredService<IdentityQueries>().DefaultWorkspaceAsync(CancellationToken.None))!.Value;
        var directory = await Services.GetRequiredService<WorkspaceDirectories>().GetAsync(workspace, CancellationToken.None);
        return new Actor(workspace, directory!.User(username)!.Id, "test");
    }

    /// <summary>The task of a number as the person sees it, or null.</summary>
    public async Task<TaskView?> TaskAsync(string username, int number) =>
        (await Tasks.FindByNumbersAsync(await ActorAsync(username), [number], CancellationToken.None)).FirstOrDefault();

    public async Task<int> CountTasksAsync(string username) =>
        (await Tasks.ListAsync(await ActorAsync(username), new TaskFilter { LocalNow = Clock.GetUtcNow().DateTime }, new Page(0, 1), CancellationToken.None)).Total;

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class ListReplies : IReplyChannel
    {
        public List<Activity> Sent { get; } = [];

        public ChannelFeatures Features { get; } = new(SuggestedActions: true, AdaptiveCards: true, ExecuteActions: false, Updates: true, MaxTextLength: 4000);

        public Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken)
        {
            Sent.Add(reply);
            return Task.FromResult<string?>(null);
        }

        public Task UpdateAsync(Activity reply, CancellationToken cancellationToken) => SendAsync(reply, cancellationToken);

        public Task DeleteAsync(string activityId, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>Keeps the exceptions that are logged.</summary>
internal sealed class FaultLoggerProvider : ILoggerProvider, ILogger
{
    public ConcurrentQueue<Exception> Target { get; set; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not null)
        {
            Target.Enqueue(exception);
        }
    }

    public void Dispose()
    {
    }
}

/// <summary>A clock that moves when told to.</summary>
internal sealed class SettableClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
