using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using PmBot.Bot.Jobs;
using Quartz;

namespace PmBot.Bot.Tests.Jobs;

/// <summary>The scheduler's beginning and end.</summary>
public sealed class ClockworkTests
{
    [Fact]
    public async Task A_scheduler_that_is_wound_up_half_way_when_the_service_ends_is_shut_down_as_well()
    {
        using var started = new CancellationTokenSource();
        var lifetime = Substitute.For<IHostApplicationLifetime>();
        lifetime.ApplicationStarted.Returns(started.Token);
#pragma warning disable CA2012 // The calls only name what is answered.
        var scheduler = Substitute.For<IScheduler>();
        var isStarting = new TaskCompletionSource();
        scheduler.Start(Arg.Any<CancellationToken>()).Returns(call =>
        {
            isStarting.SetResult();
            return new ValueTask(Task.Delay(Timeout.Infinite, call.Arg<CancellationToken>()));
        });
        var factory = Substitute.For<ISchedulerFactory>();
        factory.GetScheduler(Arg.Any<CancellationToken>()).Returns(new ValueTask<IScheduler>(scheduler));
#pragma warning restore CA2012
        using var clockwork = new Clockwork(factory, lifetime, new DueBell(), TimeProvider.System, NullLogger<Clockwork>.Instance);

        await clockwork.StartAsync(CancellationToken.None);
        await started.CancelAsync();
        await isStarting.Task;
        await clockwork.StopAsync(CancellationToken.None);

        await scheduler.Received(1).Shutdown(waitForJobsToComplete: true, Arg.Any<CancellationToken>());
    }
}
