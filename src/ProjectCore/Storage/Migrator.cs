using System.Data.Common;
using System.Globalization;
using PmBot.ProjectCore.Storage.Migrations;

namespace PmBot.ProjectCore.Storage;

/// <summary>Brings the schema up to date.</summary>
public sealed class Migrator
{
    private readonly Database database;
    private readonly TimeProvider clock;

    internal Migrator(Database database, TimeProvider clock) => (this.database, this.clock) = (database, clock);

    internal static IReadOnlyList<Migration> All { get; } = [Schema0001.Migration, Schema0002.Migration, Schema0003.Migration, Schema0004.Migration, Schema0005.Migration, Schema0006.Migration, Schema0007.Migration, Schema0008.Migration, Schema0009.Migration, Schema0010.Migration, Schema0011.Migration, Schema0012.Migration, Schema0013.Migration, Schema0015.Migration, Schema0016.Migration];

    /// <summary>Applies what is missing, all of it or nothing; several processes may do so at once.</summary>
    /// <returns>The names of the migrations applied, none when all were there.</returns>
    /// <exception cref="InvalidOperationException">The database is newer than this program.</exception>
    public Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken) =>
        database.ExclusivelyAsync(async lane => new Written<IReadOnlyList<string>>(await ApplyAsync(lane, cancellationToken).ConfigureAwait(false), Commit: true), cancellationToken);

    private async Task<IReadOnlyList<string>> ApplyAsync(Lane lane, CancellationToken cancellationToken)
    {
        var dialect = lane.IsPostgres ? Dialect.Postgres : Dialect.Sqlite;
        await lane.ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_migrations (name varchar(100) NOT NULL PRIMARY KEY, applied_at varchar(40) NOT NULL)", cancellationToken)
            .ConfigureAwait(false);
        var applied = await NamesAsync(lane.Command("SELECT name FROM schema_migrations"), cancellationToken).ConfigureAwait(false);
        if (applied.Except(All.Select(m => m.Name), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new SchemaTooNewException($"The database has the migration {unknown}, which this version of PmBot does not know. Start the newer version again.");

        var missing = All.Where(m => !applied.Contains(m.Name, StringComparer.Ordinal)).ToArray();
        foreach (var migration in missing)
        {
            foreach (var statement in migration.OnlyOnPostgres && !lane.IsPostgres ? [] : dialect.Statements(migration)) await lane.ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
            await lane.ExecuteAsync(
                "INSERT INTO schema_migrations (name, applied_at) VALUES (@p0, @p1)",
                cancellationToken,
                migration.Name,
                clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)).ConfigureAwait(false);
        }

        return [.. missing.Select(m => m.Name)];
    }

    private static async Task<List<string>> NamesAsync(DbCommand query, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        var reader = await query.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) names.Add(reader.GetString(0));
        }

        return names;
    }
}
