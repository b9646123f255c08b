using System.Data.Common;
using Npgsql;
using Quartz;

namespace PmBot.Bot.Jobs;

/// <summary>Adds the scheduler.</summary>
internal static class JobServices
{
    private const string Name = "pmbot";
    private const int Threads = 4;

    // A thread holds one connection at a time; the check-in, the misfire look and the main loop hold one each.
    private const int Connections = Threads + 3;

    /// <summary>Adds what rings it, and what is to be tidied up; harmless where no clockwork runs.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services) => services.AddSingleton<DueBell>().AddSingleton<IHousekeeper, WeekHousekeeper>();

    /// <summary>Adds the clockwork: alone in this process, or one of those that share a PostgreSQL database.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="postgres">The connection string of the database whose instances work together, or null for a schedule in memory.</param>
    public static IServiceCollection AddClockwork(this IServiceCollection services, string? postgres)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options => (options.InstanceName, options.IdleWaitTime) = (Name, TimeSpan.FromSeconds(10)));
            quartz.UseDefaultThreadPool(Threads);
            if (postgres is { Length: > 0 })
            {
                services.AddKeyedSingleton<DbDataSource>(Name, (_, _) => Open(postgres));
                quartz.UsePersistentStore(Cluster);
            }
            else
            {
                quartz.UseInMemoryStore();
            }
        });
        return services.AddHostedService<Clockwork>();
    }

    // Who has not checked in for ten seconds is taken for dead, and what it had begun is begun anew.
    private static void Cluster(IPersistentStoreBuilder store)
    {
        store.UsePostgres(source => source.DataSourceServiceKey = Name);
        store.ConfigureStore(options => (options.StoreJobDataAsStrings, options.DbRetryInterval, options.UseBackgroundThreads) = (true, TimeSpan.FromSeconds(5), true));
        store.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)));
    }

    private static NpgsqlDataSource Open(string postgres) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres) { ApplicationName = "pmbot-scheduler", MinPoolSize = 0, MaxPoolSize = Connections });
}
