using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Tests.Support;

namespace PmBot.ProjectCore.Tests.Sprints;

public sealed class SprintTestsOnSqlite : SprintTests, IAsyncLifetime
{
    public SprintTestsOnSqlite()
        : base(new SqliteStore())
    {
    }
}

public sealed class SprintTestsOnPostgres : SprintTests, IAsyncLifetime
{
    public SprintTestsOnPostgres()
        : base(new PostgresStore())
    {
    }
}

/// <summary>Each on a store of its own, as the clock moves on for days; it begins on Monday 9 March 2026 at 10:00 in Bogotá.</summary>
public abstract class SprintTests(Store store)
{
    private static readonly DateOnly Monday = new(2026, 3, 9);
    private World world = null!;

    public async Task InitializeAsync()
    {
        if (store.SkipReason is not null) return;
        await store.InitializeAsync();
        world = await World.CreateAsync(store);
        store.Clock.Advance(new DateTimeOffset(2026, 3, 9, 10, 0, 0, TimeSpan.FromHours(-5)) - store.Clock.GetUtcNow());
    }

    public Task DisposeAsync() => store.SkipReason is null ? store.DisposeAsync() : Task.CompletedTask;

    [SkippableFact]
    public async Task The_sprint_closed_last_opens_again_while_none_runs()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var first = await CreateAsync("Sprint 1", Monday, 12);
        var second = await CreateAsync("Sprint 2", Monday.AddDays(14), 12);
        var open = await world.CreateTaskAsync(world.Diego, "Uno");
        await world.DoAsync(world.Diego, new PlanSprint(first.Id, [open.Id], []));
        await RefusedAsync<SprintNotClosed>(new ReopenSprint(first.Id));
        await world.DoAsync(world.Adam, new StartSprint(first.Id));
        await RefusedAsync<SprintAlreadyRuns>(new ReopenSprint(first.Id));
        await world.DoAsync(world.Adam, new CloseSprint(first.Id, Leftovers.Backlog));
        (await world.TryAsync(world.Diego, new ReopenSprint(first.Id))).Error.ShouldBeOfType<NotAllowed>();

        var reopened = (SprintView)(await world.DoAsync(world.Adam, new ReopenSprint(first.Id))).Subjects[0];
        reopened.Status.ShouldBe(SprintState.Active);
        reopened.Changes.ShouldBe([new FieldChange("status", "closed", "active")]);

