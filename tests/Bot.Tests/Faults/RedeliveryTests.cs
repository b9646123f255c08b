namespace PmBot.Bot.Tests.Faults;

public sealed class RedeliveryTests
{
    [Fact]
    public async Task A_message_delivered_again_and_again_also_across_a_restart_acts_once()
    {
        using var deployment = new Deployment();
        using var camila = new Person("camila", "a");
        var id = camila.NewId();
        string first;
        await using (var service = await deployment.StartAsync())
        {
            first = await camila.SayAsync(service, "tarea: revisar precios", id);
            first.ShouldContain("#9");
            (await camila.SayAsync(service, "tarea: revisar precios", id)).ShouldBe(first);
            (await camila.SayAsync(service, "tarea: revisar precios", id)).ShouldBe(first);
            service.Kill();
        }

        await using var again = await deployment.StartAsync();
        (await camila.SayAsync(again, "tarea: revisar precios", id)).ShouldBe(first);
        // So far back that its reply is forgotten, though not that it acted.
        for (var i = 0; i < 8; i++) await camila.SayAsync(again, "hola");
        (await camila.SayAsync(again, "tarea: revisar precios", id)).ShouldContain("#9");
        (await deployment.TasksAsync()).Count(t => t.Title == "revisar precios").ShouldBe(1);
    }

    [Fact]
    public async Task A_message_delivered_three_times_at_once_acts_once_and_is_answered_the_same()
    {
        using var deployment = new Deployment();
        using var camila = new Person("camila", "a");
        await using var service = await deployment.StartAsync();
        for (var round = 0; round < 5; round++)
        {
            var (id, words) = (camila.NewId(), $"tarea: \"ronda {(char)('a' + round)}\"");
            var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => camila.SayAsync(service, words, id)));
            answers[0].ShouldContain("Creada");
            answers.ShouldAllBe(a => a == answers[0]);
        }

        (await deployment.TasksAsync()).Count(t => t.Title.StartsWith("ronda ", StringComparison.Ordinal)).ShouldBe(5);
    }

    [Fact]
    public async Task A_yes_delivered_again_after_a_kill_deletes_one_task_only()
    {
        using var deployment = new Deployment();
        using var camila = new Person("camila", "a");
        var yes = camila.NewId();
        await using (var service = await deployment.StartAsync())
        {
            (await camila.SayAsync(service, "borra la 7")).ShouldContain("Filtro por color");
            await camila.SayAsync(service, "sí", yes);
            service.Kill();
        }

        await using var again = await deployment.StartAsync();
        (await camila.SayAsync(again, "sí", yes)).ShouldContain("Filtro por color");
        (await camila.SayAsync(again, "deshaz")).ShouldContain("Filtro por color");
        (await deployment.TasksAsync()).Select(t => t.Number).ShouldBe([7, 8], ignoreOrder: true);
    }

    [Fact]
    public async Task People_changing_one_task_at_once_are_all_answered_and_no_change_is_lost()
    {
        using var deployment = new Deployment();
        using var camila = new Person("camila", "a");
        using var dev1 = new Person("dev1", "b");
        using var dev2 = new Person("dev2", "c");
        await using var service = await deployment.StartAsync();

        var answers = await Task.WhenAll(
            camila.SayAsync(service, "la 8 es urgente"), dev1.SayAsync(service, "la 8 está bloqueada"), dev2.SayAsync(service, "asígname la 8"));

        answers.ShouldAllBe(a => a.Contains("#8"));
        var task = (await deployment.TasksAsync()).Single(t => t.Number == 8);
        (task.Priority, task.Status, task.Assignee).ShouldBe(("urgent", "blocked", "dev2"));
    }

    [Fact]
    public async Task A_dialog_goes_on_after_a_restart()
    {
        using var deployment = new Deployment();
        using var camila = new Person("camila", "a");
        await using (var before = await deployment.StartAsync())
        {
            (await camila.SayAsync(before, "crea una tarea")).ShouldContain("llama");
            before.Signal("TERM");
            (await before.EndAsync()).ShouldBe(0);
        }

        await using var after = await deployment.StartAsync();
        (await camila.SayAsync(after, "revisar los pedidos")).ShouldContain("Creada");
        (await camila.SayAsync(after, "mejor que sea urgente")).ShouldContain("urgente");
        (await deployment.TasksAsync()).ShouldContain(t => t.Title == "revisar los pedidos" && t.Priority == "urgent");
    }
}
