using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Hosting;
using PmBot.Bot.State;
using PmBot.Bot.Tests.Support;
using PmBot.Nlu;
using PmBot.Nlu.Llm;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Tests.Dialogs.Properties;

/// <summary>A workspace with the real dialog engine, skills and store: to be talked to alone, or in rooms of a channel.</summary>
/// <remarks>Nothing happens in it by itself: what hears of operations (reminders, notices) is left out, so that the same dice always give the same dialogs.</remarks>
internal sealed class DialogWorld : IAsyncDisposable
{
    private const string Bot = "U0BOT";
    private readonly DirectoryInfo _folder;
    private readonly IHost _host;
    private readonly AuditReader _audit;
    private readonly SettableClock _clock;
    private readonly TurnServices _services;
    private readonly DialogEngine _engine;
    private readonly ITurnHandler _runner;
    private readonly IStateStore _states;
    private WorkspaceId _workspace;
    private int _messages;

    private DialogWorld(DirectoryInfo folder, IHost host, SettableClock clock, AuditReader audit)
    {
        (_folder, _host, _clock, _audit) = (folder, host, clock, audit);
        _services = host.Services.GetRequiredService<TurnServices>();
        _engine = host.Services.GetRequiredService<DialogEngine>();
        _runner = host.Services.GetRequiredService<ITurnHandler>();
        _states = host.Services.GetRequiredService<IStateStore>();
    }

    /// <summary>Where the solution lies.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The moment.</summary>
    public DateTimeOffset Now => _clock.Now;

    /// <summary>A world with the workspace of the conversation files.</summary>
    public static async Task<DialogWorld> StartAsync()
    {
        // In memory where the system has a place for that: a store that is thrown away need not reach a disk.
        var folder = Directory.Exists("/dev/shm") ? Directory.CreateDirectory($"/dev/shm/pmbot-test-{Guid.NewGuid():N}") : Directory.CreateTempSubdirectory("pmbot-test-");
        var path = Path.Combine(folder.FullName, "pmbot.db");
        var clock = new SettableClock(new DateTimeOffset(2026, 3, 9, 6, 0, 0, TimeSpan.FromHours(-5)));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection([new("Storage:Path", path), new("State:Path", ":memory:"), new("Learning:Enabled", "false")]);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddPmBot(builder.Configuration);
        builder.Services.RemoveAll<IEventHandler>();
        builder.Services.AddSingleton<INaturalLanguage>(new ReadOnce(RulesOnly.Reader));
        builder.Services.AddHostedService<StorageStartup>();
        var host = builder.Build();
        await host.StartAsync();
        var file = await File.ReadAllTextAsync(Path.Combine(Repository, "tests", "Conversations", "workspaces", "andes.yml"));
        (await host.Services.GetRequiredService<WorkspaceImporter>().ImportAsync(file, "andes.yml", default)).IsOk.ShouldBeTrue();
        var world = new DialogWorld(folder, host, clock, await AuditReader.OpenAsync(path));
        world._workspace = (await host.Services.GetRequiredService<IdentityQueries>().DefaultWorkspaceAsync(default))!.Value;
        await world._audit.NewAsync();
        return world;
    }

    /// <summary>Time goes by.</summary>
    public void Wait(TimeSpan time) => _clock.Now += time;

    /// <summary>Has the reminders told whose moment has come, as the service does: what is put back later is due from then on, and so must these be.</summary>
    public async Task RingAsync()
    {
        var week = _host.Services.GetRequiredService<WeekStore>();
        while (await week.RingAsync(default) > 0)
        {
            // A batch at a time.
        }
    }

    /// <summary>Says something in a state, alone with the bot.</summary>
    public async Task<Said> SayAsync(string username, ConversationState state, string message)
    {
        _clock.Now += TimeSpan.FromSeconds(5);
        var directory = (await _services.Directories.GetAsync(_workspace, default))!;
        var turn = new Turn(_services, new Actor(_workspace, directory.User(username)!.Id, "test"), directory, state, new MessageStamp(_clock.Now, (++_messages).ToString(CultureInfo.InvariantCulture)));
        await _engine.TakeAsync(message, turn, default);
        return new Said([.. turn.Said.Select(r => new SaidReply(r.Text, [.. r.Buttons.Select(b => b.Say)]))], turn.Heard!, turn.HasActed ? await _audit.NewAsync() : []);
    }

    /// <summary>Says something into a room of Slack.</summary>
    /// <param name="account">Whose account it comes from.</param>
    /// <param name="room">The channel.</param>
    /// <param name="message">The text as Slack gives it.</param>
    /// <param name="id">The message's id; given again, it is delivered again.</param>
    public async Task<Said> SayInRoomAsync(string account, string room, string message, string id)
    {
        _clock.Now += TimeSpan.FromSeconds(5);
        var replies = new Replies();
        var activity = new Activity
        {
            Type = ActivityTypes.Message,
            Id = id,
            ChannelId = "slack",
            Conversation = new ConversationAccount { Id = room, IsGroup = true, TenantId = "T0STUDIO" },
            From = new ChannelAccount { Id = account, Name = account },
            Recipient = new ChannelAccount { Id = Bot },
            Text = message,
        };
        await _runner.OnTurnAsync(new TurnContext(activity, replies), default);
        return new Said(replies.Sent, null, await _audit.NewAsync());
    }

    /// <summary>An id that no message had yet.</summary>
    public string NextMessageId() => (++_messages).ToString(CultureInfo.InvariantCulture);

    /// <summary>What is remembered of somebody's talk in a room, as stored; empty where nothing is.</summary>
    public async Task<ReadOnlyMemory<byte>> RoomStateAsync(string account, string room) =>
        (await _states.LoadAsync($"slack|{room}|{account}", default))?.Json ?? default;

