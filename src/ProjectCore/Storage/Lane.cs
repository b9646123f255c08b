using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace PmBot.ProjectCore.Storage;

/// <summary>An open connection with a context over it, for one flow at a time. The context is made when it is first asked for: much of what is frequent needs none.</summary>
/// <remarks>
/// On SQLite a lane lives on and keeps its prepared statements, which is most of the speed there. On PostgreSQL it is rented
/// from the data source's pool, and the server prepares what comes often.
/// </remarks>
internal sealed class Lane(DbConnection connection, Func<Lane, PmBotDbContext> makeContext, SharedModel model, Action<string>? onCommand) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> prepared = new(StringComparer.Ordinal);

    private PmBotDbContext? context;

    public PmBotDbContext Context => context ??= makeContext(this);

    /// <summary>The context if anything asked for it, else null.</summary>
    public PmBotDbContext? Made => context;

    /// <summary>EF's model, for what is written by hand.</summary>
    public IModel Model => model.Value ??= Context.Model;

    /// <summary>The transaction of which the context has to know, where the connection does not tell it.</summary>
    public DbTransaction? Transaction { get; set; }

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

    /// <summary>Saves what was loaded and changed.</summary>
    public async Task SaveChangesAsync(CancellationToken cancellationToken)
    {
        if (context?.ChangeTracker.HasChanges() == true) await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets what was loaded.</summary>
    public void Forget() => context?.ChangeTracker.Clear();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var command in prepared.Values) await command.DisposeAsync().ConfigureAwait(false);
        prepared.Clear();
        if (context is not null) await context.DisposeAsync().ConfigureAwait(false);
        await Connection.DisposeAsync().ConfigureAwait(false);
    }
}

/// <summary>EF's model, the same for every context of a database; making it takes a while, so it is made when first needed.</summary>
internal sealed class SharedModel
{
    public IModel? Value { get; set; }
}
