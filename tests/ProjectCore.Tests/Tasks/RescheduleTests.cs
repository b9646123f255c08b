using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Tests.Support;

namespace PmBot.ProjectCore.Tests.Tasks;

public sealed class RescheduleTestsOnSqlite(SqliteStore store) : RescheduleTests(store), IClassFixture<SqliteStore>;

public sealed class RescheduleTestsOnPostgres(PostgresStore store) : RescheduleTests(store), IClassFixture<PostgresStore>;

public abstract class RescheduleTests(Store store)
{
    private static readonly DateOnly Monday = new(2026, 3, 16);

    [SkippableFact]
    public async Task Each_task_keeps_its_weekday_and_time_and_one_without_takes_the_last_working_day()
    {
        var world = await World.CreateAsync(store);
        var thursday = await world.CreateTaskAsync(world.Diego, "Jueves", t => t with { Due = new Due(new(2026, 3, 5), new TimeOnly(15, 0)) });
        var sunday = await world.CreateTaskAsync(world.Diego, "Domingo", t => t with { Due = new Due(new(2026, 3, 8)) });
        var never = await world.CreateTaskAsync(world.Diego, "Nunca");

        await world.DoAsync(world.Ana, new RescheduleTasks([thursday.Id, sunday.Id, never.Id], Monday, Monday.AddDays(6)));

        (await world.FindAsync(thursday.Number)).Due.ShouldBe(new Due(new(2026, 3, 19), new TimeOnly(15, 0)));
        (await world.FindAsync(sunday.Number)).Due.ShouldBe(new Due(new(2026, 3, 22)));
        (await world.FindAsync(never.Number)).Due.ShouldBe(new Due(new(2026, 3, 20)));
    }

    [SkippableFact]
    public async Task It_needs_a_developer_and_more_than_a_few_need_a_yes()
    {
        var world = await World.CreateAsync(store);
        var tasks = new List<TaskId>();
        for (var i = 0; i <= ChangeTask.MaxUnconfirmed; i++) tasks.Add((await world.CreateTaskAsync(world.Diego, $"Tarea {i}")).Id);

        (await world.TryAsync(world.Vera, new RescheduleTasks([tasks[0]], Monday, Monday))).Error.ShouldBeOfType<NotAllowed>();
        (await world.TryAsync(world.Diego, new RescheduleTasks(tasks, Monday, Monday))).Error.ShouldBeOfType<ConfirmationRequired>();
        (await world.TryAsync(world.Diego, new RescheduleTasks([tasks[0]], Monday, Monday.AddDays(-1)))).Error.ShouldBeOfType<ValueInvalid>();
    }
}
