using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Tests.Support;

namespace PmBot.ProjectCore.Tests.Tasks;

public sealed class ShiftTestsOnSqlite(SqliteStore store) : ShiftTests(store), IClassFixture<SqliteStore>;

public sealed class ShiftTestsOnPostgres(PostgresStore store) : ShiftTests(store), IClassFixture<PostgresStore>;

public abstract class ShiftTests(Store store)
{
    private static readonly DateOnly Today = new(2026, 3, 9);

    [SkippableFact]
    public async Task Each_date_moves_on_as_far_and_one_without_counts_from_today()
    {
        var world = await World.CreateAsync(store);
        var dated = await world.CreateTaskAsync(world.Diego, "Con fecha", t => t with { Due = new Due(new(2026, 3, 5), new TimeOnly(15, 0)) });
        var never = await world.CreateTaskAsync(world.Diego, "Sin fecha");

        await world.DoAsync(world.Ana, new ShiftTasks([dated.Id, never.Id], new DayShift(7), Today));

        (await world.FindAsync(dated.Number)).Due.ShouldBe(new Due(new(2026, 3, 12), new TimeOnly(15, 0)));
        (await world.FindAsync(never.Number)).Due.ShouldBe(new Due(new(2026, 3, 16)));
    }

    [SkippableFact]
    public async Task Brought_forward_one_without_a_date_stays_so()
    {
        var world = await World.CreateAsync(store);
        var dated = await world.CreateTaskAsync(world.Diego, "Con fecha", t => t with { Due = new Due(new(2026, 3, 12)) });
        var never = await world.CreateTaskAsync(world.Diego, "Sin fecha");

        (await world.DoAsync(world.Diego, new ShiftTasks([dated.Id, never.Id], new DayShift(-2), Today))).Subjects.ShouldHaveSingleItem();

        (await world.FindAsync(dated.Number)).Due.ShouldBe(new Due(new(2026, 3, 10)));
        (await world.FindAsync(never.Number)).Due.ShouldBeNull();
        (await world.TryAsync(world.Diego, new ShiftTasks([never.Id], new DayShift(-2), Today))).Error.ShouldBeOfType<NothingToChange>();
    }

    [SkippableFact]
    public async Task It_needs_a_developer_and_a_distance_that_means_something_and_more_than_a_few_need_a_yes()
    {
        var world = await World.CreateAsync(store);
        var tasks = new List<TaskId>();
        for (var i = 0; i <= ChangeTask.MaxUnconfirmed; i++) tasks.Add((await world.CreateTaskAsync(world.Diego, $"Tarea {i}")).Id);

        (await world.TryAsync(world.Vera, new ShiftTasks([tasks[0]], new DayShift(1), Today))).Error.ShouldBeOfType<NotAllowed>();
        (await world.TryAsync(world.Diego, new ShiftTasks(tasks, new DayShift(1), Today))).Error.ShouldBeOfType<ConfirmationRequired>();
        (await world.TryAsync(world.Diego, new ShiftTasks([tasks[0]], default, Today))).Error.ShouldBeOfType<ValueInvalid>();
        (await world.TryAsync(world.Diego, new ShiftTasks([tasks[0]], new DayShift(int.MaxValue), Today))).Error.ShouldBeOfType<ValueInvalid>();
    }
}

public sealed class DayShiftTests
{
    [Theory]
    [InlineData(2, 0, 0, "2026-03-08")]
    [InlineData(-2, 0, 0, "2026-03-04")]
    [InlineData(0, 1, 0, "2026-04-06")]
    [InlineData(0, 0, 1, "2026-03-09")]
    [InlineData(0, 0, -5, "2026-02-27")]
    public void A_friday_moves_by(int days, int months, int working, string to) =>
        new DayShift(days, months, working).From(new(2026, 3, 6)).ShouldBe(DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void The_last_of_january_and_a_month_is_the_last_of_february() => new DayShift(0, 1).From(new(2026, 1, 31)).ShouldBe(new(2026, 2, 28));
}
