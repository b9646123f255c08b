using System.Data;
using System.Data.Common;
using Npgsql;

namespace PmBot.ProjectCore.Storage;

/// <summary>An open connection with a context over it, for one flow at a time.</summary>
/// <remarks>
/// On SQLite a lane lives on and keeps its prepared statements, which is most of the speed there. On PostgreSQL it is rented
/// from the data source's pool, and the server prepares what comes often.
/// </remarks>
internal sealed class Lane(PmBotDbContext context, DbConnection connection, Action<string>? onCommand) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> prepared = new(StringComparer.Ordinal);

    public PmBotDbContext Context { get; } = context;

    public DbConnection Connection { get; } = connection;

    public bool IsPostgres { get; } = connection is NpgsqlConnection;

    /// <summary>A moment as a parameter of hand-written SQL takes it.</summary>
    public object Moment(DateTimeOffset time) => IsPostgres ? time : time.ToUnixTimeMilliseconds();

    /// <summary>A command with parameters @p0, @p1 ...; valid until the next of the same text. Only texts may be null.</summary>
    public DbCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        var command = Raw(sql);
        for (var i = 0; i < values.Length; i++)
        {
            if (command.Parameters.Count == i)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"p{i}";
                if (values[i] is null or string) parameter.DbType = DbType.String;
                command.Parameters.Add(parameter);
            }

            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    /// <summary>Runs hand-written SQL.</summary>
    /// <returns>How many rows it touched.</returns>
    public Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params ReadOnlySpan<object?> values) =>
        Command(sql, values).ExecuteNonQueryAsync(cancellationToken);

    /// <summary>The command of this text, kept and prepared where that pays.</summary>
    public DbCommand Raw(string sql)
    {
        onCommand?.Invoke(sql);
        if (prepared.TryGetValue(sql, out var command)) return command;
        command = Connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this project or built from the model's own names; values go by parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        prepared[sql] = command;
        return command;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var command in prepared.Values) await command.DisposeAsync().ConfigureAwait(false);
        prepared.Clear();
        await Context.DisposeAsync().ConfigureAwait(false);
        if (!IsPostgres) await Connection.DisposeAsync().ConfigureAwait(false);
    }
}
