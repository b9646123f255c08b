using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace PmBot.ProjectCore.Storage;

/// <summary>Inserts new rows by statements made from EF's model. EF's own inserts cost five times as much, and new rows are what the bot writes most.</summary>
internal static class RowWriter
{
    private static readonly ConcurrentDictionary<(IModel Model, Type Type), Insert> Inserts = new();

    /// <summary>Writes the rows, in order.</summary>
    public static async Task WriteAsync(Lane lane, IReadOnlyList<object> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        if (lane.Connection is NpgsqlConnection postgres)
        {
            await WriteBatchAsync(lane, postgres, rows, cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (var row in rows)
        {
            var insert = InsertFor(lane, row);
            await insert.Fill(lane.Raw(insert.Sql), row).ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task WriteBatchAsync(Lane lane, NpgsqlConnection connection, IReadOnlyList<object> rows, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            using var maker = connection.CreateCommand();
            foreach (var row in rows)
            {
                var insert = InsertFor(lane, row);
                var command = new NpgsqlBatchCommand(insert.Sql);
                foreach (var column in insert.Columns) command.Parameters.Add((NpgsqlParameter)column.Parameter(maker, row));
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static Insert InsertFor(Lane lane, object row) =>
        Inserts.GetOrAdd((lane.Model, row.GetType()), static key => new Insert(key.Model.FindEntityType(key.Type)!));

    private sealed class Insert
    {
        public Insert(IEntityType type)
        {
            Columns = [.. type.GetProperties().Select((p, i) => new Column(p, $"p{i}"))];
            Sql = $"INSERT INTO {type.GetTableName()} ({string.Join(", ", type.GetProperties().Select(p => p.GetColumnName()))}) VALUES ({string.Join(", ", Columns.Select(c => "@" + c.Name))})";
        }

        public string Sql { get; }

        public IReadOnlyList<Column> Columns { get; }

        public DbCommand Fill(DbCommand command, object row)
        {
            for (var i = 0; i < Columns.Count; i++)
            {
                if (command.Parameters.Count == i) command.Parameters.Add(Columns[i].Parameter(command, row));
                else command.Parameters[i].Value = Columns[i].Value(row) ?? DBNull.Value;
            }

            return command;
        }
    }

    private sealed class Column(IProperty property, string name)
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();
        private readonly RelationalTypeMapping mapping = property.GetRelationalTypeMapping();

        public string Name => name;

        public object? Value(object row)
        {
            var value = getter.GetClrValueUsingContainingEntity(row);
            return mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
        }

        public DbParameter Parameter(DbCommand command, object row) =>
            mapping.CreateParameter(command, name, getter.GetClrValueUsingContainingEntity(row), property.IsNullable);
    }
}
