using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.DirectLine;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.Support;
using PmBot.Bot.Hosting;
using PmBot.Bot.Jobs;
using PmBot.Bot.Learning;
using PmBot.Bot.Proactive;
using PmBot.Bot.Queues;
using PmBot.Bot.Tests.State;
using PmBot.Bot.Tests.Support;
using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Learning;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Users;
using Quartz;

namespace PmBot.Bot.Tests.Queues;

/// <summary>Each service that works beside the others, over the real store, whose table is gone for a while: nobody foresaw that, it is waited out, and the work is done afterwards.</summary>
public sealed class UnforeseenTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Wire wire = new();
    private readonly Failures failures = new();
    private readonly Work work = new();

    public void Dispose()
    {
        failures.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task The_inbox_is_worked_on_after_it()
    {
        using var host = await StartAsync();
        await OutageAsync("inbox", nameof(Inbox));

        await host.Services.GetRequiredService<IInbox>().AddAsync(new InboxItem("test", "a", "c1", new Activity { Type = ActivityTypes.Message, Text = "a" }, Wire.To("c1")), default);

        await QueuedBot.UntilAsync(() => work.Done.Contains("a"));
        await host.StopAsync();
    }

    [Fact]
    public async Task What_goes_out_is_delivered_after_it()
    {
        wire.Before = (_, message, _) => work.DoSecondAsync(message.Text!);
        using var host = await StartAsync();
        await OutageAsync("outbound", nameof(Outbound));

        await host.Services.GetRequiredService<IOutbound>().SendAsync(Wire.Message("a", "c1"), default);

        await QueuedBot.UntilAsync(() => wire.Arrived.Count == 1);
        await host.StopAsync();
    }

    [Fact]
    public async Task How_much_waits_is_seen_after_it()
    {
        wire.Before = (_, _, _) => throw new DeliveryException("away", new HttpRequestException());
        var seen = 0;
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Name == "pmbot.delivery.depth") self.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<int>((_, count, tags, _) =>
        {
            if (tags.Contains(new("adapter", "test")) && tags.Contains(new("queue", "outbound"))) Interlocked.Exchange(ref seen, count);
        });
        listener.Start();
        using var host = await StartAsync();
        await OutageAsync("outbound", nameof(DeliveryWatch));

        await Task.WhenAll(Enumerable.Range(0, 123).Select(i => host.Services.GetRequiredService<IOutbound>().SendAsync(Wire.Message($"k{i}", $"c{i}"), default)));

        await QueuedBot.UntilAsync(() =>
        {
            listener.RecordObservableInstruments();
            return Volatile.Read(ref seen) == 123;
        });
        await host.StopAsync();
    }

    [Fact]
    public async Task Corrections_are_learnt_after_it()
    {
        using var host = await StartAsync();
        var queue = host.Services.GetRequiredService<FeedbackQueue>();
        await OutageAsync("feedback_pairs", nameof(FeedbackQueue), () => queue.Keep(Pair("000000000001")));

        queue.Keep(Pair("000000000002"));

        await QueuedBot.UntilAsync(async () => (await host.Services.GetRequiredService<FeedbackStore>().ListAsync(null, default)).Any(p => p.Id == "000000000002"));
        await host.StopAsync();
    }

    [Fact]
    public async Task Web_talks_are_kept_after_it()
    {
        using var host = await StartAsync();
        var keeper = host.Services.GetRequiredService<ITranscripts>();
        void Say(string conversation) => keeper.Keep(conversation, new Transcript("e", 1, "ana", "es", Ended: false, []), new TranscriptEntry(1, "a1", DateTimeOffset.UtcNow, "{}"u8.ToArray()));
        await OutageAsync("web_conversations", nameof(WebTranscriptKeeper), () => Say("before"));

        Say("after");

        await QueuedBot.UntilAsync(async () => await keeper.LoadAsync("after", default) is { Entries.Count: 1 });
        await host.StopAsync();
    }

    [Fact]
    public async Task What_is_due_is_told_though_the_scheduler_could_not_be_made_at_first()
    {
        using var host = await StartAsync(services =>
        {
            services.AddClockwork(postgres: null);
            var real = services.Last(s => s.ServiceType == typeof(ISchedulerFactory) && !s.IsKeyedService);
            services.AddSingleton<ISchedulerFactory>(p => new LateFactory((ISchedulerFactory)(real.ImplementationFactory?.Invoke(p) ?? ActivatorUtilities.CreateInstance(p, real.ImplementationType!))));
        });
        (await host.Services.GetRequiredService<WorkspaceImporter>().ImportAsync(Workspaces.Small, "test.yml", default)).IsOk.ShouldBeTrue();
        var workspace = (await host.Services.GetRequiredService<IdentityQueries>().DefaultWorkspaceAsync(default))!.Value;
        await QueuedBot.UntilAsync(() => failures.Of(nameof(Clockwork)));
        var now = host.Services.GetRequiredService<TimeProvider>().GetUtcNow();

        await host.Services.GetRequiredService<Deliveries>().AddAsync([new Delivery { WorkspaceId = workspace, Key = "k", Kind = "test", MeantAt = now, DueAt = now }], default);
        host.Services.GetRequiredService<DueBell>().Due(now);

        await QueuedBot.UntilAsync(() => work.Done.Contains("k"));
        await host.StopAsync();
    }

    /// <summary>A table is gone until a failure was logged in a category.</summary>
    private async Task OutageAsync(string table, string category, Action? meanwhile = null)
    {
        await ExecuteAsync($"ALTER TABLE {table} RENAME TO gone");
        meanwhile?.Invoke();
        await QueuedBot.UntilAsync(() => failures.Of(category));
        await ExecuteAsync($"ALTER TABLE gone RENAME TO {table}");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={folder["pmbot.db"]};Default Timeout=30");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names of tables are this test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private async Task<IHost> StartAsync(Action<IServiceCollection>? more = null)
    {
        var clock = new PacedTime(100, DateTimeOffset.UtcNow);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("Storage:Path", folder["pmbot.db"]), new("State:Path", ":memory:")]);
        builder.Logging.AddProvider(failures);
        builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton(new DeliveryClock(clock)).AddSingleton<IChannelSender>(wire).AddSingleton<IInboxReceiver>(work).AddSingleton<IDeliveryKind>(work);
        builder.Services.AddPmBot(builder.Configuration);
        // Before the workers, who look for their tables at once.
        builder.Services.AddHostedService<StorageStartup>();
        builder.Services.AddDeliveryWorkers().AddWebTranscripts();
        more?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static FeedbackPair Pair(string id) => new()
    {
        Id = id, Language = "es", Kind = FeedbackKind.Correction, ReadIntent = "", ReadText = "", MeantIntent = "help", MeantText = "ayuda", Source = "none", FirstAt = DateTimeOffset.UtcNow, LastAt = DateTimeOffset.UtcNow,
    };

    /// <summary>What is to be done. What fails the first time is found again by the service's own look alone.</summary>
    private sealed class Work : IInboxReceiver, IDeliveryKind
    {
        private int tries;

        public string Adapter => "test";

        public string Kind => "test";

        public ConcurrentQueue<string> Done { get; } = new();

        public Task HandleAsync(InboxItem item, CancellationToken cancellationToken) => DoSecondAsync(item.Key);

        public Task<Verdict> TellAsync(IReadOnlyList<Delivery> together, CancellationToken cancellationToken)
        {
            Done.Enqueue(together[0].Key);
            return Task.FromResult(Verdict.Sent);
        }

        public Task DoSecondAsync(string key)
        {
            if (Interlocked.Increment(ref tries) == 1) throw new InvalidCastException("unforeseen");
            Done.Enqueue(key);
            return Task.CompletedTask;
        }
    }

    /// <summary>The scheduler's factory, which fails the first time.</summary>
    private sealed class LateFactory(ISchedulerFactory real) : ISchedulerFactory
    {
        private int asked;

        public ValueTask<IScheduler> GetScheduler(CancellationToken cancellationToken = default) =>
            Interlocked.Increment(ref asked) == 1 ? throw new InvalidCastException("unforeseen") : real.GetScheduler(cancellationToken);

        public ValueTask<List<IScheduler>> GetAllSchedulers(CancellationToken cancellationToken = default) => real.GetAllSchedulers(cancellationToken);

        public ValueTask<IScheduler?> LookupScheduler(string schedulerName, CancellationToken cancellationToken = default) => real.LookupScheduler(schedulerName, cancellationToken);
    }

    /// <summary>Who logged a failure.</summary>
    private sealed class Failures : ILoggerProvider
    {
        private readonly ConcurrentDictionary<string, bool> categories = new(StringComparer.Ordinal);

        public bool Of(string category) => categories.Keys.Any(c => c.EndsWith($".{category}", StringComparison.Ordinal));

        public ILogger CreateLogger(string categoryName) => new Listener(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Listener(Failures all, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (exception is not null) all.categories[category] = true;
            }
        }
    }
}
