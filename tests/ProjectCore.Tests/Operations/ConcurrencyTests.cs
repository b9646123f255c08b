using Microsoft.Extensions.DependencyInjection;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Tests.Support;

namespace PmBot.ProjectCore.Tests.Operations;

public sealed class ConcurrencyTestsOnSqlite(SqliteStore store) : ConcurrencyTests(store), IClassFixture<SqliteStore>;

public sealed class ConcurrencyTestsOnPostgres(PostgresStore store) : ConcurrencyTests(store), IClassFixture<PostgresStore>;

/// <summary>Several at once, through two processes' worth of the domain over one store.</summary>
public abstract class ConcurrencyTests(Store store)
{
    [SkippableFact]
    public async Task Numbers_are_given_once()
    {
        var world = await World.CreateAsync(store);
        await using var second = store.Another();
        var pipelines = new[] { world.Pipeline, second.GetRequiredService<OperationPipeline>() };
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() =>
            pipelines[i % 2].ExecuteAsync(new OperationRequest(new CreateTask(world.Project, $"T{i}"), world.Diego), default))));
        results.Select(r => r.Value.Task().Number).Order().ShouldBe(Enumerable.Range(1, 40));
    }

    [SkippableFact]
    public async Task Two_people_changing_one_task_lose_nothing()
    {
        var world = await World.CreateAsync(store);
        await using var second = store.Another();
        var other = second.GetRequiredService<OperationPipeline>();
        var task = await world.CreateTaskAsync(world.Diego, "Uno");
        for (var round = 0; round < 10; round++)
        {
            var title = Task.Run(() => world.Pipeline.ExecuteAsync(new OperationRequest(new ChangeTask(task.Id, new TaskChange { Title = $"Título {round}" }), world.Diego), default));
            var label = Task.Run(() => other.ExecuteAsync(new OperationRequest(new ChangeTask(task.Id, new TaskChange { AddLabels = [$"l{round}"] }), world.Ana), default));
            (await title).Error.ShouldBeNull();
            (await label).Error.ShouldBeNull();
        }

        var end = await world.FindAsync(1);
        end.Title.ShouldBe("Título 9");
        end.Labels.Count.ShouldBe(10);
        end.Version.ShouldBe(21);
    }

    [SkippableFact]
    public async Task Two_confirmations_of_one_deletion_delete_once()
    {
        var world = await World.CreateAsync(store);
        var task = await world.CreateTaskAsync(world.Diego, "Uno");
        var delete = new DeleteTask([task.Id]);
        var (one, two) = (await world.ConfirmAsync(world.Diego, delete), await world.ConfirmAsync(world.Adam, delete));
        var results = await Task.WhenAll(
            Task.Run(() => world.TryAsync(world.Diego, delete, confirmation: one)), Task.Run(() => world.TryAsync(world.Adam, delete, confirmation: two)));
        results.Count(r => r.IsOk).ShouldBe(1);
        results.Single(r => !r.IsOk).Error.ShouldBe(new TaskNotFound(1));
    }

    [SkippableFact]
    public async Task Two_halves_of_a_circle_do_not_close_it()
    {
        var world = await World.CreateAsync(store);
        await using var second = store.Another();
        var other = second.GetRequiredService<OperationPipeline>();
        for (var round = 0; round < 5; round++)
        {
            var (a, b) = (await world.CreateTaskAsync(world.Diego, "A"), await world.CreateTaskAsync(world.Diego, "B"));
            var results = await Task.WhenAll(
                Task.Run(() => world.Pipeline.ExecuteAsync(new OperationRequest(new ChangeTask(a.Id, new TaskChange { AddDependsOn = [b.Id] }), world.Diego), default)),
                Task.Run(() => other.ExecuteAsync(new OperationRequest(new ChangeTask(b.Id, new TaskChange { AddDependsOn = [a.Id] }), world.Ana), default)));
            results.Count(r => r.IsOk).ShouldBe(1);
            results.Single(r => !r.IsOk).Error.ShouldBeOfType<DependencyCycle>();
        }
    }

    [SkippableFact]
    public async Task Two_projects_of_one_name_cannot_both_start()
    {
        var world = await World.CreateAsync(store);
        await using var second = store.Another();
        var pipelines = new[] { world.Pipeline, second.GetRequiredService<OperationPipeline>() };
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() =>
            pipelines[i % 2].ExecuteAsync(new OperationRequest(new CreateProject("Boda"), world.Luis), default))));
        results.Count(r => r.IsOk).ShouldBe(1);
        results.Where(r => !r.IsOk).ShouldAllBe(r => r.Error is NameTaken);
    }

    [SkippableFact]
    public async Task A_change_by_another_process_is_seen_at_once()
    {
        var world = await World.CreateAsync(store);
        await using var second = store.Another();
        (await world.DirectoryAsync())!.RoleIn(world.Project, world.Diego.User).ShouldBe(Role.Developer);
        var removal = new RemoveMember(world.Project, world.Diego.User);
        var removed = await second.GetRequiredService<OperationPipeline>().ExecuteAsync(new OperationRequest(removal, world.Adam) { Confirmation = await world.ConfirmAsync(world.Adam, removal) }, default);
        removed.Error.ShouldBeNull();
        (await world.TryAsync(world.Diego, new CreateTask(world.Project, "x"))).Error.ShouldBeOfType<ProjectNotFound>();
        (await world.DirectoryAsync())!.RoleIn(world.Project, world.Diego.User).ShouldBeNull();
    }

    [SkippableFact]
    public async Task An_operation_that_is_cancelled_while_it_waits_does_nothing()
    {
        var world = await World.CreateAsync(store);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => world.Pipeline.ExecuteAsync(new OperationRequest(new CreateTask(world.Project, "x"), world.Diego), cancelled.Token));
        (await world.CreateTaskAsync(world.Diego, "y")).Number.ShouldBeInRange(1, 2); // PostgreSQL may have given the number out
    }
}
