using System.Text;

namespace PmBot.ProjectCore.Storage.Migrations;

/// <summary>What SQLite and PostgreSQL call the types that migrations use.</summary>
internal sealed record Dialect(
    string Guid, string Text, string Int, string Long, string Bool, string Moment, string Date, string Clock, string Decimal, string Clustered)
{
    public static Dialect Sqlite { get; } = new("TEXT", "TEXT", "INTEGER", "INTEGER", "INTEGER", "INTEGER", "TEXT", "TEXT", "TEXT", " WITHOUT ROWID");

    public static Dialect Postgres { get; } = new(
        "uuid", "text", "integer", "bigint", "boolean", "timestamp with time zone", "date", "time without time zone", "numeric", "");

    /// <summary>The statements of a migration in this dialect.</summary>
    public IEnumerable<string> Statements(Migration migration) =>
        new StringBuilder(migration.Sql)
            .Replace("{guid}", Guid).Replace("{text}", Text).Replace("{int}", Int).Replace("{long}", Long).Replace("{bool}", Bool)
            .Replace("{moment}", Moment).Replace("{date}", Date).Replace("{clock}", Clock).Replace("{decimal}", Decimal).Replace("{clustered}", Clustered)
            .ToString().Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
