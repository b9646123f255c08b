using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Tests.Support;

namespace PmBot.ProjectCore.Tests.Operations;

public sealed class OutboxTestsOnSqlite() : OutboxTests(new SqliteStore());

public sealed class OutboxTestsOnPostgres() : OutboxTests(new PostgresStore());

public abstract class OutboxTests(Store store) : IAsyncLifetime
{
    public Task InitializeAsync() => store.InitializeAsync();

    public Task DisposeAsync() => store.DisposeAsync();

    [SkippableFact]
    public async Task Events_reach_those_who_want_them_once_and_in_order()
    {
        var world = await World.CreateAsync(store);
        var (all, none) = (new Recorder("all"), new Recorder("none") { Type = "nothing.like.it" });
        await using var services = With(all, none);
        var pipeline = services.GetRequiredService<OperationPipeline>();
        var created = await pipeline.ExecuteAsync(new OperationRequest(new CreateTask(world.Project, "Uno"), world.Diego), default);
        await pipeline.ExecuteAsync(new OperationRequest(new ChangeTask(created.Value.Task().Id, new TaskChange { Status = TaskState.Done }), world.Diego), default);
        await pipeline.ExecuteAsync(new OperationRequest(new CreateTask(world.Project, ""), world.Diego), default);

        var dispatcher = services.GetRequiredService<OutboxDispatcher>();
        (await dispatcher.DeliverAsync(default)).ShouldBe(2);
        (await dispatcher.DeliverAsync(default)).ShouldBe(0);
        all.Heard.Select(e => e.Type).ShouldBe(["task.created", "task.changed"]);
        all.Heard[1].Subject.ShouldBeOfType<TaskView>().Status.ShouldBe(TaskState.Done);
        all.Heard[0].Actor.ShouldBe(world.Diego.User);
        none.Heard.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task An_event_that_says_nothing_to_anybody_is_not_stored()
    {
        var world = await World.CreateAsync(store);
        var ends = new Recorder("ends") { Concerned = e => e.Subject is TaskView { Status: TaskState.Done } };
        await using var services = With(ends);
        var pipeline = services.GetRequiredService<OperationPipeline>();
        var created = await pipeline.ExecuteAsync(new OperationRequest(new CreateTask(world.Project, "Uno"), world.Diego), default);
        await pipeline.ExecuteAsync(new OperationRequest(new ChangeTask(created.Value.Task().Id, new TaskChange { Status = TaskState.Done }), world.Diego), default);

        (await services.GetRequiredService<OutboxDispatcher>().DeliverAsync(default)).ShouldBe(1);
        ends.Heard.ShouldHaveSingleItem().Type.ShouldBe("task.changed");
    }

    [SkippableFact]
    public async Task An_event_that_cannot_be_read_waits_and_keeps_back_none_behind_it()
    {
        var world = await World.CreateAsync(store);
        var all = new Recorder("all");
        await using var services = With(all);
        var pipeline = services.GetRequiredService<OperationPipeline>();
        await pipeline.ExecuteAsync(new OperationRequest(new CreateTask(world.Project, "Uno"), world.Diego), default);
        await services.GetRequiredService<Database>().WriteAsync(
            async lane =>
            {
                await lane.Context.Outbox.ExecuteUpdateAsync(s => s.SetProperty(e => e.Payload, "\"of another version\""));
                return new Written<bool>(true, Commit: true);
            },
            repeatable: true,
            default);
        await pipeline.ExecuteAsync(new OperationRequest(new CreateTask(world.Project, "Dos"), world.Diego), default);

        var dispatcher = services.GetRequiredService<OutboxDispatcher>();
        (await dispatcher.DeliverAsync(default)).ShouldBe(2);
        all.Heard.ShouldHaveSingleItem().Subject.ShouldBeOfType<TaskView>().Title.ShouldBe("Dos");
        (await dispatcher.DeliverAsync(default)).ShouldBe(0);
        store.Clock.Advance(TimeSpan.FromSeconds(2));
        (await dispatcher.DeliverAsync(default)).ShouldBe(1);
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        (await dispatcher.DeliverAsync(default)).ShouldBe(0);
    }

    [SkippableFact]
    public async Task A_handler_that_fails_is_tried_again_later_and_hurts_nobody()
    {
        var world = await World.CreateAsync(store);
        var (good, bad) = (new Recorder("good"), new Recorder("bad") { Failures = 2 });
        await using (var services = With(bad, good))
        {
            var created = await services.GetRequiredService<OperationPipeline>().ExecuteAsync(new OperationRequest(new CreateTask(world.Project, "Uno"), world.Diego), default);
            created.IsOk.ShouldBeTrue();
            await services.GetRequiredService<OutboxDispatcher>().DeliverAsync(default);
            good.Heard.Count.ShouldBe(1);
            bad.Heard.ShouldBeEmpty();
            (await services.GetRequiredService<OutboxDispatcher>().DeliverAsync(default)).ShouldBe(0);
        }

        // Another process takes it up; the one that had it does not get it again.
        await using var later = With(bad, good);
        store.Clock.Advance(TimeSpan.FromSeconds(2));
        (await later.GetRequiredService<OutboxDispatcher>().DeliverAsync(default)).ShouldBe(1);
        bad.Heard.ShouldBeEmpty();
        store.Clock.Advance(TimeSpan.FromSeconds(3));
        (await later.GetRequiredService<OutboxDispatcher>().DeliverAsync(default)).ShouldBe(1);
        bad.Heard.Count.ShouldBe(1);
        good.Heard.Count.ShouldBe(1);
        store.Clock.Advance(TimeSpan.FromHours(1));
        (await later.GetRequiredService<OutboxDispatcher>().DeliverAsync(default)).ShouldBe(0);
    }

    [SkippableFact]
    public async Task The_service_delivers_by_itself_after_a_commit()
    {
        var world = await World.CreateAsync(store);
        var recorder = new Recorder("all");
        await using var services = With(recorder);
        var dispatcher = services.GetRequiredService<OutboxDispatcher>();
        await dispatcher.StartAsync(default);
        await services.GetRequiredService<OperationPipeline>().ExecuteAsync(new OperationRequest(new CreateTask(world.Project, "Uno"), world.Diego), default);
        (await recorder.First.WaitAsync(TimeSpan.FromMinutes(2))).Type.ShouldBe("task.created");
        await dispatcher.StopAsync(default);
    }

    private ServiceProvider With(params IEventHandler[] handlers) => store.Another(s =>
    {
        foreach (var handler in handlers) s.AddSingleton(handler);
    });

    private sealed class Recorder(string name) : IEventHandler
    {
        private readonly TaskCompletionSource<DomainEvent> first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => name;

        public string? Type { get; init; }

        public int Failures { get; set; }

        public List<DomainEvent> Heard { get; } = [];

        public Task<DomainEvent> First => first.Task;

        public Predicate<DomainEvent> Concerned { get; init; } = _ => true;

        public bool Wants(string eventType) => Type is null || Type == eventType;

        public bool Concerns(DomainEvent domainEvent) => Concerned(domainEvent);

        public Task HandleAsync(DomainEvent domainEvent, CancellationToken cancellationToken)
        {
            if (Failures-- > 0) throw new InvalidOperationException("Not now.");
            Heard.Add(domainEvent);
            first.TrySetResult(domainEvent);
            return Task.CompletedTask;
        }
    }
}
