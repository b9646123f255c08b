using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Tests.Support;

namespace PmBot.ProjectCore.Tests.Operations;

public sealed class RedoTestsOnSqlite(SqliteStore store) : RedoTests(store), IClassFixture<SqliteStore>;

public sealed class RedoTestsOnPostgres(PostgresStore store) : RedoTests(store), IClassFixture<PostgresStore>;

public abstract class RedoTests(Store store)
{
    [SkippableFact]
    public async Task Repeated_it_goes_forward_to_where_the_undos_began()
    {
        var world = await World.CreateAsync(store);
        var task = await world.CreateTaskAsync(world.Diego, "Uno");
        await world.ChangeAsync(world.Diego, task, new TaskChange { Priority = TaskPriority.High });
        await world.ChangeAsync(world.Diego, task, new TaskChange { Title = "Dos" });
        for (var i = 0; i < 3; i++) (await world.UndoAsync(world.Diego)).IsOk.ShouldBeTrue();

        (await world.RedoAsync(world.Diego)).Value.Redone.ShouldHaveSingleItem().Operation.ShouldBe("create_task");
        (await world.FindAsync(1)).Priority.ShouldBe(TaskPriority.Medium);
        (await world.RedoAsync(world.Diego)).IsOk.ShouldBeTrue();
        (await world.FindAsync(1)).Priority.ShouldBe(TaskPriority.High);
        (await world.RedoAsync(world.Diego)).IsOk.ShouldBeTrue();
        (await world.FindAsync(1)).Title.ShouldBe("Dos");
        (await world.RedoAsync(world.Diego)).Error.ShouldBeOfType<NothingToRedo>();

        // What was done again is undone like anything else, as often as one likes.
        (await world.UndoAsync(world.Diego)).IsOk.ShouldBeTrue();
        (await world.UndoAsync(world.Diego)).IsOk.ShouldBeTrue();
        (await world.FindAsync(1)).ShouldSatisfyAllConditions(t => t.Title.ShouldBe("Uno"), t => t.Priority.ShouldBe(TaskPriority.Medium));
        (await world.RedoAsync(world.Diego)).IsOk.ShouldBeTrue();
        (await world.FindAsync(1)).Priority.ShouldBe(TaskPriority.High);
    }

    [SkippableFact]
    public async Task Whoever_joined_a_project_by_themselves_joins_it_again()
    {
        var world = await World.CreateAsync(store);
        await world.DoAsync(world.Camila, new AddMember(world.Project, world.Camila.User, Role.Developer));
        for (var i = 0; i < 2; i++)
        {
            (await world.UndoAsync(world.Camila)).IsOk.ShouldBeTrue();
            (await world.DirectoryAsync())!.Project(world.Project)!.MemberRole(world.Camila.User).ShouldBeNull();
            (await world.RedoAsync(world.Camila)).Error.ShouldBeNull();
            (await world.DirectoryAsync())!.Project(world.Project)!.MemberRole(world.Camila.User).ShouldBe(Role.Developer);
        }
    }

    [SkippableFact]
    public async Task A_new_change_after_the_undo_ends_it()
    {
        var world = await World.CreateAsync(store);
        var task = await world.CreateTaskAsync(world.Diego, "Uno");
        await world.ChangeAsync(world.Diego, task, new TaskChange { Priority = TaskPriority.High });
        await world.UndoAsync(world.Diego);
        await world.DoAsync(world.Diego, new CommentTask(task.Id, "Otra cosa"));

        (await world.RedoAsync(world.Diego)).Error.ShouldBe(new RedoSuperseded("comment_task"));
        (await world.FindAsync(1)).Priority.ShouldBe(TaskPriority.Medium);
    }

    [SkippableFact]
    public async Task Somebody_elses_change_since_the_undo_is_not_run_over()
    {
        var world = await World.CreateAsync(store);
        var task = await world.CreateTaskAsync(world.Diego, "Uno");
        await world.ChangeAsync(world.Diego, task, new TaskChange { Priority = TaskPriority.High });
        await world.UndoAsync(world.Diego);
        await world.ChangeAsync(world.Ana, task, new TaskChange { Title = "De Ana" });

        (await world.RedoAsync(world.Diego)).Error.ShouldBe(new ChangedSinceUndo("ana.gomez", "#1 Uno", "change_task"));
        (await world.FindAsync(1)).Title.ShouldBe("De Ana");

        // When she takes hers back, his can be done again.
        (await world.UndoAsync(world.Ana)).IsOk.ShouldBeTrue();
        (await world.RedoAsync(world.Diego)).IsOk.ShouldBeTrue();
        (await world.FindAsync(1)).Priority.ShouldBe(TaskPriority.High);
    }

