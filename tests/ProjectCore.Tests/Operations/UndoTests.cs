using PmBot.ProjectCore.Absences;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Invitations;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Standups;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Tests.Support;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Users.Linking;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Tests.Operations;

public sealed class UndoTestsOnSqlite(SqliteStore store) : UndoTests(store), IClassFixture<SqliteStore>;

public sealed class UndoTestsOnPostgres(PostgresStore store) : UndoTests(store), IClassFixture<PostgresStore>;

public abstract class UndoTests(Store store)
{
    /// <summary>Every operation there is, with whoever does it, in a world with tasks 1 to 3.</summary>
    private static readonly (Type Type, Func<Scene, Task<(Actor Actor, Operation Operation)>> Make)[] Cases =
    [
        Case(s => (s.World.Diego, new CreateTask(s.World.Project, "Nueva") { Assignee = s.World.Ana.User, DependsOn = [s.First.Id], Labels = ["x"] })),
        Case(s => (s.World.Diego, new ChangeTask([s.First.Id, s.Second.Id], new TaskChange
        {
            Title = "Otro", Description = Change.To<string?>("largo"), Status = TaskState.Done, Priority = TaskPriority.Urgent, Assignee = Change.To<UserId?>(s.World.Diego.User),
            Due = Change.To<Due?>(new Due(new DateOnly(2026, 5, 1), new TimeOnly(9, 30))), Estimate = Change.To<decimal?>(3), AddLabels = ["nuevo"], RemoveLabels = ["ux"], AddDependsOn = [s.Third.Id],
        }))),
        Case(s => (s.World.Diego, new RescheduleTasks([s.First.Id, s.Second.Id], new(2026, 4, 6), new(2026, 4, 12)))),
        Case(s => (s.World.Diego, new ShiftTasks([s.First.Id, s.Second.Id], new DayShift(7), new(2026, 3, 9)))),
        Case(s => (s.World.Diego, new CommentTask(s.First.Id, "Hola"))),
        Case(s => (s.World.Ana, new DeleteComment(s.Comment))),
        Case(s => (s.World.Diego, new DeleteTask([s.First.Id, s.Third.Id]))),
        Case(async s =>
        {
            await s.World.DoAsync(s.World.Adam, new DeleteTask([s.Second.Id]));
            return (s.World.Adam, new RestoreTask([s.Second.Id]));
        }),
        Case(async s =>
        {
            await s.World.DoAsync(s.World.Ana, new DeleteComment(s.Comment));
            return (s.World.Ana, new RestoreComment(s.Comment));
        }),
        Case(s => (s.World.Diego, new RevertTasks([new TaskRevert(s.Third.Id, new TaskFields(
            s.World.Project, "Antes", null, TaskState.Done, TaskPriority.Low, null, null, null, ["a"], [s.Second.Id], null, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)))]))),
        Case(s => (s.World.Luis, new CreateProject("Boda") { Template = ProjectTemplate.Software, Aliases = ["fiesta"] })),
        Case(s => (s.World.Luis, new CreateProject("Feria") { Template = ProjectTemplate.Event, Language = "es", SamplesFrom = new DateOnly(2026, 3, 6) })),
        Case(s => (s.World.Olga, new ChangeProject(s.World.Project) { Title = "Tienda", Key = "TDA", Description = Change.To<string?>("d"), Aliases = ["shop"], Methodology = Methodology.Scrum })),
        Case(s => (s.World.Olga, new ArchiveProject(s.World.Project))),
        Case(async s =>
        {
            await s.World.DoAsync(s.World.Olga, new ArchiveProject(s.World.Project));
            return (s.World.Olga, new UnarchiveProject(s.World.Project));
        }),
        Case(s => (s.World.Olga, new DeleteProject(s.World.Project))),
        Case(async s =>
        {
            await s.World.DoAsync(s.World.Olga, new DeleteProject(s.World.Project));
            return (s.World.Olga, new RestoreProject(s.World.Project));
        }),
        Case(s => (s.World.Adam, new AddMember(s.World.Project, s.World.Luis.User, Role.Developer))),
        Case(s => (s.World.Adam, new AddMember(s.World.Project, s.World.Diego.User, Role.Viewer))),
        Case(s => (s.World.Adam, new ChangeRole(s.World.Project, s.World.Diego.User, Role.Viewer))),
        Case(s => (s.World.Adam, new ChangeRole(s.World.Project, s.World.Adam.User, Role.Viewer))),
        Case(s => (s.World.Adam, new RemoveMember(s.World.Project, s.World.Diego.User))),
        Case(s => (s.World.Diego, new RemoveMember(s.World.Project, s.World.Diego.User))),
        Case(s => (s.World.Adam, new AddMember(s.World.Project, s.World.Adam.User, Role.Viewer))),
        Case(async s =>
        {
            await s.World.DoAsync(s.World.Diego, new RemoveMember(s.World.Project, s.World.Diego.User));
            return (s.World.Diego, new RegainMembership(s.World.Project, Role.Developer));
        }),
        Case(s => (s.World.Adam, new InviteMember(s.World.Project, Role.Developer, InvitationCode.New()) { Email = "p@x.example" })),
        Case(async s => (s.World.Adam, new RevokeInvitation(await s.InviteAsync()))),
        Case(async s =>
        {
            var invitation = await s.InviteAsync();
            await s.World.DoAsync(s.World.Adam, new RevokeInvitation(invitation));
            return (s.World.Adam, new RestoreInvitation(invitation));
        }),
        Case(s => (s.World.Adam, new AddEnvironment(s.World.Project, "pruebas") { Aliases = ["qa"], Protected = true })),
        Case(s => (s.World.Adam, new RemoveEnvironment(s.Environment))),
        Case(async s =>
        {
            await s.World.DoAsync(s.World.Adam, new RemoveEnvironment(s.Environment));
            return (s.World.Adam, new RestoreEnvironment(s.Environment));
        }),
        Case(s => (s.World.Camila, new AddUser("nuevo", "Nuevo"))),
        Case(s => (s.World.Camila, new RemoveUser(s.World.Luis.User))),
        Case(async s =>
        {
            await s.World.DoAsync(s.World.Camila, new RemoveUser(s.World.Luis.User));
            return (s.World.Camila, new RestoreUser(s.World.Luis.User));
        }),
        Case(s => (s.World.Diego, new LinkIdentity(s.World.Diego.User, new ChatAddress("web", "", Guid.NewGuid().ToString())))),
        Case(s => (s.World.Luis, new UnlinkIdentity(s.Identity))),
        Case(async s =>
        {
            await s.World.DoAsync(s.World.Luis, new UnlinkIdentity(s.Identity));
            return (s.World.Luis, new RelinkIdentity(s.Identity));
        }),
        Case(s => (s.World.Diego, new UpdateUserSettings(s.World.Diego.User)
        {
            Language = Change.To<string?>("en"), Timezone = Change.To<string?>("Europe/London"), FullName = "D. R.", Email = Change.To<string?>("d@r.example"), DefaultProject = Change.To<ProjectId?>(s.World.Project),
        })),
        Case(s => (s.World.Adam, new CreateSprint(s.World.Project, "Sprint 2", new DateOnly(2026, 3, 23), new DateOnly(2026, 4, 3)) { Goal = "Salir", Capacity = 12.5m })),
        Case(s => (s.World.Adam, new ChangeSprint(s.Sprint)
        {
            Title = "Otro", Start = new DateOnly(2026, 3, 10), End = new DateOnly(2026, 3, 21), Goal = Change.To<string?>("g"), Capacity = Change.To<decimal?>(8),
        })),
        Case(s => (s.World.Adam, new RevertSprint(s.Sprint, new SprintFields("Antes", new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 9), IsCurrent: false, null, 3)
        {
            ClosedAt = new DateTimeOffset(2026, 1, 9, 0, 0, 0, TimeSpan.Zero),
        }))),
        Case(s => (s.World.Adam, new DeleteSprint(s.Sprint))),
        Case(async s =>
        {
            await s.World.DoAsync(s.World.Adam, new DeleteSprint(s.Sprint));
            return (s.World.Adam, new RestoreSprint(s.Sprint) { Tasks = [s.Second.Id] });
        }),
        Case(s => (s.World.Adam, new StartSprint(s.Sprint))),
        Case(async s =>
        {
            await s.World.DoAsync(s.World.Adam, new StartSprint(s.Sprint));
            return (s.World.Adam, new CloseSprint(s.Sprint, Leftovers.Backlog));
        }),
        Case(async s =>
        {
            await s.World.DoAsync(s.World.Adam, new StartSprint(s.Sprint));
            await s.World.DoAsync(s.World.Adam, new CloseSprint(s.Sprint, Leftovers.Backlog));
            return (s.World.Adam, new ReopenSprint(s.Sprint));
        }),
        Case(s => (s.World.Diego, new PlanSprint(s.Sprint, [s.First.Id, s.Third.Id], [s.Second.Id]))),
        Case(s => (s.World.Diego, Call(s))),
        Case(async s => (s.World.Diego, new ChangeReminder(await ReminderAsync(s), s.World.Ana.User, "Europe/London")
        {
            Text = "otra cosa", Task = s.First.Id, At = new DateTime(2026, 4, 1, 9, 0, 0), Recurrence = "XXXX-WXX-5T09/P2W",
        })),
        Case(async s => (s.World.Diego, new CancelReminder(await ReminderAsync(s)))),
        Case(async s =>
        {
            var reminder = await ReminderAsync(s);
            await s.World.DoAsync(s.World.Diego, new CancelReminder(reminder));
            return (s.World.Diego, new RestoreReminder(reminder));
        }),
        Case(s => (s.World.Diego, new SetAway(s.World.Diego.User, new DateOnly(2026, 4, 3), new DateOnly(2026, 4, 10)))),
        Case(async s => (s.World.Diego, new CancelAway(await AbsenceAsync(s)))),
        Case(async s =>
        {
            var absence = await AbsenceAsync(s);
            await s.World.DoAsync(s.World.Diego, new CancelAway(absence));
            return (s.World.Diego, new RestoreAway(absence));
        }),
        Case(s => (s.World.Diego, new ChangeNotices(new NoticeSettings { Off = ["changed"], QuietFrom = new TimeOnly(20, 0), QuietTo = new TimeOnly(8, 0) }))),
        Case(s => (s.World.Adam, new SetProjectChannel(s.World.Project, "c:slack:C1"))),
        Case(async s =>
        {
            await s.World.DoAsync(s.World.Adam, new SetProjectChannel(s.World.Project, "c:slack:C1"));
            return (s.World.Adam, new SetProjectChannel(s.World.Project, null));
        }),
        Case(s => (s.World.Ana, new WriteStandup(s.World.Project, new DateOnly(2026, 3, 9), new StandupAnswers("uno", "dos", null)))),
        Case(async s =>
        {
            await s.World.DoAsync(s.World.Ana, new WriteStandup(s.World.Project, new DateOnly(2026, 3, 9), new StandupAnswers("uno", "dos", null)));
            return (s.World.Ana, new WriteStandup(s.World.Project, new DateOnly(2026, 3, 9), new StandupAnswers("uno", "tres", "nada")));
        }),
        Case(s => (s.World.Adam, new ScheduleStandup(s.World.Project, new TimeOnly(9, 0), new DateOnly(2026, 3, 10), null))),
        Case(async s =>
        {
            await s.World.DoAsync(s.World.Adam, new ScheduleStandup(s.World.Project, new TimeOnly(9, 0), new DateOnly(2026, 3, 10), null));
            return (s.World.Adam, new ScheduleStandup(s.World.Project, new TimeOnly(9, 0), new DateOnly(2026, 3, 10), new DateOnly(2026, 3, 16)));
        }),
        Case(s => (s.World.Diego, new SeveralOperations([new CommentTask(s.First.Id, "uno"), new CommentTask(s.Second.Id, "dos")]))),
    ];

    /// <summary>A person's first message cannot be taken back by a second, nor that two accounts are one.</summary>
    private static readonly Type[] Irreversible = [typeof(CreateWorkspace), typeof(JoinWorkspace), typeof(MergeUsers), typeof(RedeemInvitation)];

    public static TheoryData<int> AllCases => [.. Enumerable.Range(0, Cases.Length)];

    [SkippableTheory]
    [MemberData(nameof(AllCases))]
    public async Task Undone_it_is_exactly_as_it_was(int index)
    {
        var scene = await Scene.CreateAsync(store);
        var (actor, operation) = await Cases[index].Make(scene);
        var before = await SnapshotAsync(scene.World);
        var done = await scene.World.DoAsync(actor, operation);
        var during = await SnapshotAsync(scene.World);

        done.Reversible.ShouldBeTrue();
        during.ShouldNotBe(before);
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        var undone = await scene.World.UndoAsync(actor);
        undone.Error.ShouldBeNull();
        undone.Value.Undone.ShouldHaveSingleItem().Operation.ShouldBe(operation.Name);
        (await SnapshotAsync(scene.World)).ShouldBe(before);

        // And there and back again.
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        var redone = await scene.World.RedoAsync(actor);
        redone.Error.ShouldBeNull();
        redone.Value.Redone.ShouldHaveSingleItem().Operation.ShouldBe(operation.Name);
        (await SnapshotAsync(scene.World)).ShouldBe(during);
        (await scene.World.UndoAsync(actor)).Value.Undone.ShouldHaveSingleItem().Operation.ShouldBe(operation.Name);
        (await SnapshotAsync(scene.World)).ShouldBe(before);
    }

    [Fact]
    public void Every_operation_is_in_the_walk_or_cannot_be_undone()
    {
        var all = typeof(Operation).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Operation))).ToArray();
        all.Except(Cases.Select(c => c.Type)).ShouldBe(Irreversible, ignoreOrder: true);
    }

    [SkippableFact]
    public async Task Repeated_it_goes_further_back()
    {
        var world = await World.CreateAsync(store);
        var task = await world.CreateTaskAsync(world.Diego, "Uno");
        await world.ChangeAsync(world.Diego, task, new TaskChange { Priority = TaskPriority.High });
        await world.ChangeAsync(world.Diego, task, new TaskChange { Title = "Dos" });

        (await world.UndoAsync(world.Diego)).IsOk.ShouldBeTrue();
        (await world.FindAsync(1)).Title.ShouldBe("Uno");
        (await world.UndoAsync(world.Diego)).IsOk.ShouldBeTrue();
        (await world.FindAsync(1)).Priority.ShouldBe(TaskPriority.Medium);
        (await world.UndoAsync(world.Diego)).IsOk.ShouldBeTrue();
        (await world.Tasks.FindByNumbersAsync(world.Camila, [1], default)).ShouldBeEmpty();
        (await world.UndoAsync(world.Diego)).Error.ShouldBeOfType<NothingToUndo>();
    }

    [SkippableFact]
    public async Task What_was_done_after_an_undo_is_undone_before_it()
    {
        var world = await World.CreateAsync(store);
        var task = await world.CreateTaskAsync(world.Diego, "Uno");
        await world.ChangeAsync(world.Diego, task, new TaskChange { Priority = TaskPriority.High });
        await world.UndoAsync(world.Diego);
        await world.ChangeAsync(world.Diego, task, new TaskChange { Title = "Dos" });

        (await world.UndoAsync(world.Diego)).Value.Undone[0].Operation.ShouldBe("change_task");
        (await world.UndoAsync(world.Diego)).Value.Undone[0].Operation.ShouldBe("create_task");
    }

    [SkippableFact]
    public async Task Somebody_elses_change_is_not_run_over()
    {
        var world = await World.CreateAsync(store);
        var task = await world.CreateTaskAsync(world.Diego, "Uno");
        await world.ChangeAsync(world.Diego, task, new TaskChange { Priority = TaskPriority.High });
        await world.ChangeAsync(world.Ana, task, new TaskChange { Title = "De Ana" });

        (await world.UndoAsync(world.Diego)).Error.ShouldBe(new ChangedSince("ana.gomez", "#1 Uno", "change_task"));
        (await world.FindAsync(1)).Priority.ShouldBe(TaskPriority.High);

        // When she takes hers back, his can be.
        (await world.UndoAsync(world.Ana)).IsOk.ShouldBeTrue();
        (await world.UndoAsync(world.Diego)).IsOk.ShouldBeTrue();
        (await world.FindAsync(1)).Priority.ShouldBe(TaskPriority.Medium);
    }

    [SkippableFact]
    public async Task What_cannot_be_taken_back_is_passed_over_and_the_rest_is_not_lost()
    {
        var world = await World.CreateAsync(store);
        var free = await world.CreateTaskAsync(world.Diego, "Uno");
        var taken = await world.CreateTaskAsync(world.Diego, "Dos");
        await world.ChangeAsync(world.Diego, free, new TaskChange { Priority = TaskPriority.High });
        await world.ChangeAsync(world.Diego, taken, new TaskChange { Priority = TaskPriority.Low });
        await world.ChangeAsync(world.Ana, taken, new TaskChange { Title = "De Ana" });
        var pipeline = world.Pipeline;

        var blocked = (await pipeline.NextUndoAsync(world.Diego, [], default)).ShouldNotBeNull();
        blocked.Operation.ShouldBe("change_task");
        blocked.Subjects.ShouldHaveSingleItem().Subject.Id.ShouldBe(taken.Id.Value);
        (await pipeline.UndoAsync(world.Diego, [], null, default)).Error.ShouldBeOfType<ChangedSince>();
        (await pipeline.UndoAsync(world.Diego, blocked.Entries, null, default)).Value.Undone[0].Operation.ShouldBe("change_task");
        (await world.FindAsync(1)).Priority.ShouldBe(TaskPriority.Medium);
        (await world.FindAsync(2)).Priority.ShouldBe(TaskPriority.Low);

        // Below it stands the creation of the same task: that somebody changed it since holds for it, too.
        (await pipeline.UndoAsync(world.Diego, blocked.Entries, null, default)).Error.ShouldBeOfType<ChangedSince>();

        // When she takes hers back, nothing is passed over any more.
        (await world.UndoAsync(world.Ana)).IsOk.ShouldBeTrue();
        (await world.UndoAsync(world.Diego)).IsOk.ShouldBeTrue();
        (await world.FindAsync(2)).Priority.ShouldBe(TaskPriority.Medium);
    }

    [SkippableFact]
    public async Task A_creation_stays_when_somebody_has_commented_or_a_project_is_in_use()
    {
        var world = await World.CreateAsync(store);
        var task = await world.CreateTaskAsync(world.Diego, "Uno");
        await world.DoAsync(world.Ana, new CommentTask(task.Id, "Un momento"));
        (await world.UndoAsync(world.Diego)).Error.ShouldBe(new ChangedSince("ana.gomez", "#1 Uno", "comment_task"));

        var project = (await world.DoAsync(world.Luis, new CreateProject("Boda"))).Project();
        await world.DoAsync(world.Camila, new CreateTask(project.Id, "Flores"));
        (await world.UndoAsync(world.Luis)).Error.ShouldBe(new ChangedSince("camila", "#2 Flores", "create_task"));
    }

    [SkippableFact]
    public async Task A_group_is_undone_as_far_as_what_was_done_to_the_same_thing_in_between()
    {
        var world = await World.CreateAsync(store);
        var group = Guid.NewGuid();
        var task = (await world.DoAsync(world.Diego, new CreateTask(world.Project, "Uno"))).Task();
        await world.DoAsync(world.Diego, new ChangeTask(task.Id, new TaskChange { Priority = TaskPriority.High }), group: group);
        await world.DoAsync(world.Diego, new ChangeTask(task.Id, new TaskChange { Priority = TaskPriority.Low }));
        await world.DoAsync(world.Diego, new CreateTask(world.Project, "Dos"));
        await world.DoAsync(world.Diego, new ChangeTask(task.Id, new TaskChange { Priority = TaskPriority.Urgent }), group: group);

        (await world.UndoAsync(world.Diego)).Value.Undone.ShouldHaveSingleItem();
        (await world.FindAsync(1)).Priority.ShouldBe(TaskPriority.Low);
        (await world.UndoAsync(world.Diego)).Value.Undone.ShouldHaveSingleItem().Operation.ShouldBe("create_task");
        (await world.UndoAsync(world.Diego)).IsOk.ShouldBeTrue();
        (await world.FindAsync(1)).Priority.ShouldBe(TaskPriority.High);
        (await world.UndoAsync(world.Diego)).IsOk.ShouldBeTrue();
        (await world.FindAsync(1)).Priority.ShouldBe(TaskPriority.Medium);
        for (var i = 0; i < 4; i++) (await world.RedoAsync(world.Diego)).Error.ShouldBeNull();
        (await world.FindAsync(1)).Priority.ShouldBe(TaskPriority.Urgent);
    }

    [SkippableFact]
    public async Task A_group_is_undone_as_one()
    {
        var world = await World.CreateAsync(store);
        var group = Guid.NewGuid();
        var task = (await world.DoAsync(world.Diego, new CreateTask(world.Project, "Uno"), group: group)).Task();
        await world.DoAsync(world.Diego, new ChangeTask(task.Id, new TaskChange { Priority = TaskPriority.High }), group: group);
        await world.DoAsync(world.Diego, new ChangeTask(task.Id, new TaskChange { Status = TaskState.Done }), group: group);

        var undone = (await world.UndoAsync(world.Diego)).Value;
        undone.Undone.Select(u => u.Operation).ShouldBe(["change_task", "change_task", "create_task"]);
        (await world.Tasks.FindByNumbersAsync(world.Camila, [1], default)).ShouldBeEmpty();
        (await world.UndoAsync(world.Diego)).Error.ShouldBeOfType<NothingToUndo>();
    }

    [SkippableFact]
    public async Task The_same_key_undoes_once()
    {
        var world = await World.CreateAsync(store);
        await world.CreateTaskAsync(world.Diego, "Uno");
        await world.CreateTaskAsync(world.Diego, "Dos");

        var first = (await world.UndoAsync(world.Diego, key: "u")).Value;
        var again = (await world.UndoAsync(world.Diego, key: "u")).Value;

        again.AlreadyApplied.ShouldBeTrue();
        again.AuditId.ShouldBe(first.AuditId);
        ((TaskView)again.Undone[0].Subjects[0]).Title.ShouldBe("Dos");
        (await world.FindAsync(1)).Title.ShouldBe("Uno");
    }

    [SkippableFact]
    public async Task Who_lost_the_right_meanwhile_cannot_undo()
    {
        var world = await World.CreateAsync(store);
        await world.CreateTaskAsync(world.Diego, "Uno");
        await world.DoAsync(world.Adam, new AddMember(world.Project, world.Diego.User, Role.Viewer));
        (await world.UndoAsync(world.Diego)).Error.ShouldBeOfType<NotAllowed>();
    }

    private static CreateReminder Call(Scene scene) =>
        new(scene.World.Diego.User, "America/Bogota") { Text = "llamar", At = new DateTime(2026, 3, 20, 9, 0, 0) };

    private static async Task<ReminderId> ReminderAsync(Scene scene) => ((ReminderView)(await scene.World.DoAsync(scene.World.Diego, Call(scene))).Subjects[0]).Id;

    private static async Task<AbsenceId> AbsenceAsync(Scene scene) =>
        ((AbsenceView)(await scene.World.DoAsync(scene.World.Diego, new SetAway(scene.World.Diego.User, new DateOnly(2026, 4, 3), new DateOnly(2026, 4, 10)))).Subjects[0]).Id;

    private static (Type, Func<Scene, Task<(Actor, Operation)>>) Case<T>(Func<Scene, (Actor, T)> make)
        where T : Operation => (typeof(T), s =>
        {
            var (actor, operation) = make(s);
            return Task.FromResult((actor, (Operation)operation));
        });

    private static (Type, Func<Scene, Task<(Actor, Operation)>>) Case<T>(Func<Scene, Task<(Actor, T)>> make)
        where T : Operation => (typeof(T), async s =>
        {
            var (actor, operation) = await make(s);
            return (actor, operation);
        });

    /// <summary>Everything that can be seen: the export has every field of everything that is not deleted.</summary>
    private static async Task<string> SnapshotAsync(World world) =>
        (await world.Store.Get<WorkspaceExporter>().ExportAsync(world.Workspace, FileFormat.Yaml, default)).Value
        + string.Join('\n', (await world.Store.Get<InvitationQueries>().PendingAsync(world.Olga, default)).Select(i => $"{i.Email} {i.Role} {i.ExpiresAt}"));

    private sealed record Scene(World World, TaskView First, TaskView Second, TaskView Third, CommentId Comment, EnvironmentId Environment, IdentityId Identity, SprintId Sprint)
    {
        public async Task<InvitationId> InviteAsync() =>
            ((InvitationView)(await World.DoAsync(World.Adam, new InviteMember(World.Project, Role.Viewer, InvitationCode.New()) { Email = "q@x.example" })).Subjects[0]).Id;

        public static async Task<Scene> CreateAsync(Store store)
        {
            var world = await World.CreateAsync(store);
            var first = await world.CreateTaskAsync(world.Diego, "Uno", t => t with { Labels = ["ux", "web"], Due = new Due(new DateOnly(2026, 3, 12)) });
            var second = await world.CreateTaskAsync(world.Ana, "Dos", t => t with { DependsOn = [first.Id], Description = "dos", Estimate = 1.5m, Assignee = world.Ana.User });
            var third = await world.CreateTaskAsync(world.Diego, "Tres");
            var comment = (CommentView)(await world.DoAsync(world.Ana, new CommentTask(first.Id, "Primero"))).Subjects[0];
            var environment = (EnvironmentView)(await world.DoAsync(world.Adam, new AddEnvironment(world.Project, "prod"))).Subjects[0];
            var identity = (IdentityView)(await world.DoAsync(world.Luis, new LinkIdentity(world.Luis.User, new ChatAddress("web", "", Guid.NewGuid().ToString())))).Subjects[0];
            await world.DoAsync(world.Ana, new ChangeTask(first.Id, new TaskChange { Status = TaskState.InProgress }));
            var sprint = (SprintView)(await world.DoAsync(world.Adam, new CreateSprint(world.Project, "Sprint 1", new DateOnly(2026, 3, 9), new DateOnly(2026, 3, 20)))).Subjects[0];
            await world.DoAsync(world.Ana, new PlanSprint(sprint.Id, [second.Id], []));
            return new Scene(world, (await world.FindAsync(first.Number)), second, third, comment.Id, environment.Id, identity.Id, sprint.Id);
        }
    }
}
