using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PmBot.Adapters.DirectLine;
using PmBot.Bot.Queues;
using PmBot.Bot.Tests.Support;
using PmBot.ProjectCore.Channels;

namespace PmBot.Bot.Tests.Faults;

public sealed class WebTranscriptKeeperTests
{
    private static readonly Transcript Head = new("e1", 1, "dl_ana", "es-CO", Ended: false, []);

    [Fact]
    public async Task What_is_kept_is_written_at_the_latest_when_the_service_stops_and_read_by_the_next()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await using var first = new Kept(Keeper(bot, "key"));
        await first.Keeper.StartAsync(default);
        first.Keeper.Keep("c1", Head, Entry(1, "la clave es s3cr3t"));
        first.Keeper.Keep("c1", Head with { Sequence = 2, Ended = true }, Entry(2, "listo"));
        await first.Keeper.StopAsync(default);

        await using var next = new Kept(Keeper(bot, "key"));
        var back = (await next.Keeper.LoadAsync("c1", default)).ShouldNotBeNull();

        (back.Epoch, back.Sequence, back.Person, back.Locale, back.Ended).ShouldBe(("e1", 2, "dl_ana", "es-CO", true));
        back.Entries.Select(e => System.Text.Encoding.UTF8.GetString(e.Json.Span)).ShouldBe(["la clave es s3cr3t", "listo"]);
    }

    [Fact]
    public async Task In_the_database_nobody_reads_what_was_said_and_another_key_opens_none_of_it()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await using var first = new Kept(Keeper(bot, "key"));
        await first.Keeper.StartAsync(default);
        first.Keeper.Keep("c1", Head, Entry(1, "la clave es s3cr3t"));
        first.Keeper.Keep("c2", Head, Entry(1, "la clave es s3cr3t"));
        await first.Keeper.StopAsync(default);

        var rows = (await bot.Services.GetRequiredService<WebTranscripts>().LoadAsync("c1", 10, default))!.Value.Entries;
        var other = (await bot.Services.GetRequiredService<WebTranscripts>().LoadAsync("c2", 10, default))!.Value.Entries;
        rows.ShouldHaveSingleItem().Content.ShouldNotContain("s3cr3t");
        other[0].Content.ShouldNotBe(rows[0].Content);
        System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(rows[0].Content)).ShouldNotContain("s3cr3t");
        await using var stranger = new Kept(Keeper(bot, "another key"));
        (await stranger.Keeper.LoadAsync("c1", default))!.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_kept_where_that_is_not_wanted_nor_found_when_its_time_is_over()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await using var off = new Kept(Keeper(bot, "key", TimeSpan.Zero));
        off.Keeper.Keep("c1", Head, Entry(1, "hola"));
        await off.Keeper.StopAsync(default);
        await using var on = new Kept(Keeper(bot, "key", TimeSpan.FromDays(1)));
        (await on.Keeper.LoadAsync("c1", default)).ShouldBeNull();
        on.Keeper.Keep("c2", Head, Entry(1, "hola"));
        await on.Keeper.StopAsync(default);
        (await on.Keeper.LoadAsync("c2", default)).ShouldNotBeNull();

        bot.Clock.Now += TimeSpan.FromDays(2);

        (await on.Keeper.LoadAsync("c2", default)).ShouldBeNull();
    }

    [Fact]
    public async Task What_the_database_will_never_take_ends_neither_the_keeper_nor_the_service()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await using var kept = new Kept(Keeper(bot, "key"));
        await using (var connection = new SqliteConnection($"Data Source={bot.Services.GetRequiredService<IConfiguration>()["Storage:Path"]};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "ALTER TABLE web_entries RENAME TO elsewhere";
            await command.ExecuteNonQueryAsync();
        }

        kept.Keeper.Keep("c1", Head, Entry(1, "hola"));

        await Should.NotThrowAsync(() => kept.Keeper.StopAsync(default));
    }

    private static TranscriptEntry Entry(long sequence, string text) => new(sequence, $"a{sequence}", new DateTimeOffset(2026, 3, 3, 12, 0, 0, TimeSpan.Zero), System.Text.Encoding.UTF8.GetBytes(text));

    private static WebTranscriptKeeper Keeper(BotUnderTest bot, string key, TimeSpan? lifetime = null) => new(
        bot.Services.GetRequiredService<WebTranscripts>(), Options.Create(new DirectLineOptions { SigningKey = key }), Options.Create(new WebChatOptions { KeepTranscripts = lifetime ?? TimeSpan.FromDays(7) }),
        new DeliveryClock(bot.Clock), NullLogger<WebTranscriptKeeper>.Instance);

    private sealed record Kept(WebTranscriptKeeper Keeper) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Keeper.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
