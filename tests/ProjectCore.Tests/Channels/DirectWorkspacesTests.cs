using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Tests.Support;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Tests.Channels;

public sealed class DirectWorkspacesTestsOnSqlite() : DirectWorkspacesTests(new SqliteStore());

public sealed class DirectWorkspacesTestsOnPostgres() : DirectWorkspacesTests(new PostgresStore());

public abstract class DirectWorkspacesTests(Store store) : IAsyncLifetime
{
    private DirectWorkspaces Chosen => store.Get<DirectWorkspaces>();

    public Task InitializeAsync() => store.InitializeAsync();

    public Task DisposeAsync() => store.DisposeAsync();

    [SkippableFact]
    public async Task A_choice_is_remembered_for_the_account_and_replaced_by_the_next()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var (one, two) = (WorkspaceId.New(), WorkspaceId.New());
        (await Chosen.FindAsync("discord", "1", default)).ShouldBeNull();
        await Chosen.ChooseAsync("discord", "1", one, default);
        await Chosen.ChooseAsync("discord", "2", one, default);
        await Chosen.ChooseAsync("discord", "1", two, default);

        (await Chosen.FindAsync("discord", "1", default)).ShouldBe(two);
        (await Chosen.FindAsync("discord", "2", default)).ShouldBe(one);
        (await Chosen.FindAsync("slack", "1", default)).ShouldBeNull();
    }
}
