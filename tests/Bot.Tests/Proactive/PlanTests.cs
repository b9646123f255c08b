using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PmBot.Bot.Proactive;
using PmBot.Bot.Tests.Support;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Tests.Proactive;

public sealed class PlanTests
{
    [Fact]
    public async Task A_plan_that_fails_keeps_no_other_from_its_turn()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);
        var at = bot.Clock.Now.AddHours(3);
        var runner = new DueRunner(
            bot.Services.GetRequiredService<WeekStore>(), bot.Services.GetRequiredService<Deliveries>(), bot.Services.GetRequiredService<WorkspaceDirectories>(), bot.Services.GetRequiredService<OutboxDispatcher>(),
            bot.Services.GetServices<IDeliveryKind>(), [new Broken(), new Planned(at)], bot.Clock, NullLogger<DueRunner>.Instance);

        (await runner.PlanAsync(CancellationToken.None)).ShouldBe(2);
        (await runner.NextPlannedAsync(CancellationToken.None)).ShouldBe(at);
    }

    [Theory]
    // Due at nine in Bogota; the window is four hours, late is until eight in the evening.
    [InlineData("2026-03-03T08:59", "2026-03-03T08:00", Timing.No)]
    [InlineData("2026-03-03T09:00", "2026-03-03T08:00", Timing.Now)]
    [InlineData("2026-03-03T12:59", "2026-03-03T12:58", Timing.Now)]
    [InlineData("2026-03-03T13:00", "2026-03-03T12:58", Timing.No)]
    [InlineData("2026-03-03T13:00", "2026-03-03T08:59", Timing.Late)]
    [InlineData("2026-03-03T19:59", "2026-03-02T08:59", Timing.Late)]
    [InlineData("2026-03-03T20:00", "2026-03-02T08:59", Timing.Missed)]
    [InlineData("2026-03-04T07:00", "2026-03-03T08:59", Timing.Missed)]
    [InlineData("2026-03-04T07:00", "2026-03-03T09:00", Timing.No)]
    public void What_fell_due_while_nothing_ran_is_late_on_its_own_day_and_missed_after_it(string now, string since, Timing timing)
    {
        var bogota = TimeZoneInfo.FindSystemTimeZoneById("America/Bogota");
        DateTimeOffset At(string local) => DateTimeOffset.Parse(local + "-05:00", System.Globalization.CultureInfo.InvariantCulture);

        new PlanTime(At(now), At(since)).Of(At("2026-03-03T09:00"), TimeSpan.FromHours(4), bogota, new TimeOnly(20, 0)).ShouldBe(timing);
    }

    private sealed class Broken : IPlanner
    {
        public Task<int> PlanAsync(WorkspaceDirectory directory, PlanTime time, CancellationToken cancellationToken) => throw new InvalidOperationException("Broken.");

        public Task<DateTimeOffset?> NextAsync(WorkspaceDirectory directory, DateTimeOffset now, CancellationToken cancellationToken) => throw new InvalidOperationException("Broken.");
    }

    private sealed class Planned(DateTimeOffset at) : IPlanner
    {
        public Task<int> PlanAsync(WorkspaceDirectory directory, PlanTime time, CancellationToken cancellationToken) => Task.FromResult(2);

        public Task<DateTimeOffset?> NextAsync(WorkspaceDirectory directory, DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(at);
    }
}
