using Microsoft.Extensions.DependencyInjection;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Tests.Support;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Tests.Tasks;

public sealed class AndesOnSqlite() : Andes(new SqliteStore());

public sealed class AndesOnPostgres() : Andes(new PostgresStore());

/// <summary>The example workspace, imported once for a class of tests that only read.</summary>
public abstract class Andes(Store store) : IAsyncLifetime
{
    public Store Store { get; } = store;

    public WorkspaceDirectory Directory { get; private set; } = null!;

    public Actor As(string username) => new(Directory.Workspace.Id, Directory.User(username)!.Id, "test");

    public ProjectId Project(string key) => Directory.Projects.Single(p => p.Key == key).Id;

    public async Task InitializeAsync()
    {
        await Store.InitializeAsync();
        if (Store.SkipReason is not null) return;
        var imported = await Store.Get<WorkspaceImporter>().ImportAsync(TestFiles.Andes, "andes.yml", default);
        Directory = (await Store.Get<WorkspaceDirectories>().GetAsync(imported.Value.Workspace, default))!;
    }

    public Task DisposeAsync() => Store.DisposeAsync();
}

public sealed class TaskQueriesTestsOnSqlite(AndesOnSqlite andes) : TaskQueriesTests(andes), IClassFixture<AndesOnSqlite>;

public sealed class TaskQueriesTestsOnPostgres(AndesOnPostgres andes) : TaskQueriesTests(andes), IClassFixture<AndesOnPostgres>;

public abstract class TaskQueriesTests(Andes andes)
{
    private static readonly DateTime Now = new(2026, 3, 9, 10, 0, 0);

    [SkippableFact]
    public async Task Lists_put_the_overdue_first_then_the_next_due()
    {
        (await NumbersAsync("diego", new TaskFilter { LocalNow = Now, OpenOnly = true, Assignee = User("diego") })).ShouldBe([11, 15, 2, 9]);
        (await NumbersAsync("camila", new TaskFilter { LocalNow = Now, Overdue = true })).ShouldBe([11, 15, 2]);
        // At half past three the one due at three is late too.
        (await NumbersAsync("camila", new TaskFilter { LocalNow = new DateTime(2026, 3, 10, 15, 30, 0), Overdue = true })).ShouldBe([11, 15, 2, 9, 6]);
        (await NumbersAsync("camila", new TaskFilter { LocalNow = new DateTime(2026, 3, 10, 15, 0, 0), Overdue = true })).ShouldBe([11, 15, 2, 9]);
        (await NumbersAsync("camila", new TaskFilter { LocalNow = Now, DueFrom = new(2026, 3, 10), DueTo = new(2026, 3, 12), OpenOnly = true })).ShouldBe([6, 14, 10, 3]);
    }

    [SkippableFact]
    public async Task Filters_narrow_as_told()
    {
        (await NumbersAsync("camila", new TaskFilter { LocalNow = Now, Projects = [andes.Project("MOV")], Unassigned = true })).ShouldBe([12]);
        // Nobody's are not somebody else's.
        (await NumbersAsync("camila", new TaskFilter { LocalNow = Now, Projects = [andes.Project("CAT")], OpenOnly = true, NotOf = User("diego") })).ShouldBe([6, 3, 4, 5]);
        (await NumbersAsync("camila", new TaskFilter { LocalNow = Now, Labels = ["#Bug"] })).ShouldBe([11, 15, 2]);
        (await NumbersAsync("camila", new TaskFilter { LocalNow = Now, Labels = ["bug", "login"] })).ShouldBe([11]);
        (await NumbersAsync("camila", new TaskFilter { LocalNow = Now, Labels = ["%"] })).ShouldBeEmpty();
        (await NumbersAsync("camila", new TaskFilter { LocalNow = Now, Statuses = [TaskState.Done, TaskState.Cancelled] })).ShouldBe([1, 8, 18]);
        (await NumbersAsync("camila", new TaskFilter { LocalNow = Now, Priorities = [TaskPriority.Urgent] })).ShouldBe([11, 2]);
        (await NumbersAsync("camila", new TaskFilter { LocalNow = Now, Words = "pag" })).ShouldBe([2, 14, 17]);
        (await NumbersAsync("camila", new TaskFilter { LocalNow = Now, Words = "sesion INICIO" })).ShouldBe([10]);
        (await NumbersAsync("camila", new TaskFilter { LocalNow = Now, HasDue = false, Projects = [andes.Project("CAT")] })).ShouldBe([7, 5, 8]);
        (await NumbersAsync("camila", new TaskFilter { LocalNow = Now, Sprint = andes.Directory.Projects.Single(p => p.Key == "CAT").CurrentSprint!.Id })).ShouldBe([2, 6, 3, 4]);
    }

    [SkippableFact]
    public async Task One_sees_one_s_own_projects_only()
    {
        var all = await ListAsync("kate", new TaskFilter { LocalNow = Now });
        all.Tasks.Select(t => t.Project.Key).Distinct().Order().ShouldBe(["CAT", "WEB"]);
        (await NumbersAsync("kate", new TaskFilter { LocalNow = Now, Projects = [andes.Project("MOV")] })).ShouldBeEmpty();
        (await Queries.FindByNumbersAsync(andes.As("kate"), [10, 14], default)).Select(t => t.Number).ShouldBe([14]);
    }

