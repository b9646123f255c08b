using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Tests.Support;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Tests.Operations;

public sealed class RulesTestsOnSqlite(SqliteStore store) : RulesTests(store), IClassFixture<SqliteStore>;

public sealed class RulesTestsOnPostgres(PostgresStore store) : RulesTests(store), IClassFixture<PostgresStore>;

/// <summary>Who may what, what is confirmed how, and what tasks may not be.</summary>
public abstract class RulesTests(Store store)
{
    [SkippableFact]
    public async Task Roles_reach_as_far_as_they_should()
    {
        var w = await World.CreateAsync(store);
        var mine = await w.CreateTaskAsync(w.Diego, "De Diego");

        (await w.TryAsync(w.Vera, new CreateTask(w.Project, "x"))).Error.ShouldBe(new NotAllowed("create_task", Role.Viewer, Role.Developer, "Catálogo"));
        (await w.TryAsync(w.Vera, new CommentTask(mine.Id, "x"))).Error.ShouldBeOfType<NotAllowed>();
        (await w.TryAsync(w.Luis, new ChangeTask(mine.Id, new TaskChange { Title = "x" }))).Error.ShouldBe(new TaskNotFound(1));
        (await w.TryAsync(w.Luis, new CreateTask(w.Project, "x"))).Error.ShouldBeOfType<ProjectNotFound>();
        (await w.Pipeline.PreviewAsync(new DeleteTask([mine.Id]), w.Ana, default)).Error.ShouldBe(new NotAllowed("delete_task", Role.Developer, Role.Admin, "Catálogo"));
        (await w.Pipeline.PreviewAsync(new DeleteTask([mine.Id]), w.Diego, default)).IsOk.ShouldBeTrue();
        (await w.Pipeline.PreviewAsync(new DeleteTask([mine.Id]), w.Adam, default)).IsOk.ShouldBeTrue();
        (await w.TryAsync(w.Diego, new AddMember(w.Project, w.Luis.User, Role.Viewer))).Error.ShouldBeOfType<NotAllowed>();
        (await w.TryAsync(w.Adam, new AddMember(w.Project, w.Luis.User, Role.Owner))).Error.ShouldBe(new NotAllowed("add_member", Role.Admin, Role.Owner, "Catálogo"));
        (await w.TryAsync(w.Adam, new ChangeRole(w.Project, w.Luis.User, Role.Viewer))).Error.ShouldBe(new NotMember("luis", "Catálogo"));
        (await w.TryAsync(w.Diego, new ChangeRole(w.Project, w.Ana.User, Role.Viewer))).Error.ShouldBeOfType<NotAllowed>();
        (await w.TryAsync(w.Adam, new ChangeRole(w.Project, w.Ana.User, Role.Owner))).Error.ShouldBe(new NotAllowed("change_role", Role.Admin, Role.Owner, "Catálogo"));
        (await w.TryAsync(w.Adam, new ChangeRole(w.Project, w.Ana.User, Role.Developer))).Error.ShouldBeOfType<NothingToChange>();
        (await w.TryAsync(w.Olga, new ChangeRole(w.Project, w.Olga.User, Role.Admin))).Error.ShouldBe(new LastOwner("Catálogo"));
        (await w.TryAsync(w.Adam, new RemoveMember(w.Project, w.Ana.User))).Error.ShouldBeOfType<ConfirmationRequired>();
        (await w.TryAsync(w.Adam, new RemoveMember(w.Project, w.Olga.User))).Error.ShouldBeOfType<NotAllowed>();
        (await w.TryAsync(w.Olga, new RemoveMember(w.Project, w.Olga.User))).Error.ShouldBe(new LastOwner("Catálogo"));
        (await w.TryAsync(w.Adam, new ArchiveProject(w.Project))).Error.ShouldBeOfType<NotAllowed>();
        (await w.TryAsync(w.Camila, new ArchiveProject(w.Project))).Error.ShouldBeOfType<ConfirmationRequired>();
        await w.DoAsync(w.Camila, new ArchiveProject(w.Project));
        (await w.TryAsync(w.Diego, new CreateTask(w.Project, "x"))).Error.ShouldBe(new ProjectArchived("Catálogo"));
        (await w.TryAsync(w.Luis, new AddUser("x", "X"))).Error.ShouldBeOfType<NotWorkspaceAdmin>();
        (await w.TryAsync(w.Camila with { User = UserId.New() }, new CreateProject("x"))).Error.ShouldBeOfType<ActorUnknown>();
        (await w.TryAsync(w.Camila with { Workspace = WorkspaceId.New() }, new CreateProject("x"))).Error.ShouldBeOfType<WorkspaceNotFound>();
    }

