using System.Diagnostics;

namespace PmBot.Bot.Tests.Faults;

public sealed class ShutdownTests
{
    // A service that waits for what never ends takes its whole time, twenty seconds.
    private static readonly TimeSpan Quickly = TimeSpan.FromSeconds(18);

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_turn_in_flight_is_finished_and_the_exit_code_is_0(string signal)
    {
        using var deployment = new Deployment();
        using var camila = new Person("camila", "a");
        await using (var service = await deployment.StartAsync())
        {
            (await camila.SayAsync(service, "crea una tarea")).ShouldContain("llama");
            using var slow = new SlowMessage(service, camila.Message("revisar los pedidos", camila.NewId()));
            await slow.InFlight;

            service.Signal(signal);
            await service.ClosedAsync();
            var answer = await slow.FinishAsync();
            var stopping = Stopwatch.StartNew();

            answer.ShouldContain("revisar los pedidos");
            (await service.EndAsync()).ShouldBe(0, service.Diagnostics);
            stopping.Elapsed.ShouldBeLessThan(Quickly);
            service.Diagnostics.ShouldNotContain("xception");
        }

        (await deployment.TasksAsync()).Count(t => t.Title == "revisar los pedidos").ShouldBe(1);
    }
}
