using PmBot.Bot.Tests.State;

namespace PmBot.Bot.Tests.Faults;

public sealed class KillTests(PostgresCluster postgres) : IClassFixture<PostgresCluster>
{
    private const int Kills = 3;

    [Fact]
    public async Task What_was_asked_while_the_process_was_killed_again_and_again_is_done_exactly_once()
    {
        using var deployment = new Deployment();
        await KillInTheMiddleAsync(deployment);
    }

    [SkippableFact]
    public async Task What_was_asked_while_the_process_was_killed_again_and_again_is_done_exactly_once_on_Redis_and_PostgreSQL()
    {
        using var redis = new RedisServer();
        using var deployment = new Deployment(("ConnectionStrings__Redis", redis.Patient), ("ConnectionStrings__Postgres", await postgres.NewDatabaseAsync()));
        await KillInTheMiddleAsync(deployment);
    }

    private static async Task KillInTheMiddleAsync(Deployment deployment)
    {
        using var crowd = new Crowd();
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var service = await deployment.StartAsync();
            await crowd.InterruptAsync(service, service.Kill);
        }

        await using var last = await deployment.StartAsync();
        await crowd.InsistAsync(last);
        crowd.ShouldHaveWhatTheyAskedFor(await deployment.TasksAsync());
    }
}
