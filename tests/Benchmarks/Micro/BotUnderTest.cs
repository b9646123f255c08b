using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PmBot.Benchmarks.Compare;
using PmBot.Benchmarks.Load;
using PmBot.Bot.Hosting;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Benchmarks.Micro;

/// <summary>The bot without its channels, on SQLite files of its own, with one workspace of 32 people.</summary>
internal sealed class BotUnderTest : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly IHost host;

    private BotUnderTest(TemporaryFolder folder, IHost host) => (this.folder, this.host) = (folder, host);

    public IServiceProvider Services => host.Services;

    public Person Person { get; } = new Population(1, 1).People[0];

    /// <summary>The workspace as its members see it.</summary>
    public required WorkspaceDirectory Directory { get; init; }

    public static async Task<BotUnderTest> StartAsync(CancellationToken cancellationToken)
    {
        var folder = new TemporaryFolder();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection([new("Storage:Path", Path.Combine(folder.Path, "pmbot.db"))]);
        builder.Services.AddLogging().AddPmBot(builder.Configuration);
        var host = builder.Build();
        await host.Services.GetRequiredService<Migrator>().MigrateAsync(cancellationToken);
        await host.StartAsync(cancellationToken);

        var file = WorkspaceFiles.Write(folder.Path, new Population(1, Names.First.Count))[0];
        var text = await File.ReadAllTextAsync(file, cancellationToken);
        var summary = Expect(await host.Services.GetRequiredService<WorkspaceImporter>().ImportAsync(text, file, cancellationToken));
        var directory = await host.Services.GetRequiredService<WorkspaceDirectories>().GetAsync(summary.Workspace, cancellationToken);
        return new(folder, host) { Directory = directory! };
    }

    /// <summary>The value; a failure ends the benchmark, because the time of a failure is of no interest.</summary>
    public static T Expect<T>(Result<T> result) => result.Try(out var value, out var error) ? value : throw new InvalidOperationException(error.ToString());

    public DirectoryUser User(string username) => Directory.Users.Single(u => u.Username == username);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)host).DisposeAsync();
        folder.Dispose();
    }
}
