using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Hosting;
using PmBot.Bot.State;
using PmBot.Bot.Tests.Support;
using PmBot.Nlu;
using PmBot.Nlu.Llm;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Tests.Dialogs.Properties;

/// <summary>The real dialog engine, skills and store, without channels: a message in, replies and the next state out.</summary>
internal sealed class DialogWorld : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly IHost _host;
    private readonly SqliteConnection _audit;
    private readonly SettableClock _clock;
    private readonly TurnServices _services;
    private readonly DialogEngine _engine;
    private Actor _actor = null!;
    private long _audited;
    private int _messages;

    private DialogWorld(DirectoryInfo folder, IHost host, SettableClock clock, SqliteConnection audit)
    {
        (_folder, _host, _clock, _audit) = (folder, host, clock, audit);
        _services = host.Services.GetRequiredService<TurnServices>();
        _engine = host.Services.GetRequiredService<DialogEngine>();
    }

    /// <summary>A world with one small workspace, in which its admin speaks.</summary>
    public static async Task<DialogWorld> StartAsync()
    {
        // In memory where the system has a place for that: a store that is thrown away need not reach a disk.
        var folder = Directory.Exists("/dev/shm") ? Directory.CreateDirectory($"/dev/shm/pmbot-test-{Guid.NewGuid():N}") : Directory.CreateTempSubdirectory("pmbot-test-");
        var path = Path.Combine(folder.FullName, "pmbot.db");
        var clock = new SettableClock(new DateTimeOffset(2026, 3, 3, 14, 30, 0, TimeSpan.Zero));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection([new("Storage:Path", path), new("State:Path", ":memory:"), new("Learning:Enabled", "false")]);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddPmBot(builder.Configuration);
        builder.Services.AddSingleton<INaturalLanguage>(new ReadOnce(RulesOnly.Reader));
        builder.Services.AddHostedService<StorageStartup>();
        var host = builder.Build();
        await host.StartAsync();
        (await host.Services.GetRequiredService<WorkspaceImporter>().ImportAsync(Workspaces.Small, "test.yml", default)).IsOk.ShouldBeTrue();
        var audit = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        await audit.OpenAsync();
        var world = new DialogWorld(folder, host, clock, audit);
        var workspace = (await host.Services.GetRequiredService<IdentityQueries>().DefaultWorkspaceAsync(default))!.Value;
        var directory = await world._services.Directories.GetAsync(workspace, default);
        world._actor = new Actor(workspace, directory!.User("camila")!.Id, "test");
        return world;
    }

    /// <summary>Says something in a state.</summary>
    public async Task<Said> SayAsync(ConversationState state, string message)
    {
        _clock.Now += TimeSpan.FromSeconds(5);
        var directory = (await _services.Directories.GetAsync(_actor.Workspace, default))!;
        var turn = new Turn(_services, _actor, directory, state, new MessageStamp(_clock.Now, (++_messages).ToString(CultureInfo.InvariantCulture)));
        await _engine.TakeAsync(message, turn, default);
        return new Said(turn.Said, turn.Heard!, turn.HasActed ? await NewEntriesAsync() : []);
    }

    /// <summary>The state as the next message would find it: written and read again.</summary>
    public static ConversationState Stored(ConversationState state)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(state, StateJson.Default.ConversationState);
        var read = ConversationStates.Read(json);
        JsonSerializer.SerializeToUtf8Bytes(read, StateJson.Default.ConversationState).AsSpan().SequenceEqual(json).ShouldBeTrue("the state does not load as it was stored");
        return read;
    }

    /// <summary>Takes back all that was done.</summary>
    public async Task UndoAllAsync()
    {
        while (true)
        {
            var undone = await _services.Pipeline.UndoAsync(_actor, idempotencyKey: null, default);
            if (undone.Error is { } error)
            {
                error.ShouldBeOfType<NothingToUndo>();
                break;
            }
        }

        await NewEntriesAsync();
    }

    /// <summary>All that can be seen of the workspace.</summary>
    public async Task<string> SnapshotAsync() =>
        (await _host.Services.GetRequiredService<WorkspaceExporter>().ExportAsync(_actor.Workspace, FileFormat.Yaml, default)).Value;

    public async ValueTask DisposeAsync()
    {
        await _audit.DisposeAsync();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<IReadOnlyList<string>> NewEntriesAsync()
    {
        var entries = new List<string>();
        await using var command = _audit.CreateCommand();
        command.CommandText = "SELECT rowid, operation FROM audit_entries WHERE rowid > $last ORDER BY rowid";
        command.Parameters.AddWithValue("$last", _audited);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            _audited = reader.GetInt64(0);
            entries.Add(reader.GetString(1));
        }

        return entries;
    }

    /// <summary>What came of a message.</summary>
    /// <param name="Replies">What was said back.</param>
    /// <param name="Heard">How it was read.</param>
    /// <param name="Done">Names of the operations that were done.</param>
    public sealed record Said(IReadOnlyList<Bot.Replies.Reply> Replies, Understanding Heard, IReadOnlyList<string> Done);

    /// <summary>Reads each message once for each thing that may be asked: the dialogs say the same sentences over and over, and the reader has tests of its own.</summary>
    private sealed class ReadOnce(INaturalLanguage reader) : INaturalLanguage
    {
        private readonly ConcurrentDictionary<(string Text, EntityType? Expected, string Hint), Understanding> _read = new();

        public Understanding Understand(string text, NluContext context) => _read.GetOrAdd((text, context.Expected, context.LanguageHint), _ => reader.Understand(text, context));

        public Explanation Explain(string text, NluContext context) => reader.Explain(text, context);

        public string LanguageOf(string text, string hint) => reader.LanguageOf(text, hint);

        public Understanding Adopt(Understanding heard, IReadOnlyList<Proposal> proposals, OfferedNames names, NluContext context, string evidence) =>
            reader.Adopt(heard, proposals, names, context, evidence);
    }
}
