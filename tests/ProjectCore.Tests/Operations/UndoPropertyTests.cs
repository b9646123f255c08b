using FsCheck.Fluent;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Tests.Support;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Tests.Operations;

/// <summary>Any sequence of operations, undone one by one, passes through the same states backwards, and done again, forwards.</summary>
public sealed class UndoPropertyTests(SqliteStore store) : IClassFixture<SqliteStore>
{
    private static readonly TaskState[] States = Enum.GetValues<TaskState>();

    [Fact]
    public async Task Any_sequence_is_undone_and_done_again_step_by_step()
    {
        var steps = ArbMap.Default.GeneratorFor<(byte Kind, byte A, byte B)>();
        foreach (var sequence in Gen.ListOf(steps, 14).Sample(25))
        {
            var world = await World.CreateAsync(store);
            var before = new Stack<string>();
            foreach (var (kind, a, b) in sequence)
            {
                var tasks = (await world.Tasks.ListAsync(world.Olga, new TaskFilter { LocalNow = World.Now }, new Page(0, 50), default)).Tasks;
                tasks.ShouldAllBe(t => (t.Status == TaskState.Done) == (t.FinishedAt != null));
                var snapshot = await SnapshotAsync(world);
                store.Clock.Advance(TimeSpan.FromMinutes(1));
                var operation = Make(world, tasks, kind, a, b);
                var confirmation = operation.Safety == Safety.None ? null : await world.ConfirmAsync(world.Olga, operation);
                var result = await world.TryAsync(world.Olga, operation, confirmation: confirmation);
                if (result.IsOk) before.Push(snapshot);
                else (await SnapshotAsync(world)).ShouldBe(snapshot); // what is refused changes nothing
            }

            var after = new Stack<string>();
            while (before.TryPop(out var snapshot))
            {
                after.Push(await SnapshotAsync(world));
                (await world.UndoAsync(world.Olga)).Error.ShouldBeNull();
                (await SnapshotAsync(world)).ShouldBe(snapshot);
            }

            while (after.TryPop(out var snapshot))
            {
                (await world.RedoAsync(world.Olga)).Error.ShouldBeNull();
                (await SnapshotAsync(world)).ShouldBe(snapshot);
            }

            (await world.RedoAsync(world.Olga)).Error.ShouldBeOfType<NothingToRedo>();
        }
    }

    private static Operation Make(World world, IReadOnlyList<TaskView> tasks, byte kind, byte a, byte b)
    {
        if (tasks.Count == 0) return new CreateTask(world.Project, $"T{a}") { Status = States[b % States.Length], Labels = a % 2 == 0 ? ["x"] : [] };
        var (one, other) = (tasks[a % tasks.Count].Id, tasks[b % tasks.Count].Id);
        return (kind % 12) switch
        {
            0 or 1 => new CreateTask(world.Project, $"T{a}") { DependsOn = b % 3 == 0 ? [one] : [] },
            2 => new ChangeTask(one, new TaskChange { Status = States[b % States.Length] }),
            3 => new ChangeTask(one, new TaskChange { AddDependsOn = [other] }),
            4 => new ChangeTask(one, new TaskChange { DependsOn = [] , Title = $"T{b}" }),
            5 => new ChangeTask([one, other], new TaskChange { AddLabels = [$"l{b % 3}"], RemoveLabels = [$"l{a % 3}"] }),
            6 => new ChangeTask(one, new TaskChange { Assignee = Change.To<UserId?>(b % 2 == 0 ? null : world.Diego.User), Due = Change.To<Due?>(a % 2 == 0 ? null : new Due(new DateOnly(2026, 3, 1).AddDays(b))) }),
            7 => new CommentTask(one, $"c{b}"),
            8 => new DeleteTask([one]),
            9 => new AddMember(world.Project, world.Luis.User, (Role)(b % 3)),
            10 => b % 2 == 0 ? new ChangeProject(world.Project) { AddAliases = [$"p{b}"] } : new ChangeProject(world.Project) { Description = Change.To<string?>($"d{b}") },
            _ => new AddEnvironment(world.Project, $"e{b}"),
        };
    }

    private static async Task<string> SnapshotAsync(World world) =>
        (await world.Store.Get<WorkspaceExporter>().ExportAsync(world.Workspace, FileFormat.Yaml, default)).Value;
}
