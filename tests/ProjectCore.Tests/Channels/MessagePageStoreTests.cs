using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Tests.Support;

namespace PmBot.ProjectCore.Tests.Channels;

public sealed class MessagePageStoreTestsOnSqlite() : MessagePageStoreTests(new SqliteStore());

public sealed class MessagePageStoreTestsOnPostgres() : MessagePageStoreTests(new PostgresStore());

public abstract class MessagePageStoreTests(Store store) : IAsyncLifetime
{
    public Task InitializeAsync() => store.InitializeAsync();

    public Task DisposeAsync() => store.DisposeAsync();

    [SkippableFact]
    public async Task Every_id_that_a_message_ever_had_leads_to_the_pages_that_it_has()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var pages = store.Get<MessagePageStore>();
        await pages.KeepAsync("slack", "T1/C1", [], ["1", "2", "3"], default);
        await pages.KeepAsync("slack", "T1/C2", [], ["1", "9"], default);
        await pages.KeepAsync("slack", "T1/C1", ["1", "2", "3"], ["1", "2"], default);
        await pages.KeepAsync("slack", "T1/C1", ["1", "2"], ["1"], default);
        (await pages.FindAsync("slack", "T1/C1", "3", default)).ShouldBe(["1"]);
        // The first page was gone, and is another one now.
        await pages.KeepAsync("slack", "T1/C1", ["1"], ["5", "6"], default);

        foreach (var id in (string[])["1", "2", "3", "5", "6"]) (await pages.FindAsync("slack", "T1/C1", id, default)).ShouldBe(["5", "6"], id);
        (await pages.FindAsync("slack", "T1/C2", "9", default)).ShouldBe(["1", "9"]);
        (await pages.FindAsync("discord", "T1/C1", "1", default)).ShouldBeEmpty();
        (await pages.FindAsync("slack", "T1/C1", "7", default)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task What_is_told_twice_at_once_is_kept_once()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var pages = store.Get<MessagePageStore>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => pages.KeepAsync("slack", "T1/C1", ["key"], ["1", "2"], default)));

        (await pages.FindAsync("slack", "T1/C1", "key", default)).ShouldBe(["1", "2"]);
    }
}
