namespace PmBot.Bot.Tests.Faults;

public sealed class PostgresRestartTests(PostgresCluster postgres) : IClassFixture<PostgresCluster>
{
    [SkippableTheory]
    [InlineData("fast")]
    [InlineData("immediate")]
    public async Task Nothing_is_lost_or_doubled_while_PostgreSQL_restarts(string mode)
    {
        using var deployment = new Deployment(("ConnectionStrings__Postgres", await postgres.NewDatabaseAsync()));
        using var crowd = new Crowd();
        await using var service = await deployment.StartAsync();
        for (var round = 0; round < 2; round++)
        {
            await crowd.InterruptAsync(service, () => postgres.Stop(mode));
            postgres.Start();
            await service.WellAsync();
            await crowd.InsistAsync(service);
        }

        crowd.ShouldHaveWhatTheyAskedFor(await deployment.TasksAsync());
    }

    [SkippableFact]
    public async Task Meanwhile_people_hear_that_nothing_was_saved_and_then_the_dialog_goes_on()
    {
        using var deployment = new Deployment(("ConnectionStrings__Postgres", await postgres.NewDatabaseAsync()));
        using var camila = new Person("camila", "a");
        await using var service = await deployment.StartAsync();
        (await camila.SayAsync(service, "crea una tarea")).ShouldContain("llama");

        postgres.Stop("fast");
        try
        {
            (await camila.SayAsync(service, "revisar los pedidos")).ShouldContain(Sentences.Away);
            (await service.ReadyAsync()).ShouldBe(503);
        }
        finally
        {
            postgres.Start();
        }

        (await Sentences.OnceBackAsync(() => camila.SayAsync(service, "revisar los pedidos"))).ShouldContain("Creada");
        (await service.ReadyAsync()).ShouldBe(200);
        (await deployment.TasksAsync()).Where(t => t.Title == "revisar los pedidos").ShouldHaveSingleItem();
        service.Diagnostics.ShouldNotContain("Unhandled");
    }
}
