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

    private sealed class Broken : IPlanner
    {
        public Task<int> PlanAsync(WorkspaceDirectory directory, DateTimeOffset now, CancellationToken cancellationToken) => throw new InvalidOperationException("Broken.");

        public Task<DateTimeOffset?> NextAsync(WorkspaceDirectory directory, DateTimeOffset now, CancellationToken cancellationToken) => throw new InvalidOperationException("Broken.");
    }

    private sealed class Planned(DateTimeOffset at) : IPlanner
    {
        public Task<int> PlanAsync(WorkspaceDirectory directory, DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(2);

        public Task<DateTimeOffset?> NextAsync(WorkspaceDirectory directory, DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(at);
    }
}