        store.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.DoAsync(world.Adam, new CloseSprint(first.Id, Leftovers.Stay));
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.DoAsync(world.Adam, new StartSprint(second.Id));
        await RefusedAsync<SprintAlreadyRuns>(new ReopenSprint(first.Id));
        await world.DoAsync(world.Adam, new CloseSprint(second.Id, Leftovers.Stay));
        (await world.TryAsync(world.Adam, new ReopenSprint(first.Id))).Error.ShouldBe(new SprintNotLast("Sprint 1", "Sprint 2"));
        ((SprintView)(await world.DoAsync(world.Adam, new ReopenSprint(second.Id))).Subjects[0]).Status.ShouldBe(SprintState.Active);
    }

    [SkippableFact]
    public async Task Only_admins_create_start_and_close_and_developers_plan()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var create = new CreateSprint(world.Project, "Sprint 1", Monday, Monday.AddDays(11));
        (await world.TryAsync(world.Diego, create)).Error.ShouldBe(new NotAllowed("create_sprint", Role.Developer, Role.Admin, "Catálogo"));
        (await world.TryAsync(world.Luis, create)).Error.ShouldBeOfType<ProjectNotFound>();
        var sprint = await CreateAsync("Sprint 1", Monday, 12);
        var task = await world.CreateTaskAsync(world.Diego, "Uno");

        (await world.TryAsync(world.Vera, new PlanSprint(sprint.Id, [task.Id], []))).Error.ShouldBeOfType<NotAllowed>();
        (await world.TryAsync(world.Luis, new PlanSprint(sprint.Id, [task.Id], []))).Error.ShouldBeOfType<TaskNotFound>();
        (await world.DoAsync(world.Diego, new PlanSprint(sprint.Id, [task.Id], []))).Task().Sprint.ShouldBe("Sprint 1");
        (await world.TryAsync(world.Diego, new StartSprint(sprint.Id))).Error.ShouldBeOfType<NotAllowed>();
        (await world.TryAsync(world.Luis, new StartSprint(sprint.Id))).Error.ShouldBeOfType<SprintNotFound>();
        await world.DoAsync(world.Adam, new StartSprint(sprint.Id));
        (await world.TryAsync(world.Diego, new CloseSprint(sprint.Id, Leftovers.Stay))).Error.ShouldBeOfType<NotAllowed>();
        (await world.TryAsync(world.Diego, new DeleteSprint(sprint.Id))).Error.ShouldBeOfType<NotAllowed>();
    }

    [SkippableFact]
    public async Task A_sprint_must_make_sense()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        await CreateAsync("Sprint 1", Monday, 12);
        await RefusedAsync<NameTaken>(new CreateSprint(world.Project, " sprint  1 ", Monday.AddDays(14), Monday.AddDays(20)));
        await RefusedAsync<SprintEndsBeforeStart>(new CreateSprint(world.Project, "S", Monday, Monday.AddDays(-1)));
        await RefusedAsync<SprintTooLong>(new CreateSprint(world.Project, "S", Monday, Monday.AddDays(100)));
        await RefusedAsync<TextMissing>(new CreateSprint(world.Project, "  ", Monday, Monday));
        await RefusedAsync<CapacityInvalid>(new CreateSprint(world.Project, "S", Monday, Monday) { Capacity = 0 });
        await RefusedAsync<TextTooLong>(new CreateSprint(world.Project, new string('x', 81), Monday, Monday));
        (await CreateAsync("Un día", Monday, 1)).End.ShouldBe(Monday);
    }

    [SkippableFact]
    public async Task The_days_of_the_running_one_are_its_own_unless_said()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var first = await CreateAsync("Sprint 1", Monday, 12);
        await world.DoAsync(world.Adam, new StartSprint(first.Id));
        var create = new CreateSprint(world.Project, "Sprint 2", first.End, first.End.AddDays(7));
        (await world.TryAsync(world.Adam, create)).Error.ShouldBe(new SprintOverlaps("Sprint 1", first.End));
        await world.DoAsync(world.Adam, create with { AllowOverlap = true });
        var third = await CreateAsync("Sprint 3", first.End.AddDays(1), 7);
        await RefusedAsync<SprintOverlaps>(new ChangeSprint(third.Id) { Start = first.End });
        await RefusedAsync<NameTaken>(new ChangeSprint(third.Id) { Title = "SPRINT 1" });
        await RefusedAsync<NothingToChange>(new ChangeSprint(third.Id) { Title = "Sprint 3" });
        var changed = await ChangeAsync(new ChangeSprint(third.Id) { End = third.End.AddDays(2), Capacity = Change.To<decimal?>(20) });
        changed.Changes.ShouldBe([new FieldChange("end_date", "2026-03-27", "2026-03-29"), new FieldChange("capacity", null, "20")]);
    }

    [SkippableFact]
    public async Task One_runs_at_most_and_a_closed_one_never_again()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var (first, second) = (await CreateAsync("Sprint 1", Monday, 12), await CreateAsync("Sprint 2", Monday.AddDays(14), 12));
        await RefusedAsync<SprintNotRunning>(new CloseSprint(first.Id, Leftovers.Stay));
        await world.DoAsync(world.Adam, new StartSprint(first.Id));
        (await world.TryAsync(world.Adam, new StartSprint(second.Id))).Error.ShouldBe(new SprintAlreadyRuns("Sprint 1"));
        (await world.TryAsync(world.Adam, new StartSprint(first.Id))).Error.ShouldBe(new SprintAlreadyRuns("Sprint 1"));
        await world.DoAsync(world.Adam, new CloseSprint(first.Id, Leftovers.Stay));
        await RefusedAsync<SprintIsClosed>(new StartSprint(first.Id));
        await RefusedAsync<SprintIsClosed>(new CloseSprint(first.Id, Leftovers.Stay));

        // Started two weeks early it begins today.
        (await ChangeAsync(new StartSprint(second.Id))).Start.ShouldBe(Monday);
        store.Clock.Advance(TimeSpan.FromDays(40));
        var late = await CreateAsync("Sprint 3", second.End.AddDays(1), 7);
        await world.DoAsync(world.Adam, new CloseSprint(second.Id, Leftovers.Stay));
        await RefusedAsync<SprintIsOver>(new StartSprint(late.Id));
    }

    [SkippableFact]
    public async Task What_is_left_goes_where_the_person_says()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var (first, second) = (await CreateAsync("Sprint 1", Monday, 12), await CreateAsync("Sprint 2", Monday.AddDays(14), 12));
        var (done, open, dropped) = (await TaskAsync("Hecha", 3, first), await TaskAsync("Abierta", 5, first), await TaskAsync("Cancelada", 8, first));
        await world.DoAsync(world.Adam, new StartSprint(first.Id));
        await world.ChangeAsync(world.Diego, done, new TaskChange { Status = TaskState.Done });
        await world.ChangeAsync(world.Diego, dropped, new TaskChange { Status = TaskState.Cancelled });

        await RefusedAsync<SprintNotFound>(new CloseSprint(first.Id, Leftovers.Sprint));
        await RefusedAsync<SprintNotFound>(new CloseSprint(first.Id, Leftovers.Sprint) { Into = first.Id });
        await world.DoAsync(world.Adam, new CloseSprint(first.Id, Leftovers.Sprint) { Into = second.Id });
        (await SprintsOfAsync()).ShouldBe(["Sprint 1", "Sprint 2", "Sprint 1"]);
        (await world.TryAsync(world.Adam, new PlanSprint(first.Id, [open.Id], []))).Error.ShouldBeOfType<SprintIsClosed>();
        (await world.UndoAsync(world.Adam)).IsOk.ShouldBeTrue();
        (await SprintsOfAsync()).ShouldBe(["Sprint 1", "Sprint 1", "Sprint 1"]);
        (await world.DirectoryAsync())!.Project(world.Project)!.CurrentSprint!.Name.ShouldBe("Sprint 1");

        await world.DoAsync(world.Adam, new CloseSprint(first.Id, Leftovers.Backlog));
        (await SprintsOfAsync()).ShouldBe(["Sprint 1", null, "Sprint 1"]);
    }

    [SkippableFact]
    public async Task Tasks_of_other_projects_stay_out_and_a_deleted_sprint_comes_back_whole()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var sprint = await CreateAsync("Sprint 1", Monday, 12);
        var task = await TaskAsync("Uno", 3, sprint);
        var other = (await world.DoAsync(world.Camila, new CreateProject("Boda"))).Project();
        var flowers = (await world.DoAsync(world.Camila, new CreateTask(other.Id, "Flores"))).Task();
        (await world.TryAsync(world.Camila, new PlanSprint(sprint.Id, [flowers.Id], []))).Error.ShouldBe(new TaskOfAnotherProject(2, "Flores", "Catálogo"));
        (await world.TryAsync(world.Diego, new PlanSprint(null, [], [flowers.Id]))).Error.ShouldBeOfType<TaskNotFound>();
        (await world.TryAsync(world.Diego, new PlanSprint(sprint.Id, [task.Id], []))).Error.ShouldBeOfType<NothingToChange>();

        // Another's plan keeps the undo of the creation away; deleting asks and takes the tasks out.
        (await world.UndoAsync(world.Adam)).Error.ShouldBe(new ChangedSince("diego", "#1 Uno", "plan_sprint"));
        await world.DoAsync(world.Adam, new DeleteSprint(sprint.Id));
        (await world.FindAsync(1)).Sprint.ShouldBeNull();
        (await world.UndoAsync(world.Adam)).IsOk.ShouldBeTrue();
        (await world.FindAsync(1)).Sprint.ShouldBe("Sprint 1");
        (await BurndownAsync(sprint)).Scope.ShouldBe(new SprintAmount(3, 1, 0));
    }

    [SkippableFact]
    public async Task The_burndown_tells_each_day_as_it_was()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var sprint = await CreateAsync("Sprint 1", Monday, 5);
        var (a, b, c) = (await TaskAsync("A", 3, sprint), await TaskAsync("B", 5, sprint), await TaskAsync("C", null, sprint));
        await world.DoAsync(world.Adam, new StartSprint(sprint.Id));

        // Tuesday: A is done and D comes in. Wednesday: A is opened again and B grows. Thursday: B is done by mistake and it is undone; C leaves.
        store.Clock.Advance(TimeSpan.FromDays(1));
        a = await world.ChangeAsync(world.Diego, a, new TaskChange { Status = TaskState.Done });
        var d = await TaskAsync("D", 2, sprint);
        store.Clock.Advance(TimeSpan.FromDays(1));
        await world.ChangeAsync(world.Diego, a, new TaskChange { Status = TaskState.Todo });
        b = await world.ChangeAsync(world.Diego, b, new TaskChange { Estimate = Change.To<decimal?>(8) });
        store.Clock.Advance(TimeSpan.FromDays(1));
        await world.ChangeAsync(world.Diego, b, new TaskChange { Status = TaskState.Done });
        await world.UndoAsync(world.Diego);
        await world.DoAsync(world.Diego, new PlanSprint(null, [], [c.Id]));

        var burndown = await BurndownAsync(sprint);
        burndown.Unit.ShouldBe(SprintUnit.Points);
        burndown.Committed.ShouldBe(new SprintAmount(8, 3, 1));
        burndown.Scope.ShouldBe(new SprintAmount(13, 3, 0));
        burndown.Done.ShouldBe(default);
        burndown.Added.ShouldBe(new SprintAmount(2, 1, 0));
        burndown.Removed.ShouldBe(new SprintAmount(0, 1, 1));
        burndown.Days.Select(p => p.Remaining?.Points).ShouldBe([8, 7, 13, 13, null]);
        burndown.Days.Select(p => p.Remaining?.Tasks).ShouldBe([3, 3, 4, 3, null]);
        burndown.Days.Select(p => p.Scope?.Points).ShouldBe([8, 10, 13, 13, null]);
        burndown.Days.Select(p => p.Ideal).ShouldBe([6.4m, 4.8m, 3.2m, 1.6m, 0]);

        // Deleted and cancelled work is none; both can come back.
        await world.DoAsync(world.Diego, new DeleteTask([d.Id]));
        await world.ChangeAsync(world.Diego, b, new TaskChange { Status = TaskState.Cancelled });
        (await BurndownAsync(sprint)).Scope.ShouldBe(new SprintAmount(3, 1, 0));
        await world.UndoAsync(world.Diego);
        await world.UndoAsync(world.Diego);
        (await BurndownAsync(sprint)).Scope.ShouldBe(new SprintAmount(13, 3, 0));
    }

    [SkippableFact]
    public async Task Velocity_counts_what_was_done_when_a_sprint_was_closed()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var (first, second) = (await CreateAsync("Sprint 1", Monday, 5), await CreateAsync("Sprint 2", Monday.AddDays(7), 5));
        var (a, b, c) = (await TaskAsync("A", 3, first), await TaskAsync("B", 5, first), await TaskAsync("C", null, first));
        await world.DoAsync(world.Adam, new StartSprint(first.Id));
        (await VelocityAsync()).Sprints.ShouldBeEmpty();
        a = await world.ChangeAsync(world.Diego, a, new TaskChange { Status = TaskState.Done });
        c = await world.ChangeAsync(world.Diego, c, new TaskChange { Status = TaskState.Done });
        await world.DoAsync(world.Adam, new CloseSprint(first.Id, Leftovers.Sprint) { Into = second.Id });
        await world.DoAsync(world.Adam, new StartSprint(second.Id));
        store.Clock.Advance(TimeSpan.FromDays(1));

        // What becomes of its tasks later is no concern of the closed one.
        await world.ChangeAsync(world.Diego, a, new TaskChange { Status = TaskState.Todo });
        var velocity = await VelocityAsync();
        velocity.Sprints.ShouldHaveSingleItem().Done.ShouldBe(new SprintAmount(3, 2, 1));
        velocity.Sprints[0].Committed.ShouldBe(new SprintAmount(8, 3, 1));
        (velocity.Points, velocity.Tasks, velocity.Unestimated).ShouldBe((3m, 2m, 1));
        (await BurndownAsync(first)).Remaining.ShouldBe(new SprintAmount(5, 1, 0));
        (await BurndownAsync(first)).Days.Select(d => d.Remaining?.Points).ShouldBe([5, null, null, null, null]);
        (await BurndownAsync(second)).Committed.ShouldBe(new SprintAmount(5, 1, 0));

        await world.ChangeAsync(world.Diego, b, new TaskChange { Status = TaskState.Done });
        await world.DoAsync(world.Adam, new CloseSprint(second.Id, Leftovers.Stay));
        (await VelocityAsync()).Sprints.Select(s => s.Done.Points).ShouldBe([3, 5]);
        (await VelocityAsync()).Points.ShouldBe(4);
        await world.UndoAsync(world.Adam);
        (await VelocityAsync()).Sprints.Select(s => s.Done.Points).ShouldBe([3]);
        (await world.Store.Get<SprintQueries>().VelocityAsync(world.Luis, world.Project, 3, default)).Error.ShouldBeOfType<ProjectNotFound>();
    }

    [SkippableFact]
    public async Task A_file_tells_of_sprints_what_they_were()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        const string File = """
            workspace: { name: Otros, timezone: America/Bogota }
            users: [{ username: ana, full_name: Ana, role: admin }]
            projects:
              - name: Web
                members: { ana: owner }
                sprints:
                  - { name: S1, start: 2026-02-23, end: 2026-02-27 }
                  - { name: S2, start: 2026-03-02, end: 2026-03-06, status: closed }
                  - { name: S3, start: 2026-03-05, end: 2026-03-13, current: true, capacity: 9, goal: Salir }
            tasks:
              - { id: 1, project: Web, title: Uno, sprint: S1, estimate: 2, status: done, finished: 2026-02-25T12:00:00Z }
              - { id: 2, project: Web, title: Dos, sprint: S2, estimate: 4, status: done, finished: 2026-03-05T12:00:00Z }
              - { id: 3, project: Web, title: Tres, sprint: S2, estimate: 1 }
              - { id: 4, project: Web, title: Cuatro, sprint: S3, estimate: 5 }
              - { id: 5, project: Web, title: Cinco, sprint: S3, estimate: 3, status: done, finished: 2026-03-06T12:00:00Z }
              - { id: 6, project: Web, title: Seis, sprint: S3, estimate: 1, created: 2026-03-07T12:00:00Z }
            """;
        var result = await store.Get<WorkspaceImporter>().ImportAsync(File, "f.yml", default);
        result.Error.ShouldBeNull(string.Join('\n', (result.Error as FileInvalid)?.Mistakes ?? []));
        var imported = result.Value;
        var directory = (await store.Get<Workspaces.WorkspaceDirectories>().GetAsync(imported.Workspace, default))!;
        var ana = new Actor(imported.Workspace, directory.User("ana")!.Id, "test");
        var project = directory.Projects[0];
        project.Sprints.Select(s => s.Status).ShouldBe([SprintState.Planned, SprintState.Closed, SprintState.Active]);
        var queries = store.Get<SprintQueries>();
        (await queries.VelocityAsync(ana, project.Id, 5, default)).Value.Sprints.Select(s => s.Done.Points).ShouldBe([2, 4]);
        var burndown = (await queries.BurndownAsync(ana, project.CurrentSprint!.Id, default)).Value;
        burndown.Committed.Points.ShouldBe(8);
        burndown.Days.Select(d => d.Remaining?.Points).ShouldBe([8, 5, 6, 6, 6, null, null, null, null]);

        var exporter = store.Get<WorkspaceExporter>();
        var before = (await exporter.ExportAsync(imported.Workspace, FileFormat.Yaml, default)).Value;
        (await store.Get<WorkspaceImporter>().ImportAsync(before, "f.yml", default)).Error.ShouldBeNull();
        (await exporter.ExportAsync(imported.Workspace, FileFormat.Yaml, default)).Value.ShouldBe(before);
        (await store.Get<WorkspaceImporter>().ImportAsync(before.Replace("status: active", "status: closed", StringComparison.Ordinal), "f.yml", default)).Error.ShouldBeOfType<FileInvalid>();
    }

    private async Task<SprintView> CreateAsync(string name, DateOnly start, int days) => await ChangeAsync(new CreateSprint(world.Project, name, start, start.AddDays(days - 1)));

    private async Task<SprintView> ChangeAsync(Operation operation) => (await world.DoAsync(world.Adam, operation)).Subjects.OfType<SprintView>().ShouldHaveSingleItem();

    private async Task RefusedAsync<TError>(Operation operation) => (await world.TryAsync(world.Adam, operation)).Error.ShouldBeOfType<TError>();

    private Task<TaskView> TaskAsync(string title, decimal? points, SprintView sprint) => world.CreateTaskAsync(world.Diego, title, t => t with { Estimate = points, Sprint = sprint.Id });

    private async Task<IEnumerable<string?>> SprintsOfAsync() => (await world.Tasks.FindByNumbersAsync(world.Camila, [1, 2, 3], default)).Select(t => t.Sprint);

    private async Task<Burndown> BurndownAsync(SprintView sprint) => (await store.Get<SprintQueries>().BurndownAsync(world.Vera, sprint.Id, default)).Value;

    private async Task<Velocity> VelocityAsync() => (await store.Get<SprintQueries>().VelocityAsync(world.Vera, world.Project, 5, default)).Value;
}
