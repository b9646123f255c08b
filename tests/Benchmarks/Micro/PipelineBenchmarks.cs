using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Benchmarks.Micro;

/// <summary>A task written to SQLite with its audit entry, its inverse and its outbox event.</summary>
public class PipelineBenchmarks
{
    private const int AtOnce = 32;

    private BotUnderTest? bot;
    private OperationPipeline? pipeline;
    private Actor? actor;
    private ProjectId project;
    private long number;

    [GlobalSetup]
    public async Task StartAsync()
    {
        bot = await BotUnderTest.StartAsync(CancellationToken.None);
        pipeline = bot.Services.GetRequiredService<OperationPipeline>();
        actor = new(bot.Directory.Workspace.Id, bot.User(bot.Person.Username).Id, "bench");
        project = bot.Directory.Projects.Single(p => p.Name == bot.Person.Project).Id;
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        if (bot is not null) await bot.DisposeAsync();
    }

    [Benchmark]
    public Task<OperationOutcome> One() => CreateAsync();

    [Benchmark(OperationsPerInvoke = AtOnce)]
    public Task<OperationOutcome[]> ManyAtOnce() => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(CreateAsync)));

    private async Task<OperationOutcome> CreateAsync()
    {
        var key = "bench-" + Interlocked.Increment(ref number);
        var request = new OperationRequest(new CreateTask(project, "revisar los registros") { Labels = ["ops"] }, actor!) { IdempotencyKey = key };
        return BotUnderTest.Expect(await pipeline!.ExecuteAsync(request, CancellationToken.None));
    }
}