    [SkippableFact]
    public async Task Pages_tell_the_whole_length()
    {
        var page = await Queries.ListAsync(andes.As("camila"), new TaskFilter { LocalNow = Now }, new Page(5, 3), default);
        page.Total.ShouldBe(18);
        page.Tasks.Count.ShouldBe(3);
        (await Queries.ListAsync(andes.As("camila"), new TaskFilter { LocalNow = Now }, new Page(50, 3), default)).ShouldSatisfyAllConditions(p => p.Total.ShouldBe(18), p => p.Tasks.ShouldBeEmpty());
    }

    [SkippableTheory]
    [InlineData("filtro talla", 3)]
    [InlineData("FÍLTRO", 3)]
    [InlineData("fitro tala", 3)]
    [InlineData("notificasiones", 12)]
    [InlineData("newslettre", 16)]
    [InlineData("broken link", 15)]
    public async Task Search_forgives_accents_case_and_small_typos(string words, int number)
    {
        var hits = await Queries.SearchAsync(andes.As("camila"), words, new TaskFilter { LocalNow = Now }, 5, default);
        hits[0].Task.Number.ShouldBe(number);
    }

    [SkippableTheory]
    [InlineData("zzzz")]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("filtro dinosaurio")]
    public async Task Search_finds_nothing_rather_than_anything(string words) =>
        (await Queries.SearchAsync(andes.As("camila"), words, new TaskFilter { LocalNow = Now }, 5, default)).ShouldBeEmpty();

    [SkippableFact]
    public async Task A_project_s_status_counts_right()
    {
        var status = (await andes.Store.Get<ProjectQueries>().StatusAsync(andes.As("kate"), andes.Project("CAT"), Now, default)).Value;
        status.ByStatus[TaskState.Todo].ShouldBe(4);
        status.ByStatus[TaskState.Cancelled].ShouldBe(1);
        status.Total.ShouldBe(8);
        status.Open.ShouldBe(7);
        status.CompletionPercent.ShouldBe(12);
        status.Overdue.Select(t => t.Number).ShouldBe([2]);
        status.Blocked.Select(t => t.Number).Order().ShouldBe([4, 5, 7]);
        status.Unassigned.Select(t => t.Number).ShouldBe([7]);
        status.DueSoon.Select(t => t.Number).ShouldBe([9, 6, 3, 4]);
    }

    [SkippableFact]
    public async Task The_number_of_statements_does_not_grow_with_the_list()
    {
        Skip.If(andes.Store.SkipReason is not null, andes.Store.SkipReason);
        await using var counted = andes.Store.Another();
        var commands = new List<string>();
        counted.GetRequiredService<Database>().OnCommand = commands.Add;
        var queries = counted.GetRequiredService<TaskQueries>();
        await queries.ListAsync(andes.As("camila"), new TaskFilter { LocalNow = Now }, new Page(0, 1), default);

        await CountAsync(4, () => queries.ListAsync(andes.As("camila"), new TaskFilter { LocalNow = Now }, new Page(0, 2), default));
        await CountAsync(4, () => queries.ListAsync(andes.As("camila"), new TaskFilter { LocalNow = Now }, new Page(0, 18), default));
        await CountAsync(3, () => queries.FindByNumbersAsync(andes.As("camila"), [.. Enumerable.Range(1, 18)], default));
        await CountAsync(3, () => queries.SearchAsync(andes.As("camila"), "de", new TaskFilter { LocalNow = Now }, 20, default));
        await CountAsync(5, () => counted.GetRequiredService<ProjectQueries>().StatusAsync(andes.As("camila"), andes.Project("CAT"), Now, default));
        await CountAsync(1, () => counted.GetRequiredService<WorkspaceDirectories>().GetAsync(andes.Directory.Workspace.Id, default));

        async Task CountAsync(int expected, Func<Task> query)
        {
            commands.Clear();
            await query();
            commands.Count.ShouldBe(expected, string.Join("\n---\n", commands));
        }
    }

    private TaskQueries Queries
    {
        get
        {
            Skip.If(andes.Store.SkipReason is not null, andes.Store.SkipReason);
            return andes.Store.Get<TaskQueries>();
        }
    }

    private ProjectCore.Users.UserId User(string username)
    {
        Skip.If(andes.Store.SkipReason is not null, andes.Store.SkipReason);
        return andes.Directory.User(username)!.Id;
    }

    private Task<TaskPage> ListAsync(string username, TaskFilter filter)
    {
        var queries = Queries;
        return queries.ListAsync(andes.As(username), filter, new Page(0, 100), default);
    }

    private async Task<IEnumerable<int>> NumbersAsync(string username, TaskFilter filter) => (await ListAsync(username, filter)).Tasks.Select(t => t.Number);
}