    [SkippableFact]
    public async Task A_default_project_that_was_deleted_since_is_no_reason_not_to_undo()
    {
        var w = await World.CreateAsync(store);
        var other = (await w.DoAsync(w.Olga, new CreateProject("Feria"))).Project();
        await w.DoAsync(w.Olga, new UpdateUserSettings(w.Olga.User) { DefaultProject = Change.To<ProjectId?>(other.Id) });
        await w.DoAsync(w.Olga, new DeleteProject(other.Id));
        await w.DoAsync(w.Olga, new UpdateUserSettings(w.Olga.User) { DefaultProject = Change.To<ProjectId?>(w.Project) });

        (await w.Pipeline.UndoAsync(w.Olga, null, default)).IsOk.ShouldBeTrue();
        (await w.Pipeline.UndoAsync(w.Olga, null, default)).IsOk.ShouldBeTrue();
    }

    [SkippableFact]
    public async Task A_place_is_regained_only_by_whoever_gave_it_up_and_not_once_others_decided()
    {
        var w = await World.CreateAsync(store);

        (await w.TryAsync(w.Diego, new RegainMembership(w.Project, Role.Owner))).Error.ShouldBeOfType<ProjectNotFound>();
        await w.DoAsync(w.Adam, new RemoveMember(w.Project, w.Diego.User));
        (await w.TryAsync(w.Diego, new RegainMembership(w.Project, Role.Developer))).Error.ShouldBeOfType<ProjectNotFound>();

        await w.DoAsync(w.Ana, new RemoveMember(w.Project, w.Ana.User));
        await w.DoAsync(w.Adam, new AddMember(w.Project, w.Ana.User, Role.Viewer));
        (await w.TryAsync(w.Ana, new RegainMembership(w.Project, Role.Developer))).Error.ShouldBeOfType<ProjectNotFound>();

        await w.DoAsync(w.Ana, new RemoveMember(w.Project, w.Ana.User));
        await w.DoAsync(w.Ana, new RegainMembership(w.Project, Role.Viewer));
        (await w.TryAsync(w.Ana, new CreateTask(w.Project, "x"))).Error.ShouldBe(new NotAllowed("create_task", Role.Viewer, Role.Developer, "Catálogo"));
    }

    [SkippableFact]
    public async Task Another_workspace_s_things_do_not_exist()
    {
        var (one, two) = (await World.CreateAsync(store), await World.CreateAsync(store));
        var task = await one.CreateTaskAsync(one.Diego, "Secreta");
        (await two.TryAsync(two.Camila, new ChangeTask(task.Id, new TaskChange { Title = "x" }))).Error.ShouldBe(new TaskNotFound(0));
        (await two.TryAsync(two.Camila, new CreateTask(two.Project, "x") { DependsOn = [task.Id] })).Error.ShouldBe(new TaskNotFound(0));
        (await two.TryAsync(two.Camila, new CreateTask(one.Project, "x"))).Error.ShouldBeOfType<ProjectNotFound>();
        (await two.TryAsync(two.Camila, new CreateTask(two.Project, "x") { Assignee = one.Diego.User })).Error.ShouldBeOfType<UserNotFound>();
        (await two.Tasks.FindAsync(two.Camila, [task.Id], default)).ShouldBeEmpty();
        (await two.Tasks.CommentsAsync(two.Camila, task.Id, 10, default)).Error.ShouldBe(new TaskNotFound(0));
        (await store.Get<ProjectQueries>().StatusAsync(two.Camila, one.Project, World.Now, default)).Error.ShouldBeOfType<ProjectNotFound>();
    }

