using Microsoft.Data.Sqlite;
using Npgsql;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Tests.Support;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Tests.Channels;

public sealed class ServerAccountTestsOnSqlite() : ServerAccountTests(new SqliteStore());

public sealed class ServerAccountTestsOnPostgres() : ServerAccountTests(new PostgresStore());

/// <summary>One Discord account in the servers of two teams is a person of each, and of no other.</summary>
public abstract class ServerAccountTests(Store store) : IAsyncLifetime
{
    private IdentityQueries Identities => store.Get<IdentityQueries>();

    public Task InitializeAsync() => store.InitializeAsync();

    public Task DisposeAsync() => store.DisposeAsync();

    [SkippableFact]
    public async Task An_account_is_somebody_in_each_server_and_nobody_in_a_third()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var (guild, other, account) = (Name("g"), Name("h"), Name("u"));
        await ImportAsync($$"""
            workspace: { name: {{guild}}, timezone: UTC, language: es, channels: { discord: "{{guild}}" } }
            users: [{ username: camila, full_name: Camila, role: admin, discord: "{{account}}" }]
            """);
        await ImportAsync($$"""
            workspace: { name: {{other}}, timezone: UTC, language: es, channels: { discord: "{{other}}" } }
            users: [{ username: cami, full_name: Cami, role: admin, discord: "{{account}}" }]
            """);

        var here = (await Identities.FindAsync(new ChatAddress("discord", guild, account), default)).ShouldNotBeNull();
        var there = (await Identities.FindAsync(new ChatAddress("discord", other, account), default)).ShouldNotBeNull();
        here.Workspace.ShouldNotBe(there.Workspace);
        (await Identities.FindAsync(new ChatAddress("discord", Name("x"), account), default)).ShouldBeNull();
        (await Identities.FindAsync(new ChatAddress("discord", "", account), default)).ShouldBeNull("a direct message says not which");
        (await Identities.OfAccountAsync("discord", account, default)).Select(k => k.Workspace).ShouldBe([here.Workspace, there.Workspace]);
    }

    [SkippableFact]
    public async Task An_account_that_was_named_without_a_tenant_stands_for_its_workspaces_own_or_for_any_that_is_nobody_elses()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var (team, other, linked, free) = (Name("t"), Name("o"), Name("l"), Name("f"));
        await ImportAsync($$"""
            workspace: { name: {{team}}, timezone: UTC, language: es, channels: { slack: "{{team}}" } }
            users: [{ username: ana, full_name: Ana, role: admin, identities: [{ channel: slack, user: "{{linked}}" }] }]
            """);
        await ImportAsync($$"""
            workspace: { name: {{other}}, timezone: UTC, language: es }
            users: [{ username: luis, full_name: Luis, role: admin, identities: [{ channel: slack, user: "{{free}}" }] }]
            """);

        (await Identities.FindAsync(new ChatAddress("slack", team, linked), default)).ShouldNotBeNull();
        (await Identities.FindAsync(new ChatAddress("slack", Name("y"), linked), default)).ShouldBeNull("another team's channel");
        (await Identities.FindAsync(new ChatAddress("slack", Name("y"), free), default)).ShouldNotBeNull();
        (await Identities.FindAsync(new ChatAddress("slack", team, free), default)).ShouldBeNull("that tenant is another workspace's");
    }

    [SkippableFact]
    public async Task Accounts_of_an_earlier_version_become_those_of_their_workspaces_server()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var (guild, account) = (Name("g"), Name("u"));
        await ImportAsync($$"""
            workspace: { name: {{guild}}, timezone: UTC, language: es, channels: { discord: "{{guild}}" } }
            users: [{ username: camila, full_name: Camila, role: admin, discord: "{{account}}" }]
            """);
        await RunAsync("UPDATE identities SET tenant = '' WHERE channel = 'discord'");
        await RunAsync("DROP TABLE direct_workspaces");
        await RunAsync("DELETE FROM schema_migrations WHERE name = '0012_direct_workspaces'");

        (await store.Get<Migrator>().MigrateAsync(default)).ShouldBe(["0012_direct_workspaces"]);

        (await Identities.FindAsync(new ChatAddress("discord", guild, account), default)).ShouldNotBeNull();
        (await Identities.FindAsync(new ChatAddress("discord", Name("x"), account), default)).ShouldBeNull();
    }

    private static string Name(string prefix) => prefix + Guid.NewGuid().ToString("N")[..12];

    private async Task ImportAsync(string yaml)
    {
        var imported = await store.Get<WorkspaceImporter>().ImportAsync(yaml, "test.yml", default);
        imported.IsOk.ShouldBeTrue(imported.Error?.ToString());
    }

    private async Task RunAsync(string sql)
    {
        if (store.Options.Postgres is { } postgres)
        {
            await using var source = NpgsqlDataSource.Create(postgres);
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
            return;
        }

        await using var connection = new SqliteConnection($"Data Source={store.Options.Path};Pooling=False");
        await connection.OpenAsync();
#pragma warning disable CA2100 // Constants of this file.
        await using var statement = new SqliteCommand(sql, connection);
#pragma warning restore CA2100
        await statement.ExecuteNonQueryAsync();
    }
}
