using System.Text.Json;
using Microsoft.Data.Sqlite;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Tests.Dialogs.Properties;

/// <summary>Reads from the store's file what was really done, past the bot.</summary>
internal sealed class AuditReader : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _new;
    private readonly SqliteCommand _undoable;
    private readonly SqliteCommand _undo;
    private long _last;

    private AuditReader(SqliteConnection connection)
    {
        _connection = connection;
        _new = Command("SELECT rowid, operation, outcome FROM audit_entries WHERE rowid > $last ORDER BY rowid");
        _new.Parameters.AddWithValue("$last", 0L);
        _undoable = Command("SELECT user_id, operation FROM audit_entries WHERE is_undoable ORDER BY rowid DESC LIMIT 1");
        _undo = Command("SELECT user_id, operation FROM audit_entries WHERE operation = 'undo' AND undone_by IS NULL ORDER BY rowid DESC LIMIT 1");
    }

    public static async Task<AuditReader> OpenAsync(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        return new AuditReader(connection);
    }

    /// <summary>What was done since the last call.</summary>
    public async Task<IReadOnlyList<DoneOperation>> NewAsync()
    {
        _new.Parameters[0].Value = _last;
        List<DoneOperation>? done = null;
        await using var reader = await _new.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            _last = reader.GetInt64(0);
            (done ??= []).Add(new DoneOperation(reader.GetString(1), reader.GetString(2)));
        }

        return done ?? (IReadOnlyList<DoneOperation>)[];
    }

    /// <summary>The last operation that can be undone, and whose it is.</summary>
    public Task<(UserId User, string Operation)?> LastUndoableAsync() => LastAsync(_undoable);

    /// <summary>The last undo that was not done again, and whose it is.</summary>
    public Task<(UserId User, string Operation)?> LastUndoAsync() => LastAsync(_undo);

    public async ValueTask DisposeAsync()
    {
        await _new.DisposeAsync();
        await _undoable.DisposeAsync();
        await _undo.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static async Task<(UserId User, string Operation)?> LastAsync(SqliteCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? (new UserId(reader.GetGuid(0)), reader.GetString(1)) : null;
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}

/// <summary>An operation as the audit has it.</summary>
/// <param name="Name">Of the operation; <c>undo</c> and <c>redo</c> too.</param>
/// <param name="Outcome">What became of what, as stored JSON.</param>
internal sealed record DoneOperation(string Name, string Outcome)
{
    private const int MaxUnconfirmed = 5;

    // What is never done without a yes of its own. (Undoing is that person's explicit wish.)
    private static readonly string[] Dangerous = ["delete_task", "delete_project", "delete_sprint", "remove_user", "remove_environment", "merge_users", "archive_project", "remove_member"];

    // Dangerous when it is about many.
    private static readonly string[] Bulky = ["change_task", "reschedule_tasks", "shift_tasks", "plan_sprint"];

    /// <summary>What it was about, if it is one of those that need a yes; else null.</summary>
    public IReadOnlySet<Guid>? NeedsYesFor()
    {
        if (!Dangerous.Contains(Name, StringComparer.Ordinal) && !Bulky.Contains(Name, StringComparer.Ordinal) && Name != "redo")
        {
            return null;
        }

        using var outcome = JsonDocument.Parse(Outcome);
        var subjects = outcome.RootElement.GetProperty("subjects").EnumerateArray().Select(s => (Kind: s.GetProperty("kind").GetString(), Id: s.GetProperty("id").GetGuid())).ToHashSet();
        var needs = Name switch
        {
            "redo" => outcome.RootElement.GetProperty("undone").EnumerateArray().Any(u => Dangerous.Contains(u.GetProperty("operation").GetString(), StringComparer.Ordinal)),
            _ => Dangerous.Contains(Name, StringComparer.Ordinal) || subjects.Count(s => s.Kind == "task") > MaxUnconfirmed,
        };
        return needs ? subjects.Select(s => s.Id).ToHashSet() : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
