using PmBot.Bot.Tests.State;

namespace PmBot.Bot.Tests.Faults;

public sealed class TwoInstancesTests(PostgresCluster postgres) : IClassFixture<PostgresCluster>
{
    [SkippableFact]
    public async Task A_conversation_alternates_between_two_instances_and_neither_notices()
    {
        using var redis = new RedisServer();
        using var deployment = new Deployment(("ConnectionStrings__Redis", redis.Patient), ("ConnectionStrings__Postgres", await postgres.NewDatabaseAsync()));
        using var camila = new Person("camila", "a");
        await using var one = await deployment.StartAsync();
        await using var two = await deployment.StartAsync();

        (await camila.SayAsync(one, "crea una tarea")).ShouldContain("llama");
        (await camila.SayAsync(two, "revisar los pedidos", "m1")).ShouldContain("#9");
        (await camila.SayAsync(one, "revisar los pedidos", "m1")).ShouldContain("#9");
        (await camila.SayAsync(one, "mejor que sea urgente")).ShouldContain("urgente");
        (await camila.SayAsync(two, "asígnala a dev3")).ShouldContain("DEV3");
        (await camila.SayAsync(one, "bórrala")).ShouldContain("revisar los pedidos");
        (await camila.SayAsync(two, "sí")).ShouldContain("Borrad");
        (await camila.SayAsync(one, "deshaz")).ShouldContain("revisar los pedidos");

        // Several at once, each delivered to both.
        string[] titles = ["\"lote uno\"", "\"lote dos\"", "\"lote tres\"", "\"lote cuatro\""];
        var answers = await Task.WhenAll(titles.SelectMany((title, i) => new[] { one, two }.Select(s => camila.SayAsync(s, "tarea: " + title, $"both-{i}"))));
        for (var i = 0; i < titles.Length; i++) answers[2 * i].ShouldBe(answers[(2 * i) + 1]);

        var tasks = await deployment.TasksAsync();
        tasks.Select(t => t.Title).ShouldBe(["Filtro por color", "Fotos borrosas", "revisar los pedidos", "lote uno", "lote dos", "lote tres", "lote cuatro"], ignoreOrder: true);
        tasks.Single(t => t.Number == 9).ShouldBe(new StoredTask(9, "revisar los pedidos", "todo", "urgent", "dev3"));
    }

    [SkippableFact]
    public async Task When_one_instance_is_killed_in_the_middle_the_other_takes_over()
    {
        using var redis = new RedisServer();
        using var deployment = new Deployment(("ConnectionStrings__Redis", redis.Patient), ("ConnectionStrings__Postgres", await postgres.NewDatabaseAsync()));
        using var crowd = new Crowd();
        await using var one = await deployment.StartAsync();
        await using var two = await deployment.StartAsync();

        await crowd.InterruptAsync(one, one.Kill);
        await crowd.InsistAsync(two);

        crowd.ShouldHaveWhatTheyAskedFor(await deployment.TasksAsync());
    }
}