    [SkippableFact]
    public async Task A_confirmation_holds_for_one_person_one_thing_one_version_and_ten_minutes()
    {
        var w = await World.CreateAsync(store);
        var (task, other) = (await w.CreateTaskAsync(w.Diego, "Uno"), await w.CreateTaskAsync(w.Diego, "Dos"));
        var delete = new DeleteTask([task.Id]);
        var given = await w.ConfirmAsync(w.Diego, delete);

        (await w.TryAsync(w.Diego, delete)).Error.ShouldBeOfType<ConfirmationRequired>().Subjects.ShouldBe(given.Subjects);
        (await w.TryAsync(w.Diego, delete, confirmation: given with { By = w.Ana.User })).Error.ShouldBeOfType<ConfirmedByAnother>();
        (await w.TryAsync(w.Adam, delete, confirmation: given)).Error.ShouldBeOfType<ConfirmedByAnother>();
        (await w.TryAsync(w.Diego, new DeleteTask([other.Id]), confirmation: given)).Error.ShouldBeOfType<ConfirmedSomethingElse>();
        (await w.TryAsync(w.Diego, new DeleteTask([task.Id, other.Id]), confirmation: given)).Error.ShouldBeOfType<ConfirmedSomethingElse>();
        (await w.TryAsync(w.Diego, delete, confirmation: given with { ExpiresAt = store.Clock.GetUtcNow() })).Error.ShouldBeOfType<ConfirmationExpired>();
        await w.ChangeAsync(w.Ana, task, new TaskChange { Priority = TaskPriority.Urgent });
        (await w.TryAsync(w.Diego, delete, confirmation: given)).Error.ShouldBeOfType<ChangedSinceConfirmation>();
        (await w.FindAsync(1)).Deleted.ShouldBeFalse();
        (await w.TryAsync(w.Diego, delete, confirmation: await w.ConfirmAsync(w.Diego, delete))).IsOk.ShouldBeTrue();
    }

    [SkippableFact]
    public async Task More_than_five_tasks_at_once_are_confirmed()
    {
        var w = await World.CreateAsync(store);
        var ids = new List<TaskId>();
        for (var i = 0; i < 6; i++) ids.Add((await w.CreateTaskAsync(w.Diego, $"T{i}")).Id);
        var change = new TaskChange { Priority = TaskPriority.Low };
        (await w.TryAsync(w.Diego, new ChangeTask(ids[..5], change))).IsOk.ShouldBeTrue();
        (await w.TryAsync(w.Diego, new ChangeTask(ids, change with { Priority = TaskPriority.High }))).Error.ShouldBeOfType<ConfirmationRequired>();
        (await w.DoAsync(w.Diego, new ChangeTask(ids, change with { Priority = TaskPriority.High }))).Subjects.Count.ShouldBe(6);
    }

    [SkippableFact]
    public async Task A_preview_changes_nothing()
    {
        var w = await World.CreateAsync(store);
        var preview = (await w.Pipeline.PreviewAsync(new CreateTask(w.Project, "Quizá"), w.Diego, default)).Value;
        ((TaskView)preview.Views[0]).Number.ShouldBe(1);
        (await w.CreateTaskAsync(w.Diego, "De verdad")).Number.ShouldBe(1);
        (await w.Pipeline.PreviewAsync(new ArchiveProject(w.Project), w.Olga, default)).IsOk.ShouldBeTrue();
        (await w.CreateTaskAsync(w.Diego, "Sigue abierta")).Number.ShouldBe(2);
    }

    [SkippableFact]
    public async Task Done_sets_the_finish_and_reopening_clears_it()
    {
        var w = await World.CreateAsync(store);
        var task = await w.CreateTaskAsync(w.Diego, "Uno");
        var done = await w.ChangeAsync(w.Diego, task, new TaskChange { Status = TaskState.Done });
        done.FinishedAt.ShouldBe(store.Clock.GetUtcNow());
        done.Changes.ShouldBe([new FieldChange("status", "todo", "done")]);
        store.Clock.Advance(TimeSpan.FromHours(1));
        (await w.ChangeAsync(w.Diego, task, new TaskChange { Title = "Otro" })).FinishedAt.ShouldBe(done.FinishedAt);
        (await w.ChangeAsync(w.Diego, task, new TaskChange { Status = TaskState.InReview })).FinishedAt.ShouldBeNull();
        (await w.TryAsync(w.Diego, new ChangeTask(task.Id, new TaskChange { Status = TaskState.InReview }))).Error.ShouldBeOfType<NothingToChange>();
    }

