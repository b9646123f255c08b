using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Tests.Support;

namespace PmBot.ProjectCore.Tests.Channels;

public sealed class DiscordStoreTestsOnSqlite() : DiscordStoreTests(new SqliteStore());

public sealed class DiscordStoreTestsOnPostgres() : DiscordStoreTests(new PostgresStore());

public abstract class DiscordStoreTests(Store store) : IAsyncLifetime
{
    private DiscordStore Discord => store.Get<DiscordStore>();

    public Task InitializeAsync() => store.InitializeAsync();

    public Task DisposeAsync() => store.DisposeAsync();

    [SkippableFact]
    public async Task A_session_is_kept_replaced_and_forgotten()
    {
        SkipWithoutStore();
        (await Discord.SessionAsync("app", default)).ShouldBeNull();
        await Discord.KeepSessionAsync("app", "one", default);
        await Discord.KeepSessionAsync("app", "two", default);
        await Discord.KeepSessionAsync("other", "three", default);

        (await Discord.SessionAsync("app", default)).ShouldBe("two");
        await Discord.KeepSessionAsync("app", null, default);
        (await Discord.SessionAsync("app", default)).ShouldBeNull();
        (await Discord.SessionAsync("other", default)).ShouldBe("three");
    }

    [SkippableFact]
    public async Task A_session_that_is_too_old_is_not_gone_on_with()
    {
        SkipWithoutStore();
        await Discord.KeepSessionAsync("app", "one", default);
        store.Clock.Advance(DiscordStore.SessionLife + TimeSpan.FromSeconds(1));

        (await Discord.SessionAsync("app", default)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task What_a_button_means_is_kept_as_long_as_it_is_shown_now_and_then()
    {
        SkipWithoutStore();
        await Discord.KeepComponentsAsync([("a", "{}"), ("b", "[]")], default);
        store.Clock.Advance(DiscordStore.ComponentLife - TimeSpan.FromDays(1));
        await Discord.KeepComponentsAsync([("a", "{}")], default);
        store.Clock.Advance(TimeSpan.FromDays(2));
        await Discord.KeepComponentsAsync([("c", "7")], default);

        (await Discord.ComponentAsync("a", default)).ShouldBe("{}");
        (await Discord.ComponentAsync("b", default)).ShouldBeNull();
        (await Discord.ComponentAsync("c", default)).ShouldBe("7");
        (await Discord.ComponentAsync("x", default)).ShouldBeNull();
    }

    private void SkipWithoutStore() => Skip.If(store.SkipReason is not null, store.SkipReason);
}
