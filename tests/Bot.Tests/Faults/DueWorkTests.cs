using System.Globalization;
using PmBot.Bot.Tests.State;

namespace PmBot.Bot.Tests.Faults;

/// <summary>What the service says of its own accord, whatever happens to it.</summary>
public sealed class DueWorkTests(PostgresCluster postgres) : IClassFixture<PostgresCluster>
{
    // Tuesday, 9:30 in Bogota.
    private static readonly DateTimeOffset Morning = new(2026, 3, 3, 14, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_reminder_due_while_the_service_was_down_is_told_at_the_next_start_late_and_once()
    {
        using var deployment = new Deployment();
        await TellLateAsync(deployment);
    }

    [SkippableFact]
    public async Task A_reminder_due_while_the_service_was_down_is_told_at_the_next_start_late_and_once_on_PostgreSQL()
    {
        using var deployment = new Deployment(("ConnectionStrings__Postgres", await postgres.NewDatabaseAsync()));
        await TellLateAsync(deployment);
    }

    [SkippableFact]
    public async Task Two_instances_that_start_with_the_same_work_due_tell_each_thing_once()
    {
        await using var mailbox = await Mailbox.OpenAsync();
        using var redis = new RedisServer();
        using var deployment = new Deployment(("ConnectionStrings__Redis", redis.Patient), ("ConnectionStrings__Postgres", await postgres.NewDatabaseAsync()));
        await using (var first = await deployment.StartAtAsync(Morning))
        {
            for (var i = 1; i <= Deployment.Developers; i++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"dev{i}");
                using var person = new Person(name, "talk-" + name, serviceUrl: mailbox.Url);
                (await person.SayAsync(first, "recuérdame en 20 minutos llamar a la imprenta")).ShouldContain("imprenta");
                (await person.SayAsync(first, "recuérdame en 40 minutos pagar el dominio")).ShouldContain("dominio");
            }

            first.Kill();
        }

        var instances = await Task.WhenAll(deployment.StartAtAsync(Morning.AddHours(2)), deployment.StartAtAsync(Morning.AddHours(2)));
        await using var one = instances[0];
        await using var two = instances[1];
        await mailbox.WaitAsync("imprenta", Deployment.Developers, () => one.Diagnostics + two.Diagnostics);
        await mailbox.WaitAsync("dominio", Deployment.Developers, () => one.Diagnostics + two.Diagnostics);
        one.Signal("TERM");
        two.Signal("TERM");
        (await one.EndAsync(), await two.EndAsync()).ShouldBe((0, 0));

        mailbox.Letters.Select(l => (l.Conversation, About: l.Text.Contains("imprenta", StringComparison.Ordinal))).ShouldBeUnique();
        mailbox.Letters.Count.ShouldBe(2 * Deployment.Developers);
    }

