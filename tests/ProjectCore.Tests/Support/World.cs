using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Tests.Support;

/// <summary>A workspace with people in every role, and a project; each test makes its own.</summary>
public sealed class World(Store store)
{
    public static readonly DateTime Now = new(2026, 3, 9, 10, 0, 0);

    public Store Store { get; } = store;

    public OperationPipeline Pipeline { get; } = store.Get<OperationPipeline>();

    public TaskQueries Tasks { get; } = store.Get<TaskQueries>();

    public WorkspaceId Workspace { get; } = WorkspaceId.New();

    /// <summary>Admin of the workspace.</summary>
    public Actor Camila { get; private set; } = null!;

    /// <summary>Owner of the project.</summary>
    public Actor Olga { get; private set; } = null!;

    /// <summary>Admin of the project.</summary>
    public Actor Adam { get; private set; } = null!;

    /// <summary>Developers.</summary>
    public Actor Diego { get; private set; } = null!;

    public Actor Ana { get; private set; } = null!;

    /// <summary>Viewer.</summary>
    public Actor Vera { get; private set; } = null!;

    /// <summary>Of the workspace, but not of the project.</summary>
    public Actor Luis { get; private set; } = null!;

    public ProjectId Project { get; private set; }

    public static async Task<World> CreateAsync(Store store)
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var world = new World(store);
        world.Camila = new Actor(world.Workspace, UserId.New(), "test");
        await world.DoAsync(world.Camila, new CreateWorkspace("Andes", "America/Bogota", "es", "camila", "Camila Torres") { OnlyIfNone = false });
        world.Olga = await world.AddUserAsync("olga", "Olga Owner");
        world.Adam = await world.AddUserAsync("adam", "Adam Admin");
        world.Diego = await world.AddUserAsync("diego", "Diego Rojas");
        world.Ana = await world.AddUserAsync("ana.gomez", "Ana Gómez");
        world.Vera = await world.AddUserAsync("vera", "Vera Viewer");
        world.Luis = await world.AddUserAsync("luis", "Luis Lejos");
        world.Project = (await world.DoAsync(world.Olga, new CreateProject("Catálogo"))).Project().Id;
        await world.DoAsync(world.Olga, new AddMember(world.Project, world.Adam.User, Role.Admin));
        await world.DoAsync(world.Olga, new AddMember(world.Project, world.Diego.User, Role.Developer));
        await world.DoAsync(world.Olga, new AddMember(world.Project, world.Ana.User, Role.Developer));
        await world.DoAsync(world.Olga, new AddMember(world.Project, world.Vera.User, Role.Viewer));
        return world;
    }

    public async Task<Actor> AddUserAsync(string username, string fullName)
    {
        var added = await DoAsync(Camila, new AddUser(username, fullName));
        return new Actor(Workspace, ((UserView)added.Subjects[0]).Id, "test");
    }

    public Task<Result<OperationOutcome>> TryAsync(Actor actor, Operation operation, string? key = null, Confirmation? confirmation = null, Guid? group = null) =>
        Pipeline.ExecuteAsync(new OperationRequest(operation, actor) { IdempotencyKey = key, Confirmation = confirmation, Group = group }, CancellationToken.None);

    /// <summary>Runs an operation that has to succeed, confirming it where need be.</summary>
    public async Task<OperationOutcome> DoAsync(Actor actor, Operation operation, string? key = null, Guid? group = null)
    {
        var result = await TryAsync(actor, operation, key, operation.Safety == Safety.None ? null : await ConfirmAsync(actor, operation), group);
        result.Error.ShouldBeNull();
        return result.Value;
    }

    public async Task<Confirmation> ConfirmAsync(Actor actor, Operation operation)
    {
        var preview = await Pipeline.PreviewAsync(operation, actor, CancellationToken.None);
        preview.Error.ShouldBeNull();
        return new Confirmation(actor.User, preview.Value.Subjects, Store.Clock.GetUtcNow().AddMinutes(10));
    }

    public async Task<TaskView> CreateTaskAsync(Actor actor, string title, Func<CreateTask, CreateTask>? more = null)
    {
        var operation = new CreateTask(Project, title);
        return (await DoAsync(actor, more is null ? operation : more(operation))).Task();
    }

    public async Task<TaskView> ChangeAsync(Actor actor, TaskView task, TaskChange change) => (await DoAsync(actor, new ChangeTask(task.Id, change))).Task();

    public async Task<TaskView> FindAsync(int number) => (await Tasks.FindByNumbersAsync(Camila, [number], CancellationToken.None)).ShouldHaveSingleItem();

    public Task<Result<UndoOutcome>> UndoAsync(Actor actor, string? key = null) => Pipeline.UndoAsync(actor, key, CancellationToken.None);

    /// <summary>Does again what was undone, with the consent that it asks for.</summary>
    public async Task<Result<RedoOutcome>> RedoAsync(Actor actor, string? key = null)
    {
        var preview = await Pipeline.PreviewRedoAsync(actor, CancellationToken.None);
        var consent = preview is { IsOk: true, Value.Safety: not Safety.None } ? new Confirmation(actor.User, preview.Value.Subjects, DateTimeOffset.MaxValue) : null;
        return await Pipeline.RedoAsync(actor, key, consent, CancellationToken.None);
    }

    public Task<WorkspaceDirectory?> DirectoryAsync() => Store.Get<WorkspaceDirectories>().GetAsync(Workspace, CancellationToken.None);
}

public static class Outcomes
{
    public static TaskView Task(this OperationOutcome outcome) => outcome.Subjects.OfType<TaskView>().ShouldHaveSingleItem();

    public static ProjectView Project(this OperationOutcome outcome) => outcome.Subjects.OfType<ProjectView>().ShouldHaveSingleItem();
}
