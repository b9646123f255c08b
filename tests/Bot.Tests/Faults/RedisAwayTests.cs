using System.Diagnostics;
using PmBot.Bot.Tests.State;

namespace PmBot.Bot.Tests.Faults;

/// <summary>How long somebody waits while Redis does not answer.</summary>
public sealed class RedisAwayTests
{
    // A second for Redis and whatever a busy machine adds; who waits for what never comes waits for the whole time of a turn.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_dialog_goes_on_when_Redis_is_back_and_meanwhile_the_person_hears_why_it_does_not(bool frozen)
    {
        using var redis = new RedisServer();
        using var deployment = new Deployment(("ConnectionStrings__Redis", redis.Configuration));
        using var camila = new Person("camila", "a");
        await using var service = await deployment.StartAsync();
        (await Sentences.OnceBackAsync(() => camila.SayAsync(service, "crea una tarea"))).ShouldContain("llama");

        if (frozen) redis.Freeze();
        else redis.Stop();
        for (var i = 0; i < 3; i++)
        {
            var patience = Stopwatch.StartNew();
            (await camila.SayAsync(service, "revisar los pedidos")).ShouldContain(Sentences.Away);
            patience.Elapsed.ShouldBeLessThan(Soon);
        }

        if (frozen) redis.Thaw();
        else redis.Start();
        var reply = await Sentences.OnceBackAsync(() => camila.SayAsync(service, "revisar los pedidos"));

        reply.ShouldContain("Creada");
        reply.ShouldContain("revisar los pedidos");
        (await Sentences.OnceBackAsync(() => camila.SayAsync(service, "mejor que sea urgente"))).ShouldContain("urgente");
        (await deployment.TasksAsync()).Where(t => t.Title == "revisar los pedidos").ShouldHaveSingleItem().Priority.ShouldBe("urgent");
        service.Diagnostics.ShouldNotContain("Unhandled");
    }
}
