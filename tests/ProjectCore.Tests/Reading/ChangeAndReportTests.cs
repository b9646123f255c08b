using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Reports;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Tests.Support;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Tests.Reading;

public sealed class ChangeAndReportTestsOnSqlite(SqliteStore store) : ChangeAndReportTests(store), IClassFixture<SqliteStore>;

public sealed class ChangeAndReportTestsOnPostgres(PostgresStore store) : ChangeAndReportTests(store), IClassFixture<PostgresStore>;

public abstract class ChangeAndReportTests(Store store)
{
    private ChangeQueries Changes => store.Get<ChangeQueries>();

    [SkippableFact]
    public async Task Changes_are_told_newest_first_with_who_and_what()
    {
        var world = await World.CreateAsync(store);
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        var from = store.Clock.GetUtcNow();
        var task = await world.CreateTaskAsync(world.Diego, "Uno");
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.ChangeAsync(world.Ana, task, new TaskChange { Status = TaskState.InProgress });
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.DoAsync(world.Diego, new CommentTask(task.Id, "Hola"));

        var told = await Changes.FindAsync(world.Vera, new ChangeFilter(from, store.Clock.GetUtcNow().AddMinutes(1)), default);

        told.Select(c => (c.By.Username, c.Operation)).ShouldBe([("diego", "comment_task"), ("ana.gomez", "change_task"), ("diego", "create_task")]);
        told[1].Subjects.ShouldHaveSingleItem().Changes.ShouldContain(new FieldChange("status", "todo", "in_progress"));
        (await Changes.FindAsync(world.Vera, new ChangeFilter(from, from.AddSeconds(30)), default)).Select(c => c.Operation).ShouldBe(["create_task"]);
        (await Changes.FindAsync(world.Vera, new ChangeFilter(from, store.Clock.GetUtcNow().AddMinutes(1)) { By = world.Ana.User }, default)).ShouldHaveSingleItem();
    }

    [SkippableFact]
    public async Task What_was_taken_back_did_not_happen_and_what_one_may_not_see_is_not_told()
    {
        var world = await World.CreateAsync(store);
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        var from = store.Clock.GetUtcNow();
        var task = await world.CreateTaskAsync(world.Diego, "Uno");
        await world.ChangeAsync(world.Diego, task, new TaskChange { Priority = TaskPriority.High });
        await world.UndoAsync(world.Diego);
        var all = new ChangeFilter(from, store.Clock.GetUtcNow().AddMinutes(1));

        (await Changes.FindAsync(world.Ana, all, default)).Select(c => c.Operation).ShouldBe(["create_task"]);
        (await Changes.FindAsync(world.Luis, all, default)).ShouldBeEmpty();
        (await Changes.FindAsync(world.Luis, all with { Projects = [world.Project] }, default)).ShouldBeEmpty();
        (await Changes.HistoryAsync(world.Luis, task.Id, default)).Error.ShouldBeOfType<TaskNotFound>();
        (await Changes.HistoryAsync(world.Vera, task.Id, default)).Value.Select(c => c.Operation).ShouldBe(["create_task"]);
    }

    [SkippableFact]
    public async Task The_history_of_a_task_has_its_comments_and_no_other_task()
    {
        var world = await World.CreateAsync(store);
        var first = await world.CreateTaskAsync(world.Diego, "Uno");
        var second = await world.CreateTaskAsync(world.Diego, "Dos");
        await world.DoAsync(world.Ana, new CommentTask(first.Id, "Hola"));
        await world.DoAsync(world.Diego, new ChangeTask([first.Id, second.Id], new TaskChange { Status = TaskState.Done }));

        var history = (await Changes.HistoryAsync(world.Vera, first.Id, default)).Value;

        history.Count.ShouldBe(3);
        history.SelectMany(h => h.Subjects).ShouldNotContain(s => s.Subject.Id == second.Id.Value);
    }

    [SkippableFact]
    public async Task A_report_counts_what_was_done_in_the_period_and_in_the_one_before()
    {
        var world = await World.CreateAsync(store);
        var early = await world.CreateTaskAsync(world.Diego, "Antes", t => t with { Assignee = world.Diego.User });
        await world.ChangeAsync(world.Diego, early, new TaskChange { Status = TaskState.Done });
        store.Clock.Advance(TimeSpan.FromDays(7));
        var from = store.Clock.GetUtcNow();
        var late = await world.CreateTaskAsync(world.Ana, "Tarde", t => t with { Due = new Due(DateOnly.FromDateTime(from.UtcDateTime).AddDays(-1)), Assignee = world.Ana.User });
        var done = await world.CreateTaskAsync(world.Ana, "Hecha", t => t with { Assignee = world.Diego.User });
        await world.ChangeAsync(world.Diego, done, new TaskChange { Status = TaskState.InProgress });
        await world.ChangeAsync(world.Diego, done, new TaskChange { Status = TaskState.Done });
        await world.ChangeAsync(world.Ana, late, new TaskChange { Status = TaskState.Blocked });
        var filter = new ReportFilter(from, from.AddDays(7), from.UtcDateTime);

        var figures = await store.Get<ReportQueries>().ReadAsync(world.Vera, filter, default);

        figures.Finished.Select(t => t.Title).ShouldBe(["Hecha"]);
        figures.Started.Select(t => t.Title).ShouldBe(["Hecha"]);
        figures.Created.Select(t => t.Title).ShouldBe(["Tarde", "Hecha"]);
        figures.Late.Select(t => t.Title).ShouldBe(["Tarde"]);
        figures.Blocked.Select(t => t.Title).ShouldBe(["Tarde"]);
        (figures.FinishedBefore, figures.CreatedBefore).ShouldBe((1, 1));
        (await store.Get<ReportQueries>().ReadAsync(world.Vera, filter with { Person = world.Ana.User }, default)).Finished.ShouldBeEmpty();
        (await store.Get<ReportQueries>().ReadAsync(world.Luis, filter, default)).Created.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Others_wait_for_ones_open_tasks_only()
    {
        var world = await World.CreateAsync(store);
        var mine = await world.CreateTaskAsync(world.Diego, "Mía", t => t with { Assignee = world.Diego.User });
        var theirs = await world.CreateTaskAsync(world.Ana, "Suya", t => t with { Assignee = world.Ana.User, DependsOn = [mine.Id] });

        (await WaitingAsync(world.Diego, world.Diego.User)).ShouldBe([theirs.Number]);
        (await WaitingAsync(world.Diego, world.Ana.User)).ShouldBeEmpty();
        await world.ChangeAsync(world.Diego, mine, new TaskChange { Status = TaskState.Done });
        (await WaitingAsync(world.Diego, world.Diego.User)).ShouldBeEmpty();

        async Task<IEnumerable<int>> WaitingAsync(Actor actor, UserId person) =>
            (await world.Tasks.WaitingForAsync(actor, person, World.Now, default)).Select(t => t.Number);
    }
}