    [SkippableFact]
    public async Task Circles_of_dependencies_are_refused_and_named()
    {
        var w = await World.CreateAsync(store);
        var a = await w.CreateTaskAsync(w.Diego, "A");
        var b = await w.CreateTaskAsync(w.Diego, "B", t => t with { DependsOn = [a.Id] });
        var c = await w.CreateTaskAsync(w.Diego, "C", t => t with { DependsOn = [b.Id] });
        (await w.TryAsync(w.Diego, new ChangeTask(a.Id, new TaskChange { AddDependsOn = [c.Id] }))).Error.ShouldBeOfType<DependencyCycle>().Numbers.ShouldBe([1, 3, 2, 1]);
        (await w.TryAsync(w.Diego, new ChangeTask(a.Id, new TaskChange { AddDependsOn = [a.Id] }))).Error.ShouldBeOfType<DependencyCycle>().Numbers.ShouldBe([1, 1]);
        var free = await w.ChangeAsync(w.Diego, c, new TaskChange { RemoveDependsOn = [b.Id], AddDependsOn = [a.Id] });
        free.DependsOn.ShouldBe([1]);
        free.Changes.ShouldBe([new FieldChange("depends_on", "2", "1")]);
    }

    [SkippableFact]
    public async Task An_undo_cannot_close_a_circle()
    {
        var w = await World.CreateAsync(store);
        var a = await w.CreateTaskAsync(w.Diego, "A");
        var b = await w.CreateTaskAsync(w.Diego, "B", t => t with { DependsOn = [a.Id] });
        await w.ChangeAsync(w.Diego, b, new TaskChange { DependsOn = [] });
        await w.ChangeAsync(w.Ana, a, new TaskChange { DependsOn = [b.Id] });
        (await w.UndoAsync(w.Diego)).Error.ShouldBeOfType<DependencyCycle>();
    }

    [SkippableFact]
    public async Task Who_is_assigned_has_to_work_in_the_project()
    {
        var w = await World.CreateAsync(store);
        var refused = (await w.TryAsync(w.Diego, new CreateTask(w.Project, "x") { Assignee = w.Luis.User })).Error.ShouldBeOfType<AssigneeNotMember>();
        refused.Person.Username.ShouldBe("luis");
        refused.Project.Name.ShouldBe("Catálogo");
        (await w.TryAsync(w.Diego, new CreateTask(w.Project, "x") { Assignee = w.Vera.User })).Error.ShouldBeOfType<AssigneeNotMember>();
        var task = await w.CreateTaskAsync(w.Diego, "x", t => t with { Assignee = w.Ana.User });
        await w.DoAsync(w.Adam, new RemoveMember(w.Project, w.Ana.User));
        // Who has left stays assigned until somebody changes that.
        (await w.ChangeAsync(w.Diego, task, new TaskChange { Title = "y" })).Assignee!.Username.ShouldBe("ana.gomez");
        (await w.ChangeAsync(w.Diego, task, new TaskChange { Assignee = Change.To<UserId?>(null) })).Assignee.ShouldBeNull();
        // Taking that back leads to what was, even to whom nobody could give it now.
        (await w.Pipeline.UndoAsync(w.Diego, null, default)).Value.Undone.ShouldHaveSingleItem().Subjects.ShouldHaveSingleItem().ShouldBeOfType<TaskView>().Assignee!.Username.ShouldBe("ana.gomez");
    }

    [SkippableFact]
    public async Task A_task_that_moves_keeps_its_number_and_needs_a_place_on_both_sides()
    {
        var w = await World.CreateAsync(store);
        var other = (await w.DoAsync(w.Diego, new CreateProject("Móvil"))).Project();
        var task = await w.CreateTaskAsync(w.Diego, "x", t => t with { Assignee = w.Ana.User });
        (await w.TryAsync(w.Ana, new ChangeTask(task.Id, new TaskChange { Project = other.Id }))).Error.ShouldBeOfType<ProjectNotFound>();
        (await w.TryAsync(w.Diego, new ChangeTask(task.Id, new TaskChange { Project = other.Id }))).Error.ShouldBeOfType<AssigneeNotMember>();
        var moved = await w.ChangeAsync(w.Diego, task, new TaskChange { Project = other.Id, Assignee = Change.To<UserId?>(w.Diego.User) });
        moved.Number.ShouldBe(task.Number);
        moved.Project.Name.ShouldBe("Móvil");
        moved.Changes.Select(c => c.Field).ShouldBe(["project", "assignee"]);
    }

