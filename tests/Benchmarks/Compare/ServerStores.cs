namespace PmBot.Benchmarks.Compare;

/// <summary>Redis for the conversations and PostgreSQL for the domain, both private to the run.</summary>
internal sealed class ServerStores : IStores
{
    private RedisServer? redis;
    private PostgresServer? postgres;

    public string Name => "Redis + PostgreSQL";

    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ConnectionStrings__Redis"] = redis!.Address,
        ["ConnectionStrings__Postgres"] = postgres!.ConnectionString,
    };

    public IReadOnlyList<int> Processes => [redis!.Pid, postgres!.Pid];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        redis = await RedisServer.StartAsync(cancellationToken);
        postgres = await PostgresServer.StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null) await postgres.DisposeAsync();
        if (redis is not null) await redis.DisposeAsync();
    }
}