    [SkippableFact]
    public async Task When_the_instance_that_took_a_reminder_is_killed_another_tells_it_at_its_moment()
    {
        await using var mailbox = await Mailbox.OpenAsync();
        using var camila = new Person("camila", "a", serviceUrl: mailbox.Url);
        using var redis = new RedisServer();
        using var deployment = new Deployment(("ConnectionStrings__Redis", redis.Patient), ("ConnectionStrings__Postgres", await postgres.NewDatabaseAsync()));
        await using var one = await deployment.StartAsync();
        await using var two = await deployment.StartAsync();
        (await camila.SayAsync(one, "recuérdame en 1 minuto mirar el horno")).ShouldContain("horno");
        one.Kill();

        (await mailbox.WaitAsync("horno", 1, () => two.Diagnostics)).ShouldHaveSingleItem().Text.ShouldStartWith("Recordatorio: ");
        two.Signal("TERM");
        (await two.EndAsync()).ShouldBe(0);
        mailbox.Letters.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_happens_soon_after_a_notice_is_written_into_it_and_later_things_are_a_message_of_their_own()
    {
        await using var mailbox = await Mailbox.OpenAsync();
        using var deployment = new Deployment();
        using var camila = new Person("camila", "a", serviceUrl: mailbox.Url);
        using var dev = new Person("dev1", "d", serviceUrl: mailbox.Url);
        await using (var service = await deployment.StartAtAsync(Morning))
        {
            await dev.SayAsync(service, "hola");
            (await camila.SayAsync(service, "asigna la 7 a dev1")).ShouldContain("#7");
            service.Kill();
        }

        // Told when its three minutes are over; what is said meanwhile waits for its own.
        await using (var service = await deployment.StartAtAsync(Morning.AddMinutes(4)))
        {
            await mailbox.WaitAsync("#7", 1, () => service.Diagnostics);
            (await camila.SayAsync(service, "asigna la 8 a dev1")).ShouldContain("#8");
            service.Signal("TERM");
            (await service.EndAsync()).ShouldBe(0);
        }

        await using (var service = await deployment.StartAtAsync(Morning.AddMinutes(8)))
        {
            await mailbox.WaitAsync("#8", 1, () => service.Diagnostics);
            (await camila.SayAsync(service, "comenta en la 8: falta el logo")).ShouldContain("logo");
            service.Signal("TERM");
            (await service.EndAsync()).ShouldBe(0);
        }

        await using (var service = await deployment.StartAtAsync(Morning.AddMinutes(30)))
        {
            await mailbox.WaitAsync("logo", 1, () => service.Diagnostics);
            service.Signal("TERM");
            (await service.EndAsync()).ShouldBe(0);
        }

        mailbox.Letters.Select(l => (l.Method, l.Conversation, l.Replaces)).ShouldBe([("POST", "d", null), ("PUT", "d", "m1"), ("POST", "d", null)]);
        mailbox.Letters[1].Text.ShouldContain("#7");
        mailbox.Letters[1].Text.ShouldContain("#8");
        mailbox.Letters[2].Text.ShouldNotContain("#7");
    }

    [Fact]
    public async Task What_the_day_brings_comes_late_once_where_nothing_ran_at_its_hour_and_is_owned_up_to_where_the_day_was_over()
    {
        using var deployment = new Deployment();
        await MissAsync(deployment, instances: 1);
    }

    [SkippableFact]
    public async Task What_the_day_brings_comes_late_once_of_two_instances_on_PostgreSQL()
    {
        using var redis = new RedisServer();
        using var deployment = new Deployment(("ConnectionStrings__Redis", redis.Patient), ("ConnectionStrings__Postgres", await postgres.NewDatabaseAsync()));
        await MissAsync(deployment, instances: 2);
    }

    private static async Task MissAsync(Deployment deployment, int instances)
    {
        await using var mailbox = await Mailbox.OpenAsync();
        using var camila = new Person("camila", "a", serviceUrl: mailbox.Url);
        using var dev = new Person("dev1", "d", serviceUrl: mailbox.Url);
        await using (var first = await deployment.StartAtAsync(Morning))
        {
            (await dev.SayAsync(first, "mándame el resumen a las 9")).ShouldContain("9:00");
            (await camila.SayAsync(first, "standup diario a las 9 para el Catálogo")).ShouldContain("9:00");
            first.Signal("TERM");
            (await first.EndAsync()).ShouldBe(0);
        }

        // Wednesday in time; Thursday at four in the afternoon; then Monday: Friday was over before anything ran.
        await RunAsync(Morning.AddHours(24).AddMinutes(-20), "Es hora del daily", "Buenos días");
        await RunAsync(Morning.AddHours(54.5), "Tu resumen de hoy llega tarde", "Te escribo tarde: a las 9:00 estaba fuera de servicio.");
        await RunAsync(Morning.AddHours(144).AddMinutes(-20), "No pude mandarte tu resumen el viernes 6", "No pude preguntarte el viernes 6");

        var told = mailbox.Letters.Where(l => l.Conversation == "d").Select(l => l.Text).ToList();
        foreach (var text in (string[])["llega tarde", "Te escribo tarde", "No pude mandarte", "No pude preguntarte"]) told.Count(t => t.Contains(text, StringComparison.Ordinal)).ShouldBe(1, $"{text}\n{string.Join('\n', told)}");
        told.Single(t => t.Contains("llega tarde", StringComparison.Ordinal)).ShouldNotContain("Buenos días");
        told.Single(t => t.Contains("No pude mandarte", StringComparison.Ordinal)).ShouldContain("Buenos días");

        async Task RunAsync(DateTimeOffset at, params string[] texts)
        {
            var running = await Task.WhenAll(Enumerable.Range(0, instances).Select(_ => deployment.StartAtAsync(at)));
            foreach (var text in texts) await ToldAsync(text, running);
            foreach (var one in running)
            {
                one.Signal("TERM");
                (await one.EndAsync()).ShouldBe(0);
                await one.DisposeAsync();
            }
        }

        // The same may be told to others first.
        async Task ToldAsync(string text, params Service[] running)
        {
            for (var count = 1; !mailbox.Letters.Any(l => l.Conversation == "d" && l.Text.Contains(text, StringComparison.OrdinalIgnoreCase)); count++)
                await mailbox.WaitAsync(text, count, () => string.Join('\n', running.Select(r => r.Diagnostics)));
        }
    }

    private static async Task TellLateAsync(Deployment deployment)
    {
        await using var mailbox = await Mailbox.OpenAsync();
        using var camila = new Person("camila", "a", serviceUrl: mailbox.Url);
        await using (var before = await deployment.StartAtAsync(Morning))
        {
            (await camila.SayAsync(before, "recuérdame en 20 minutos revisar el horno")).ShouldContain("horno");
            before.Kill();
        }

        mailbox.Letters.ShouldBeEmpty();
        for (var hours = 2; hours < 4; hours++)
        {
            await using var later = await deployment.StartAtAsync(Morning.AddHours(hours));
            await mailbox.WaitAsync("horno", 1, () => later.Diagnostics);
            later.Signal("TERM");
            (await later.EndAsync()).ShouldBe(0);
        }

        var told = mailbox.Letters.ShouldHaveSingleItem();
        told.Conversation.ShouldBe("a");
        told.Text.ShouldContain("9:50");
    }
}