    [SkippableTheory]
    [InlineData("", "title_missing")]
    [InlineData(" \u0000\u200b\t ", "title_missing")]
    [InlineData(201, "title_too_long")]
    public async Task Titles_are_checked(object title, string code)
    {
        var w = await World.CreateAsync(store);
        var text = title is int length ? new string('x', length) : (string)title;
        (await w.TryAsync(w.Diego, new CreateTask(w.Project, text))).Error!.Code.ShouldBe(code);
        var task = await w.CreateTaskAsync(w.Diego, new string('x', 200));
        (await w.TryAsync(w.Diego, new ChangeTask(task.Id, new TaskChange { Title = text }))).Error!.Code.ShouldBe(code);
        (await w.TryAsync(w.Diego, new CommentTask(task.Id, new string('x', 4001)))).Error.ShouldBe(new TextTooLong("comment", 4000));
        (await w.TryAsync(w.Diego, new CreateTask(w.Project, "x") { Estimate = -1 })).Error.ShouldBeOfType<EstimateInvalid>();
    }

    [SkippableFact]
    public async Task Names_of_projects_are_unique_whatever_their_accents_and_come_free_again()
    {
        var w = await World.CreateAsync(store);
        (await w.TryAsync(w.Luis, new CreateProject("CATALOGO"))).Error.ShouldBe(new NameTaken("project", "CATALOGO"));
        (await w.DoAsync(w.Olga, new ChangeProject(w.Project) { AddAliases = ["Tienda"] })).Project().Aliases.ShouldBe(["Tienda"]);
        (await w.TryAsync(w.Luis, new CreateProject("tienda"))).Error.ShouldBeOfType<NameTaken>();
        await w.DoAsync(w.Olga, new DeleteProject(w.Project));
        (await w.DoAsync(w.Luis, new CreateProject("Catálogo"))).Project().Key.ShouldBe("CAT");
        (await w.TryAsync(w.Olga, new RestoreProject(w.Project))).Error.ShouldBeOfType<NameTaken>();
    }

    [SkippableFact]
    public async Task Newcomers_join_once_and_get_a_free_name()
    {
        var w = await World.CreateAsync(store);
        var address = new ChatAddress("slack", "T" + w.Workspace, "U1");
        var newcomer = new Actor(w.Workspace, UserId.New(), "slack");
        var joined = (UserView)(await w.DoAsync(newcomer, new JoinWorkspace("diego", "Diego Otro", address))).Subjects[0];
        joined.Username.ShouldBe("diego2");
        (await store.Get<IdentityQueries>().FindAsync(address, default)).ShouldBe(new KnownIdentity(w.Workspace, joined.Id, true));
        (await store.Get<IdentityQueries>().FindAsync(address with { Tenant = "T2" }, default)).ShouldBeNull();
        (await w.TryAsync(newcomer, new JoinWorkspace("x", "X", address with { UserId = "U2" }))).Error.ShouldBe(new AlreadyJoined("diego2"));
        (await w.TryAsync(newcomer with { User = UserId.New() }, new JoinWorkspace("x", "X", address))).Error.ShouldBe(new IdentityTaken("slack", "diego2"));
        (await w.UndoAsync(newcomer)).Error.ShouldBeOfType<NothingToUndo>();
        (await w.TryAsync(newcomer, new CreateWorkspace("Otra", "UTC", "es", "x", "X"))).Error.ShouldBeOfType<WorkspaceExists>();
    }

    [SkippableFact]
    public async Task Settings_are_checked()
    {
        var w = await World.CreateAsync(store);
        (await w.TryAsync(w.Diego, new UpdateUserSettings(w.Diego.User) { Language = Change.To<string?>("fr") })).Error.ShouldBe(new ValueInvalid("language", "fr"));
        (await w.TryAsync(w.Diego, new UpdateUserSettings(w.Diego.User) { Timezone = Change.To<string?>("../etc/passwd") })).Error.ShouldBeOfType<ValueInvalid>();
        (await w.TryAsync(w.Diego, new UpdateUserSettings(w.Ana.User) { Language = Change.To<string?>("en") })).Error.ShouldBeOfType<NotWorkspaceAdmin>();
        (await w.TryAsync(w.Luis, new UpdateUserSettings(w.Luis.User) { DefaultProject = Change.To<ProjectId?>(w.Project) })).Error.ShouldBeOfType<ProjectNotFound>();
        await w.DoAsync(w.Diego, new UpdateUserSettings(w.Diego.User) { Language = Change.To<string?>("en") });
        (await w.DirectoryAsync())!.User("diego")!.Language.ShouldBe("en");
    }
}
