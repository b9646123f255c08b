using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Tests.Support;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Tests.Operations;

public sealed class PipelineTestsOnSqlite(SqliteStore store) : PipelineTests(store), IClassFixture<SqliteStore>;

public sealed class PipelineTestsOnPostgres(PostgresStore store) : PipelineTests(store), IClassFixture<PostgresStore>;

public abstract class PipelineTests(Store store)
{
    [SkippableFact]
    public async Task A_task_gets_the_next_number_and_reads_back_as_it_was_written()
    {
        var world = await World.CreateAsync(store);
        var first = await world.CreateTaskAsync(world.Diego, "Filtro por color");
        var second = await world.CreateTaskAsync(world.Diego, "  Fotos\tborrosas  ", t => t with
        {
            Description = "una\r\ndos", Assignee = world.Ana.User, Due = new Due(new DateOnly(2026, 3, 12), new TimeOnly(15, 0)), Priority = TaskPriority.High,
            Estimate = 2.5m, Labels = ["#UX", "web móvil", "ux"], DependsOn = [first.Id],
        });

        first.Number.ShouldBe(1);
        second.Number.ShouldBe(2);
        var read = await world.FindAsync(2);
        read.Labels.ShouldBe(["ux", "web-móvil"]);
        read.DependsOn.ShouldBe([1]);
        read.Title.ShouldBe("Fotos borrosas");
        read.Description.ShouldBe("una\ndos");
        (read with { Labels = second.Labels, DependsOn = second.DependsOn, Changes = second.Changes }).ShouldBe(second);
    }

    [SkippableFact]
    public async Task The_same_key_acts_once_and_tells_the_same()
    {
        var world = await World.CreateAsync(store);
        var once = await world.DoAsync(world.Diego, new CreateTask(world.Project, "Una vez"), key: "activity-1");
        var again = await world.DoAsync(world.Diego, new CreateTask(world.Project, "Una vez"), key: "activity-1");

        once.AlreadyApplied.ShouldBeFalse();
        again.AlreadyApplied.ShouldBeTrue();
        again.AuditId.ShouldBe(once.AuditId);
        again.Task().Number.ShouldBe(once.Task().Number);
        again.Reversible.ShouldBe(once.Reversible);
        (await CountAsync(world)).ShouldBe(1);
    }

    [SkippableFact]
    public async Task The_same_key_in_a_race_acts_once()
    {
        var world = await World.CreateAsync(store);
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.TryAsync(world.Diego, new CreateTask(world.Project, "Carrera"), key: "k"))));

        results.ShouldAllBe(r => r.IsOk);
        results.Count(r => !r.Value.AlreadyApplied).ShouldBe(1);
        results.Select(r => r.Value.Task().Number).Distinct().ShouldHaveSingleItem();
        (await CountAsync(world)).ShouldBe(1);
    }

    [SkippableFact]
    public async Task The_same_key_of_another_workspace_is_another_wish()
    {
        var (one, two) = (await World.CreateAsync(store), await World.CreateAsync(store));
        (await one.DoAsync(one.Diego, new CreateTask(one.Project, "A"), key: "same")).AlreadyApplied.ShouldBeFalse();
        (await two.DoAsync(two.Diego, new CreateTask(two.Project, "B"), key: "same")).AlreadyApplied.ShouldBeFalse();
    }

    [SkippableFact]
    public async Task Hostile_text_is_stored_clean_or_refused()
    {
        var world = await World.CreateAsync(store);
        var hostile = "a\ud800b\0c\u202e" + new string('x', 300);
        var task = await world.CreateTaskAsync(world.Diego, hostile[..20], t => t with { Description = hostile, Labels = [hostile[..20]] });
        task.Title.ShouldStartWith("ab cx");
        (await world.DoAsync(world.Diego, new CommentTask(task.Id, hostile), key: hostile)).AlreadyApplied.ShouldBeFalse();
        (await world.DoAsync(world.Diego, new CommentTask(task.Id, hostile), key: hostile)).AlreadyApplied.ShouldBeTrue();
        (await world.Tasks.SearchAsync(world.Diego, "\udfff a\0b % _ ' \" \\", new TaskFilter { LocalNow = World.Now, Labels = ["\ud800\0'"] }, 5, default)).ShouldBeEmpty();
        (await store.Get<IdentityQueries>().FindAsync(new ChatAddress("web", "", hostile), default)).ShouldBeNull();
        (await world.TryAsync(world.Diego, new LinkIdentity(world.Diego.User, new ChatAddress("web", "", hostile)))).Error.ShouldBeOfType<ValueInvalid>();
    }

    private static async Task<int> CountAsync(World world) =>
        (await world.Tasks.ListAsync(world.Camila, new TaskFilter { LocalNow = World.Now }, new Page(0, 100), CancellationToken.None)).Total;
}
