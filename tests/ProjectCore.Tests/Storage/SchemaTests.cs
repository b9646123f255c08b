using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Tests.Support;

namespace PmBot.ProjectCore.Tests.Storage;

/// <summary>The migrations make the schema that EF would make of the model: both are made, and their catalogues compared.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task Migrations_match_the_model_on_sqlite()
    {
        var store = new SqliteStore();
        await store.InitializeAsync();
        try
        {
            await using var migrated = new SqliteConnection($"Data Source={store.Options.Path};Pooling=False");
            await migrated.OpenAsync();
            await using var made = new SqliteConnection("Data Source=:memory:");
            await made.OpenAsync();
            await using var context = new PmBotDbContext(new DbContextOptionsBuilder<PmBotDbContext>().UseSqlite(made).Options);
            await context.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
            (await SqliteAsync(migrated)).ShouldBe(await SqliteAsync(made));
        }
        finally
        {
            await store.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task Migrations_match_the_model_on_postgres()
    {
        var (store, other) = (new PostgresStore(), new PostgresStore());
        Skip.If(store.SkipReason is not null, store.SkipReason);
        await store.InitializeAsync();
        await other.InitializeAsync();
        try
        {
            await using var source = NpgsqlDataSource.Create(other.Options.Postgres!);
            await using (var drop = source.CreateCommand("DROP SCHEMA public CASCADE; CREATE SCHEMA public")) await drop.ExecuteNonQueryAsync();
            await using var context = new PmBotDbContext(new DbContextOptionsBuilder<PmBotDbContext>().UseNpgsql(source).Options);
            await context.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
            await using var migrated = NpgsqlDataSource.Create(store.Options.Postgres!);
            (await PostgresAsync(migrated)).ShouldBe(await PostgresAsync(source));
        }
        finally
        {
            await store.DisposeAsync();
            await other.DisposeAsync();
        }
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Migrating_at_the_same_time_and_again_does_it_once(bool postgres)
    {
        Store store = postgres ? new PostgresStore() : new SqliteStore();
        Skip.If(store.SkipReason is not null, store.SkipReason);
        await store.InitializeAsync();
        try
        {
            if (postgres)
            {
                await using var source = NpgsqlDataSource.Create(store.Options.Postgres!);
                await using var drop = source.CreateCommand("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
                await drop.ExecuteNonQueryAsync();
            }

            await using var one = store.Another();
            await using var two = store.Another();
            var done = await Task.WhenAll(
                Task.Run(() => one.GetRequiredService<Migrator>().MigrateAsync(default)), Task.Run(() => two.GetRequiredService<Migrator>().MigrateAsync(default)));
            done.SelectMany(d => d).ShouldBeUnique();
            done.Any(d => d.Count > 0).ShouldBe(postgres);
            done.Sum(d => d.Count).ShouldBe(postgres ? Migrator.All.Count : 0);
            (await one.GetRequiredService<Migrator>().MigrateAsync(default)).ShouldBeEmpty();
        }
        finally
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        var store = new SqliteStore();
        await store.InitializeAsync();
        try
        {
            await using var connection = new SqliteConnection($"Data Source={store.Options.Path};Pooling=False");
            await connection.OpenAsync();
            await using var insert = new SqliteCommand("INSERT INTO schema_migrations VALUES ('9999_future', 'x')", connection);
            await insert.ExecuteNonQueryAsync();
            await Should.ThrowAsync<SchemaTooNewException>(() => store.Get<Migrator>().MigrateAsync(default));
        }
        finally
        {
            await store.DisposeAsync();
        }
    }

    private static async Task<string> SqliteAsync(SqliteConnection connection)
    {
        var lines = await LinesAsync(connection.CreateCommand(), """
            SELECT m.name || '.' || c.name || ' ' || upper(c.type) || CASE c."notnull" WHEN 1 THEN ' NOT NULL' ELSE '' END || CASE WHEN c.pk > 0 THEN ' PK' || c.pk ELSE '' END
            FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT IN ('schema_migrations', 'sqlite_sequence')
            UNION ALL
            SELECT m.name || ' FK ' || f."from" || ' -> ' || f."table" || '.' || f."to" || ' ' || f.on_delete
            FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
            UNION ALL
            SELECT m.name || ' INDEX ' || i.name || ' unique ' || i."unique" || ' partial ' || i.partial || ' (' || (SELECT group_concat(x.name) FROM pragma_index_info(i.name) x) || ')'
                || coalesce((SELECT substr(s.sql, instr(s.sql, 'WHERE')) FROM sqlite_master s WHERE s.name = i.name AND i.partial), '')
            FROM sqlite_master m, pragma_index_list(m.name) i WHERE m.type = 'table' AND m.name <> 'schema_migrations'
            """);
        return string.Join('\n', lines);
    }

    private static async Task<string> PostgresAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand();
        var lines = await LinesAsync(command, """
            SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || coalesce(' default ' || column_default, '')
            FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'schema_migrations'
            UNION ALL
            SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace AND conrelid <> coalesce(to_regclass('schema_migrations'), 0::regclass)
            UNION ALL
            SELECT tablename || ' ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'schema_migrations'
            """);
        return string.Join('\n', lines);
    }

    private static async Task<List<string>> LinesAsync(DbCommand command, string sql)
    {
        await using (command)
        {
#pragma warning disable CA2100 // The test's own constants.
            command.CommandText = sql;
#pragma warning restore CA2100
            var lines = new List<string>();
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
            lines.Count.ShouldBeGreaterThan(100);
            // The scheduler's own tables are no part of the model.
            lines.RemoveAll(l => l.StartsWith("qrtz_", StringComparison.Ordinal));
            lines.Sort(StringComparer.Ordinal);
            return lines;
        }
    }
}
