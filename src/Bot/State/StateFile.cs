using Microsoft.Data.Sqlite;

namespace PmBot.Bot.State;

/// <summary>The SQLite file of the embedded store: one connection, its statements prepared once.</summary>
/// <remarks>Used by one thread at a time. WAL with <c>synchronous=NORMAL</c>: survives the end of the process at any
/// point; a power failure may cost the last moments, never the file.</remarks>
internal sealed class StateFile : IDisposable
{
    // "PmSt": tells our file from any other database somebody may have pointed us at.
    private const int ApplicationId = 0x506D5374;
    private const int SchemaVersion = 1;
    private const int SqliteCorrupt = 11;
    private const int SqliteNotADatabase = 26;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _read;
    private readonly SqliteCommand _write;
    private readonly SqliteCommand _renew;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _expired;

    private StateFile(SqliteConnection connection)
    {
        _connection = connection;
        _begin = Prepare("BEGIN");
        _commit = Prepare("COMMIT");
        _read = Prepare("SELECT version, json, ttl, expires FROM state WHERE key = $key", "$key");
        _write = Prepare(
            """
            INSERT INTO state (key, version, json, ttl, expires) VALUES ($key, $version, $json, $ttl, $expires)
            ON CONFLICT (key) DO UPDATE
            SET version = excluded.version, json = excluded.json, ttl = excluded.ttl, expires = excluded.expires
            """,
            "$key",
            "$version",
            "$json",
            "$ttl",
            "$expires");
        _renew = Prepare(
            "UPDATE state SET expires = $expires WHERE key = $key AND version = $version AND expires < $expires",
            "$key",
            "$version",
            "$expires");
        _delete = Prepare("DELETE FROM state WHERE key = $key", "$key");
        _expired = Prepare("SELECT key FROM state WHERE expires <= $now ORDER BY expires LIMIT $limit", "$now", "$limit");
    }

    /// <summary>Opens the file, or creates it.</summary>
    /// <exception cref="SqliteException">It cannot be opened; see <see cref="IsCorruption"/>.</exception>
    /// <exception cref="InvalidDataException">It is a sound database, but not ours, or of a newer PmBot.</exception>
    public static StateFile Open(string path)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 2 };
#pragma warning disable CA2000 // The state file takes it over; what is not opened is closed below.
        var connection = new SqliteConnection(settings.ConnectionString);
#pragma warning restore CA2000
        try
        {
            connection.Open();
            // Exclusive: nobody else has business in here, and WAL then needs no shared memory.
            Execute(connection, "PRAGMA locking_mode = EXCLUSIVE");
            CheckOwner(connection, path);
            Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -4096; PRAGMA wal_autocheckpoint = 4000");
            Execute(
                connection,
                $"""
                BEGIN IMMEDIATE;
                CREATE TABLE IF NOT EXISTS state (
                    key TEXT NOT NULL PRIMARY KEY,
                    version INTEGER NOT NULL,
                    json BLOB NOT NULL,
                    ttl INTEGER NOT NULL,
                    expires INTEGER NOT NULL);
                CREATE INDEX IF NOT EXISTS state_expires ON state (expires);
                PRAGMA application_id = {ApplicationId};
                PRAGMA user_version = {SchemaVersion};
                COMMIT;
                """);
            return new StateFile(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>SQLite says that the file is damaged, or was never a database.</summary>
    public static bool IsCorruption(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: SqliteCorrupt or SqliteNotADatabase };

    public void Begin() => _begin.ExecuteNonQuery();

    public void Commit() => _commit.ExecuteNonQuery();

    public StateEntry? Read(string key)
    {
        _read.Parameters[0].Value = key;
        using var reader = _read.ExecuteReader();
        return reader.Read()
            ? new StateEntry(key, reader.GetFieldValue<byte[]>(1), reader.GetInt64(0), reader.GetInt64(2), reader.GetInt64(3))
            : null;
    }

    public void Write(StateEntry entry)
    {
        var parameters = _write.Parameters;
        parameters[0].Value = entry.Key;
        parameters[1].Value = entry.Stored.Version;
        parameters[2].Value = System.Runtime.InteropServices.MemoryMarshal.TryGetArray(entry.Stored.Json, out var json)
            && json.Array is { } array && array.Length == json.Count
                ? array
                : entry.Stored.Json.ToArray();
        parameters[3].Value = entry.TimeToLive;
        parameters[4].Value = entry.ExpiresAt;
        _write.ExecuteNonQuery();
    }

    /// <summary>Moves an expiry later, if the entry is still of that version.</summary>
    public void Renew(string key, long version, long expiresAt)
    {
        _renew.Parameters[0].Value = key;
        _renew.Parameters[1].Value = version;
        _renew.Parameters[2].Value = expiresAt;
        _renew.ExecuteNonQuery();
    }

    public bool Delete(string key)
    {
        _delete.Parameters[0].Value = key;
        return _delete.ExecuteNonQuery() > 0;
    }

    /// <summary>Keys whose time is over, the oldest first.</summary>
    public List<string> Expired(long now, int limit)
    {
        _expired.Parameters[0].Value = now;
        _expired.Parameters[1].Value = limit;
        using var reader = _expired.ExecuteReader();
        var keys = new List<string>();
        while (reader.Read()) keys.Add(reader.GetString(0));
        return keys;
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _read.Dispose();
        _write.Dispose();
        _renew.Dispose();
        _delete.Dispose();
        _expired.Dispose();
        _connection.Dispose();
    }

    private static void CheckOwner(SqliteConnection connection, string path)
    {
        var owner = Scalar(connection, "PRAGMA application_id");
        var version = Scalar(connection, "PRAGMA user_version");
        if (owner == ApplicationId && version <= SchemaVersion) return;
        if (owner == ApplicationId)
            throw new InvalidDataException($"The state file {path} was written by a newer PmBot (format {version}). Update PmBot, or set State:Path to another file.");
        if (owner != 0 || Scalar(connection, "SELECT count(*) FROM sqlite_master") > 0)
            throw new InvalidDataException($"{path} is a database, but not a PmBot state file. Set State:Path to another file.");
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
#pragma warning disable CA2100 // Constants only: no text from outside reaches a statement here.
        using var command = new SqliteCommand(sql, connection);
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
#pragma warning disable CA2100 // Constants only, as above.
        using var command = new SqliteCommand(sql, connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Constants only, as above.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter(name, value: null));
        return command;
    }
}
