using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Storage;

namespace PmBot.ProjectCore.Tests.Support;

/// <summary>A migrated, empty store of its own for one test class.</summary>
public abstract class Store : IAsyncLifetime
{
    private ServiceProvider? services;

    public FakeClock Clock { get; } = new(new DateTimeOffset(2026, 3, 9, 15, 0, 0, TimeSpan.Zero));

    public virtual string? SkipReason => null;

    public abstract StorageOptions Options { get; }

    public IServiceProvider Services => services ?? throw new InvalidOperationException("The store is not there.");

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>The domain over this store once more, as another process would have it.</summary>
    public ServiceProvider Another(Action<IServiceCollection>? more = null)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton(new DeliveryClock(Clock));
        more?.Invoke(collection);
        collection.AddProjectCore(Options);
        return collection.BuildServiceProvider();
    }

    public async Task InitializeAsync()
    {
        if (SkipReason is not null) return;
        await CreateAsync();
        services = Another();
        await Get<Migrator>().MigrateAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (services is not null) await services.DisposeAsync();
        if (SkipReason is null) await DropAsync();
    }

    protected abstract Task CreateAsync();

    protected abstract Task DropAsync();
}

public sealed class SqliteStore : Store
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "pmbot-tests", Guid.NewGuid().ToString("N"));

    public override StorageOptions Options => new() { Path = Path.Combine(folder, "pmbot.db") };

    protected override Task CreateAsync() => Task.CompletedTask;

    protected override Task DropAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }
}

public sealed class PostgresStore : Store
{
    public const string Variable = "PMBOT_TEST_POSTGRES";

    private readonly string? server = Environment.GetEnvironmentVariable(Variable);
    private readonly string name = "pmbot_test_" + Guid.NewGuid().ToString("N");

    public override string? SkipReason => string.IsNullOrEmpty(server) ? $"{Variable} is not set: no PostgreSQL to test on." : null;

    public override StorageOptions Options => new() { Postgres = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ConnectionString };

    protected override Task CreateAsync() => RunAsync($"CREATE DATABASE {name}");

    protected override Task DropAsync() => RunAsync($"DROP DATABASE {name} WITH (FORCE)");

    private async Task RunAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(server!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