    /// <summary>The state as the next message would find it: written and read again.</summary>
    public static ConversationState Stored(ConversationState state) => Loaded(JsonSerializer.SerializeToUtf8Bytes(state, StateJson.Default.ConversationState));

    /// <summary>A stored state, read, having made sure that it is the same when it is written again.</summary>
    public static ConversationState Loaded(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
        {
            return new ConversationState();
        }

        var read = ConversationStates.Read(json.Span);
        JsonSerializer.SerializeToUtf8Bytes(read, StateJson.Default.ConversationState).AsSpan().SequenceEqual(json.Span).ShouldBeTrue("the state does not load as it was stored");
        return read;
    }

    /// <summary>Takes back all that was done, by whomever, the last first.</summary>
    /// <param name="refusable">Whether an undo may be refused because others took back what had allowed it, or what it is about.</param>
    /// <returns>How many undos that took; null where one was refused.</returns>
    public async Task<int?> UndoAllAsync(bool refusable)
    {
        for (var undone = 0; ; undone++)
        {
            if (await _audit.LastUndoableAsync() is not { } last)
            {
                await _audit.NewAsync();
                return undone;
            }

            var error = (await _services.Pipeline.UndoAsync(new Actor(_workspace, last.User, "test"), idempotencyKey: null, default)).Error;
            if (refusable && error is (NotAllowed or ProjectNotFound or TaskNotFound or ChangedSince))
            {
                return null;
            }

            error.ShouldBeNull($"{await NameAsync(last.User)} cannot undo {last.Operation}, {undone} having been undone");
        }
    }

    /// <summary>Does again what the last undos took back.</summary>
    public async Task RedoAsync(int undos)
    {
        for (var left = undos; left > 0; left--)
        {
            var last = (await _audit.LastUndoAsync()).ShouldNotBeNull();
            var actor = new Actor(_workspace, last.User, "test");
            var preview = await _services.Pipeline.PreviewRedoAsync(actor, default);
            preview.Error.ShouldBeNull($"{await NameAsync(last.User)} is not shown what to redo of {last.Operation}, {left} being left");
            var consent = preview.Value.Safety == Safety.None ? null : new Confirmation(actor.User, preview.Value.Subjects, _clock.Now + TimeSpan.FromMinutes(1));
            (await _services.Pipeline.RedoAsync(actor, idempotencyKey: null, consent, default)).Error.ShouldBeNull($"{await NameAsync(last.User)} cannot redo {preview.Value.Operation}, {left} being left");
        }

        await _audit.NewAsync();
    }

    private async Task<string?> NameAsync(UserId user) => (await _services.Directories.GetAsync(_workspace, default))?.User(user)?.Username;

    /// <summary>All that can be seen of the workspace.</summary>
    public async Task<string> SnapshotAsync() =>
        (await _host.Services.GetRequiredService<WorkspaceExporter>().ExportAsync(_workspace, FileFormat.Yaml, default)).Value;

    public async ValueTask DisposeAsync()
    {
        await _audit.DisposeAsync();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string FindRepository()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "PmBot.sln")))
            {
                return at.FullName;
            }
        }

        throw new DirectoryNotFoundException("The repository is not above the tests.");
    }

    /// <summary>Reads each message once for each thing that may be asked: the dialogs say the same sentences over and over, and the reader has tests of its own.</summary>
    private sealed class ReadOnce(INaturalLanguage reader) : INaturalLanguage
    {
        private readonly ConcurrentDictionary<(string Text, EntityType? Expected, string Hint), Understanding> _read = new();
        private readonly ConcurrentDictionary<(string Text, string Hint), string> _languages = new();

        public Understanding Understand(string text, NluContext context) =>
            _read.GetOrAdd((text, context.Expected, context.LanguageHint), static (key, of) => of.Reader.Understand(key.Text, of.Context), (Reader: reader, Context: context));

        public Explanation Explain(string text, NluContext context) => reader.Explain(text, context);

        public string LanguageOf(string text, string hint) => _languages.GetOrAdd((text, hint), static (key, reader) => reader.LanguageOf(key.Text, key.Hint), reader);

        public Understanding Adopt(Understanding heard, IReadOnlyList<Proposal> proposals, OfferedNames names, NluContext context, string evidence) =>
            reader.Adopt(heard, proposals, names, context, evidence);
    }

    /// <summary>Keeps what a room hears.</summary>
    private sealed class Replies : IReplyChannel
    {
        public List<SaidReply> Sent { get; } = [];

        // Buttons come as such, not as a card.
        public ChannelFeatures Features { get; } = new(SuggestedActions: true, AdaptiveCards: false, ExecuteActions: false, Updates: true, MaxTextLength: 4000);

        public Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken)
        {
            Sent.Add(new SaidReply(reply.Text ?? "", [.. reply.SuggestedActions?.Actions?.Select(a => a.Value is { ValueKind: JsonValueKind.String } said ? said.GetString()! : a.Title ?? "") ?? []]));
            return Task.FromResult<string?>(null);
        }

        public Task UpdateAsync(Activity reply, CancellationToken cancellationToken) => SendAsync(reply, cancellationToken);

        public Task DeleteAsync(string activityId, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>What came of a message.</summary>
/// <param name="Replies">What was said back.</param>
/// <param name="Heard">How it was read, where that is known.</param>
/// <param name="Done">What was done.</param>
internal sealed record Said(IReadOnlyList<SaidReply> Replies, Understanding? Heard, IReadOnlyList<DoneOperation> Done);

/// <summary>One message of the bot.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Buttons">What its buttons say.</param>
internal sealed record SaidReply(string Text, IReadOnlyList<string> Buttons);
