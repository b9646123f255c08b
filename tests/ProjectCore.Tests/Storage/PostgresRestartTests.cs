using Npgsql;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Tests.Storage;

public sealed class PostgresRestartTests(PostgresStore store) : IClassFixture<PostgresStore>
{
    [SkippableFact]
    public async Task Connections_that_the_server_cut_are_replaced_without_anybody_noticing()
    {
        var world = await World.CreateAsync(store);
        for (var round = 1; round <= 3; round++)
        {
            await CutAsync();
            (await world.CreateTaskAsync(world.Diego, $"Tras el corte {round}")).Title.ShouldContain("corte");
            await CutAsync();
            (await world.Tasks.FindByNumbersAsync(world.Camila, [1], default)).Count.ShouldBe(1);
        }
    }

    [SkippableFact]
    public async Task A_server_that_is_away_is_said_to_be()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        await using var services = new ServiceCollection().AddProjectCore(new StorageOptions { Postgres = "Host=127.0.0.1;Port=1;Username=x;Database=x;Timeout=2" }).BuildServiceProvider();
        await Should.ThrowAsync<StorageUnavailableException>(() => services.GetRequiredService<IdentityQueries>().AnyWorkspaceAsync(default));
    }

    private async Task CutAsync()
    {
        var settings = new NpgsqlConnectionStringBuilder(store.Options.Postgres) { ApplicationName = "cutter", Pooling = false };
        await using var source = NpgsqlDataSource.Create(settings);
        await using var cut = source.CreateCommand("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'pmbot'");
        ((long)(await cut.ExecuteScalarAsync())!).ShouldBeGreaterThan(0);
    }
}
