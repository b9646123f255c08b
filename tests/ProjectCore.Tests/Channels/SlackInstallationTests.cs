using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Tests.Support;

namespace PmBot.ProjectCore.Tests.Channels;

public sealed class SlackInstallationTestsOnSqlite() : SlackInstallationTests(new SqliteStore());

public sealed class SlackInstallationTestsOnPostgres() : SlackInstallationTests(new PostgresStore());

public abstract class SlackInstallationTests(Store store) : IAsyncLifetime
{
    private SlackInstallationStore Installations => store.Get<SlackInstallationStore>();

    public Task InitializeAsync() => store.InitializeAsync();

    public Task DisposeAsync() => store.DisposeAsync();

    [SkippableFact]
    public async Task The_last_installation_counts()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        await Installations.SaveAsync(Row("one", 0), default);
        await Installations.SaveAsync(Row("two", 1), default);

        var found = (await Installations.FindAsync("T1", default)).ShouldNotBeNull();

        (found.Secret, found.Name, found.BotUser, found.ExpiresAt, found.InstalledAt).ShouldBe(("two", "Andes", "U0BOT", At(60), At(1)));
        (await Installations.FindAsync("T2", default)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task A_word_from_before_an_installation_does_not_end_it()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        await Installations.SaveAsync(Row("one", 5), default);

        (await Installations.ForgetAsync("T1", At(4), default)).ShouldBe(0);
        (await Installations.FindAsync("T1", default)).ShouldNotBeNull();
        (await Installations.ForgetAsync("T1", At(6), default)).ShouldBe(1);
        (await Installations.FindAsync("T1", default)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task A_state_is_used_once_and_before_it_expires()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        await Installations.AddStateAsync("a", At(10), default);
        await Installations.AddStateAsync("b", At(10), default);

        (await Installations.TakeStateAsync("a", default)).ShouldBeTrue();
        (await Installations.TakeStateAsync("a", default)).ShouldBeFalse();
        (await Installations.TakeStateAsync("c", default)).ShouldBeFalse();
        store.Clock.Advance(TimeSpan.FromMinutes(11));
        (await Installations.TakeStateAsync("b", default)).ShouldBeFalse();
    }

    private static SlackInstallationRow Row(string secret, int minutes) => new()
    {
        Id = "T1", Name = "Andes", BotUser = "U0BOT", Secret = secret, ExpiresAt = At(60), Scopes = "chat:write", InstalledBy = "U0ANA", InstalledAt = At(minutes),
    };

    private static DateTimeOffset At(int minutes) => new DateTimeOffset(2026, 3, 9, 15, 0, 0, TimeSpan.Zero).AddMinutes(minutes);
}
