using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PmBot.Bot.Tests.State;
using PmBot.Bot.Tests.Support;

namespace PmBot.Bot.Tests.Faults;

/// <summary>A PostgreSQL server of our own that tests may restart; made when the first test asks for it.</summary>
/// <remarks><c>PMBOT_TEST_POSTGRES_BIN</c> names the folder of its programs, unless it is where Debian puts it. Under root it runs as <c>postgres</c>.</remarks>
public sealed class PostgresCluster : IDisposable
{
    private readonly string? _programs = Find();
    private readonly int _port = Ports.Free();
    private TemporaryFolder? _folder;
    private int _databases;

    /// <summary>The connection string of a fresh database; skips the test when there is no PostgreSQL to start.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        Skip.If(_programs is null, "PostgreSQL is not installed (PMBOT_TEST_POSTGRES_BIN names no folder with pg_ctl): its fault tests are skipped.");
        if (_folder is null) Create();
        var name = string.Create(CultureInfo.InvariantCulture, $"faults{++_databases}");
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    // A commit reaches the system, which a killed server does not take with it; the disk is not waited for.
    public void Start() => PgCtl("start", "-w", "-t", "180", "-l", _folder!["pg/log"], "-o", $"-p {_port} -k '' -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off");

    /// <summary>Stops it: <c>fast</c> as an operator does, <c>immediate</c> as a crash does.</summary>
    public void Stop(string mode) => PgCtl("stop", "-w", "-m", mode);

    public void Dispose()
    {
        if (_folder is null) return;
        if (File.Exists(_folder["pg/postmaster.pid"])) Stop("immediate");
        _folder.Dispose();
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("PMBOT_TEST_POSTGRES_BIN") is { Length: > 0 } named) return HasPrograms(named) ? named : null;
        const string Versions = "/usr/lib/postgresql";
        return Directory.Exists(Versions)
            ? Directory.EnumerateDirectories(Versions).Select(v => Path.Combine(v, "bin")).Where(HasPrograms).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
    }

    private static bool HasPrograms(string folder) => File.Exists(Path.Combine(folder, "pg_ctl")) && File.Exists(Path.Combine(folder, "initdb"));

    private void Create()
    {
        _folder = new TemporaryFolder();
        Directory.CreateDirectory(_folder["pg"]);
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", ["postgres", _folder["pg"]]);
            Run("chmod", ["755", _folder[""]]);
        }

        RunAsPostgres("initdb", "--no-sync", "-D", _folder["pg"], "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale");
        Start();
    }

    private void PgCtl(string action, params ReadOnlySpan<string> options) => RunAsPostgres("pg_ctl", [action, "-D", _folder!["pg"], .. options]);

    private void RunAsPostgres(string program, params ReadOnlySpan<string> arguments)
    {
        var path = Path.Combine(_programs!, program);
        if (Environment.IsPrivilegedProcess) Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        else Run(path, [.. arguments]);
    }

    // Its output goes nowhere: the server would inherit the pipe and keep it open.
    private void Run(string program, string[] arguments)
    {
        string[] quiet = ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments];
        using var process = Process.Start(new ProcessStartInfo("sh", quiet) { WorkingDirectory = _folder![""] })!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database}");
}