    [SkippableFact]
    public async Task A_dependency_that_was_turned_round_is_shown_and_turned_round_again()
    {
        var world = await World.CreateAsync(store);
        var group = Guid.NewGuid();
        var a = await world.CreateTaskAsync(world.Diego, "A");
        var b = await world.CreateTaskAsync(world.Diego, "B", t => t with { DependsOn = [a.Id] });
        await world.DoAsync(world.Diego, new ChangeTask(b.Id, new TaskChange { RemoveDependsOn = [a.Id] }), group: group);
        await world.DoAsync(world.Diego, new ChangeTask(a.Id, new TaskChange { AddDependsOn = [b.Id] }), group: group);
        (await world.UndoAsync(world.Diego)).Error.ShouldBeNull();
        (await world.FindAsync(2)).DependsOn.ShouldBe([1]);

        (await world.Pipeline.PreviewRedoAsync(world.Diego, CancellationToken.None)).Error.ShouldBeNull();
        (await world.RedoAsync(world.Diego)).Error.ShouldBeNull();

        (await world.FindAsync(1)).DependsOn.ShouldBe([2]);
        (await world.FindAsync(2)).DependsOn.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Operations_of_one_run_cannot_close_a_circle_together()
    {
        var world = await World.CreateAsync(store);
        var a = await world.CreateTaskAsync(world.Diego, "A");
        var b = await world.CreateTaskAsync(world.Diego, "B");

        var both = new SeveralOperations([new ChangeTask(b.Id, new TaskChange { AddDependsOn = [a.Id] }), new ChangeTask(a.Id, new TaskChange { AddDependsOn = [b.Id] })]);
        (await world.TryAsync(world.Diego, both)).Error.ShouldBeOfType<DependencyCycle>().Numbers.ShouldBe([1, 2, 1]);
        (await world.FindAsync(2)).DependsOn.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_group_is_done_again_as_one_and_undone_as_one()
    {
        var world = await World.CreateAsync(store);
        var group = Guid.NewGuid();
        var task = (await world.DoAsync(world.Diego, new CreateTask(world.Project, "Uno"), group: group)).Task();
        await world.DoAsync(world.Diego, new ChangeTask(task.Id, new TaskChange { Priority = TaskPriority.High }), group: group);
        await world.DoAsync(world.Diego, new ChangeTask(task.Id, new TaskChange { Title = "Dos" }), group: group);
        (await world.UndoAsync(world.Diego)).IsOk.ShouldBeTrue();

        (await world.RedoAsync(world.Diego)).Value.Redone.Select(r => r.Operation).ShouldBe(["create_task", "change_task", "change_task"]);
        (await world.FindAsync(1)).ShouldSatisfyAllConditions(t => t.Title.ShouldBe("Dos"), t => t.Priority.ShouldBe(TaskPriority.High));
        (await world.UndoAsync(world.Diego)).Value.Undone.Select(u => u.Operation).ShouldBe(["change_task", "change_task", "create_task"]);
        (await world.Tasks.FindByNumbersAsync(world.Camila, [1], default)).ShouldBeEmpty();
        (await world.RedoAsync(world.Diego)).IsOk.ShouldBeTrue();
        (await world.FindAsync(1)).Title.ShouldBe("Dos");
    }

    [SkippableFact]
    public async Task What_is_dangerous_is_not_done_again_without_consent_of_its_own()
    {
        var world = await World.CreateAsync(store);
        var task = await world.CreateTaskAsync(world.Diego, "Uno");
        var delete = new DeleteTask([task.Id]);
        await world.TryAsync(world.Diego, delete, confirmation: await world.ConfirmAsync(world.Diego, delete));
        (await world.UndoAsync(world.Diego)).IsOk.ShouldBeTrue();

        (await world.Pipeline.RedoAsync(world.Diego, null, confirmation: null, default)).Error.ShouldBeOfType<ConfirmationRequired>();
        (await world.FindAsync(1)).Title.ShouldBe("Uno");
        (await world.RedoAsync(world.Diego)).IsOk.ShouldBeTrue();
        (await world.Tasks.FindByNumbersAsync(world.Camila, [1], default)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task The_same_key_does_it_again_once()
    {
        var world = await World.CreateAsync(store);
        await world.CreateTaskAsync(world.Diego, "Uno");
        await world.CreateTaskAsync(world.Diego, "Dos");
        await world.UndoAsync(world.Diego);
        await world.UndoAsync(world.Diego);

        var first = (await world.RedoAsync(world.Diego, key: "r")).Value;
        var again = (await world.RedoAsync(world.Diego, key: "r")).Value;

        again.AlreadyApplied.ShouldBeTrue();
        again.AuditId.ShouldBe(first.AuditId);
        ((TaskView)again.Redone[0].Subjects[0]).Title.ShouldBe("Uno");
        (await world.Tasks.FindByNumbersAsync(world.Camila, [2], default)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Who_lost_the_right_meanwhile_cannot()
    {
        var world = await World.CreateAsync(store);
        await world.CreateTaskAsync(world.Diego, "Uno");
        await world.UndoAsync(world.Diego);
        await world.DoAsync(world.Adam, new AddMember(world.Project, world.Diego.User, Role.Viewer));
        (await world.RedoAsync(world.Diego)).Error.ShouldBeOfType<NotAllowed>();
    }
}
