using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Tests.Support;

namespace PmBot.ProjectCore.Tests.Storage;

/// <summary>More who want a task number than there are connections: nobody waits for a second one while holding the first.</summary>
public sealed class PostgresPoolTests(PostgresStore store) : IClassFixture<PostgresStore>
{
    [SkippableFact]
    public async Task A_full_pool_gives_numbers_to_all()
    {
        var world = await World.CreateAsync(store);
        var few = new NpgsqlConnectionStringBuilder(store.Options.Postgres) { MaxPoolSize = 2, Timeout = 120 }.ConnectionString;
        await using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(store.Clock)
            .AddProjectCore(new StorageOptions { Postgres = few })
            .BuildServiceProvider();
        var pipeline = services.GetRequiredService<OperationPipeline>();
        var results = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() =>
            pipeline.ExecuteAsync(new OperationRequest(new CreateTask(world.Project, $"T{i}"), world.Diego), default))));
        results.Select(r => r.Value.Task().Number).Order().ShouldBe(Enumerable.Range(1, 24));
    }
}
