using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using PmBot.Bot.State;

namespace PmBot.Bot.Tests.State;

#pragma warning disable CA1001 // xunit closes it through IAsyncLifetime.
public sealed class EmbeddedStateStoreTests : StateStoreSuite, IAsyncLifetime
#pragma warning restore CA1001
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private EmbeddedStateStore? _store;

    [Fact]
    public async Task Entries_and_renewals_survive_a_restart()
    {
        var store = Open();
        await store.SaveAsync("a", Json("a"), 0, TimeSpan.FromHours(1), None);
        _time.Advance(TimeSpan.FromMinutes(50));
        await store.LoadAsync("a", None);
        store = await ReopenAsync();
        _time.Advance(TimeSpan.FromMinutes(50));
        (await store.LoadAsync("a", None))!.Version.ShouldBe(1);
        (await store.SaveAsync("a", Json("b"), 1, null, None)).ShouldBeTrue();
    }

    [Fact]
    public async Task Purge_deletes_what_is_over_and_keeps_what_was_renewed_in_memory()
    {
        var store = Open();
        for (var i = 0; i < 1200; i++) await store.SaveAsync($"old{i}", Json("x"), 0, TimeSpan.FromMinutes(1), None);
        await store.SaveAsync("renewed", Json("x"), 0, TimeSpan.FromMinutes(1), None);
        _time.Advance(TimeSpan.FromSeconds(40));
        await store.LoadAsync("renewed", None);
        _time.Advance(TimeSpan.FromSeconds(40));
        await store.PurgeAsync(None);
        (await store.LoadAsync("renewed", None)).ShouldNotBeNull();
        await store.DisposeAsync();
        Rows().ShouldBe(1);
    }

    [Fact]
    public async Task An_entry_pushed_out_of_memory_is_found_in_the_file_with_its_renewal()
    {
        _store = EmbeddedStateStore.Open(_folder["state.db"], cacheBytes: 20_000, _time, NullLogger<EmbeddedStateStore>.Instance);
        await _store.SaveAsync("first", Json("first"), 0, TimeSpan.FromMinutes(1), None);
        _time.Advance(TimeSpan.FromSeconds(40));
        await _store.LoadAsync("first", None);
        for (var i = 0; i < 200; i++) await _store.SaveAsync($"other{i}", new byte[2000], 0, null, None);
        _time.Advance(TimeSpan.FromSeconds(40));
        (await _store.LoadAsync("first", None))!.Json.ToArray().ShouldBe(Json("first"));
    }

    [Fact]
    public async Task A_small_memory_stays_correct_under_parallel_load()
    {
        _store = EmbeddedStateStore.Open(_folder["state.db"], cacheBytes: 4_000, _time, NullLogger<EmbeddedStateStore>.Instance);
        var keys = Enumerable.Range(0, 40).Select(i => $"counter{i}").ToArray();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            foreach (var key in keys.Concat(keys)) await IncrementAsync(_store, key);
        })));
        foreach (var key in keys) BitConverter.ToInt32((await _store.LoadAsync(key, None))!.Json.Span).ShouldBe(16);
    }

    [Fact]
    public async Task A_second_opener_is_refused_until_the_first_has_closed()
    {
        var first = Open();
        var refused = Should.Throw<StateUnavailableException>(() => EmbeddedStateStore.Open(_folder["state.db"], _time, NullLogger<EmbeddedStateStore>.Instance));
        refused.Message.ShouldContain("in use by another PmBot");
        (await first.SaveAsync("a", Json("a"), 0, null, None)).ShouldBeTrue();
        await first.DisposeAsync();
        (await Open().LoadAsync("a", None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_moved_aside()
    {
        await File.WriteAllTextAsync(_folder["state.db"], new string('?', 5000), None);
        (await Open().SaveAsync("a", Json("a"), 0, null, None)).ShouldBeTrue();
        var aside = _folder.Files("state.db.damaged-*").ShouldHaveSingleItem();
        (await File.ReadAllTextAsync(_folder[aside], None)).ShouldStartWith("????");
    }

    [Fact]
    public async Task A_file_damaged_inside_is_moved_aside_when_that_shows()
    {
        var store = Open();
        for (var i = 0; i < 300; i++) await store.SaveAsync($"k{i}", new byte[2000], 0, null, None);
        await store.DisposeAsync();
        await using (var file = File.OpenWrite(_folder["state.db"]))
        {
            // All pages but the first, which holds the header and the schema.
            file.Position = 4096;
            await file.WriteAsync(RandomNumberGenerator.GetBytes((int)file.Length - 4096), None);
        }

        store = Open();
        await Should.ThrowAsync<StateUnavailableException>(() => store.LoadAsync("k5", None));
        (await store.SaveAsync("k5", Json("anew"), 0, null, None)).ShouldBeTrue();
        _folder.Files("state.db.damaged-*").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_elses_database_is_left_alone()
    {
        await using (var connection = new SqliteConnection($"Data Source={_folder["state.db"]};Pooling=False"))
        {
            await connection.OpenAsync(None);
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE tasks (id)";
            await command.ExecuteNonQueryAsync(None);
        }

        Should.Throw<Exception>(() => Open()).Message.ShouldContain("not a PmBot state file");
        _folder.Files("state.db.damaged-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        var store = Open();
        await store.DisposeAsync();
        await store.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(() => store.SaveAsync("a", Json("a"), 0, null, None));
    }

    [Fact]
    public async Task Closing_writes_everything_that_was_asked_for()
    {
        var store = Open();
        var saves = Enumerable.Range(0, 500).Select(i => store.SaveAsync($"k{i}", Json("x"), 0, null, None)).ToArray();
        await store.DisposeAsync();
        (await Task.WhenAll(saves)).ShouldAllBe(saved => saved);
        Rows().ShouldBe(500);
    }

    [Fact]
    public async Task A_memory_only_store_needs_no_file()
    {
        await using var store = EmbeddedStateStore.Open(EmbeddedStateStore.InMemory, _time, NullLogger<EmbeddedStateStore>.Instance);
        (await store.SaveAsync("a", Json("a"), 0, null, None)).ShouldBeTrue();
        (await store.LoadAsync("a", None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Kill_in_the_middle_of_writing_loses_nothing_that_was_acknowledged()
    {
        using var child = KilledWriter.Start(_folder["state.db"]);
        var acknowledged = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < 2000; i++)
        {
            var line = await child.StandardOutput.ReadLineAsync(None) ?? throw new InvalidOperationException(await child.StandardError.ReadToEndAsync(None));
            Note(line);
        }

        child.Kill();
        while (await child.StandardOutput.ReadLineAsync(None) is { } line) Note(line);
        await child.WaitForExitAsync(None);

        var store = Open();
        _folder.Files("state.db.damaged-*").ShouldBeEmpty();
        acknowledged.Count.ShouldBe(KilledWriter.Conversations);
        foreach (var (key, version) in acknowledged)
        {
            var loaded = (await store.LoadAsync(key, None)).ShouldNotBeNull();
            // One more save may have been committed that nobody was told of.
            loaded.Version.ShouldBeInRange(version, version + 1);
            BitConverter.ToInt64(loaded.Json.Span).ShouldBe(loaded.Version);
        }

        // A last line cut short by the kill has no line end to trust, so it must parse as a whole or not count.
        void Note(string line)
        {
            if (line.Split(' ') is [var key, var version, "."]) acknowledged[key] = long.Parse(version, CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public async Task Thirty_two_callers_save_fast()
    {
        var store = Open();
        var document = new byte[2048];
        var each = 1000;
        await SaveManyAsync(100);
        var watch = Stopwatch.StartNew();
        await SaveManyAsync(each);
        var rate = 32 * each / watch.Elapsed.TotalSeconds;
        Console.WriteLine($"embedded state: {rate:N0} saves/s of 2 KB");
        // Far under the 20,000/s of an idle machine, so that a busy one does not fail it; one commit a save would.
        rate.ShouldBeGreaterThan(2_000);

        Task SaveManyAsync(int count) => Task.WhenAll(Enumerable.Range(0, 32).Select(caller => Task.Run(async () =>
        {
            var key = $"{caller}-{count}";
            for (var version = 0; version < count; version++)
                (await store.SaveAsync(key, document, version, TimeSpan.FromHours(1), None)).ShouldBeTrue();
        })));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
        _folder.Dispose();
    }

    protected override IStateStore Store() => Open();

    protected override Task AdvanceAsync(TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }

    private EmbeddedStateStore Open() => _store = EmbeddedStateStore.Open(_folder["state.db"], _time, NullLogger<EmbeddedStateStore>.Instance);

    private async Task<EmbeddedStateStore> ReopenAsync()
    {
        await _store!.DisposeAsync();
        return Open();
    }

    private long Rows()
    {
        using var connection = new SqliteConnection($"Data Source={_folder["state.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM state";
        return (long)command.ExecuteScalar()!;
    }
}
