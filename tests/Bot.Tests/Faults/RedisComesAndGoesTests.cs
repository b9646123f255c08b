using PmBot.Bot.Tests.State;

namespace PmBot.Bot.Tests.Faults;

/// <summary>What becomes of talk and work while Redis is lost and found.</summary>
public sealed class RedisComesAndGoesTests
{
    [SkippableFact]
    public async Task The_answer_is_in_the_persons_language()
    {
        using var redis = new RedisServer();
        using var deployment = new Deployment(("ConnectionStrings__Redis", redis.Patient));
        using var kate = new Person("kate", "a", locale: "");
        await using var service = await deployment.StartAsync();
        redis.Stop();

        (await kate.SayAsync(service, "please create a task to check the orders")).ShouldContain("I changed nothing");
        (await kate.SayAsync(service, "por favor crea una tarea para revisar los pedidos")).ShouldContain(Sentences.Away);
    }

    [SkippableFact]
    public async Task Talk_starts_afresh_when_Redis_comes_back_empty()
    {
        using var redis = new RedisServer();
        using var deployment = new Deployment(("ConnectionStrings__Redis", redis.Patient));
        using var camila = new Person("camila", "a");
        await using var service = await deployment.StartAsync();
        (await camila.SayAsync(service, "tarea: revisar precios", "m1")).ShouldContain("#9");
        await camila.SayAsync(service, "crea una tarea");

        redis.Stop();
        redis.Start();
        redis.Empty();

        // What was in the middle is forgotten; what was done is not, so a late redelivery does nothing.
        (await Sentences.OnceBackAsync(() => camila.SayAsync(service, "¿en qué va la 9?"))).ShouldContain("revisar precios");
        (await camila.SayAsync(service, "tarea: revisar precios", "m1")).ShouldContain("#9");
        (await deployment.TasksAsync()).Count.ShouldBe(3);
    }

    [SkippableFact]
    public async Task Of_a_message_that_was_acted_on_before_nobody_hears_that_nothing_was_done()
    {
        using var redis = new RedisServer();
        using var deployment = new Deployment(("ConnectionStrings__Redis", redis.Patient));
        using var camila = new Person("camila", "a");
        await using var service = await deployment.StartAsync();
        (await camila.SayAsync(service, "tarea: revisar precios", "m1")).ShouldContain("#9");
        redis.Stop();

        // As after a kill in the middle, when the channel delivers it again.
        Sentences.IsUnsure(await camila.SayAsync(service, "tarea: revisar precios", "m1")).ShouldBeTrue();
        Sentences.IsAway(await camila.SayAsync(service, "tarea: revisar fotos", "m2")).ShouldBeTrue();
        (await deployment.TasksAsync()).Count.ShouldBe(3);
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_lost_or_doubled_while_Redis_comes_and_goes(bool frozen)
    {
        using var redis = new RedisServer();
        using var deployment = new Deployment(("ConnectionStrings__Redis", redis.Configuration));
        using var crowd = new Crowd();
        await using var service = await deployment.StartAsync();
        for (var round = 0; round < 3; round++)
        {
            await crowd.InterruptAsync(service, frozen ? redis.Freeze : redis.Stop);
            if (frozen) redis.Thaw();
            else redis.Start();
            await service.WellAsync();
            await crowd.InsistAsync(service);
        }

        crowd.ShouldHaveWhatTheyAskedFor(await deployment.TasksAsync());
    }
}
