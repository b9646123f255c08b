using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using PmBot.Bot.Tests.Support;

namespace PmBot.Bot.Tests.State;

/// <summary>A Redis of our own on a free port, which tests may stop, freeze and start again; it keeps its data in a folder.</summary>
/// <remarks><c>PMBOT_TEST_REDIS</c> names the redis-server to run, unless it is on the path.</remarks>
public sealed class RedisServer : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string? _program = Find();
    private readonly int _port = Ports.Free();
    private Process? _process;

    public RedisServer()
    {
        if (_program is not null) Start();
    }

    /// <summary>The connection string; skips the test when there is no Redis to start.</summary>
    public string Configuration
    {
        get
        {
            Skip.If(_program is null, "redis-server is not installed: the Redis half of the state tests is skipped.");
            return $"127.0.0.1:{_port}";
        }
    }

    /// <summary>The same for a bot that gives it a minute, so that the busiest machine is not taken for a Redis that is away.</summary>
    public string Patient => Configuration + ",syncTimeout=60000";

    public void Start()
    {
        var start = new ProcessStartInfo(_program!)
        {
            ArgumentList =
            {
                "--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _folder[""],
                "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--loglevel", "warning",
            },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        WaitUntilReady();
    }

    /// <summary>Ends it hard, as a crash would.</summary>
    public void Stop()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    /// <summary>It stays connected but answers nothing.</summary>
    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    public void Dispose()
    {
        Stop();
        _folder.Dispose();
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("PMBOT_TEST_REDIS") is { Length: > 0 } named) return File.Exists(named) ? named : null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Select(folder => Path.Combine(folder, "redis-server")).FirstOrDefault(File.Exists);
    }

    private void WaitUntilReady()
    {
        for (var patience = Stopwatch.StartNew(); ;)
        {
            try
            {
                using var probe = new TcpClient("127.0.0.1", _port);
                using var stream = probe.GetStream();
                stream.Write("PING\r\n"u8);
                // "+PONG", or "-LOADING" while it reads its data.
                if (stream.ReadByte() == '+') return;
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
                // Not yet.
            }

            if (patience.Elapsed > TimeSpan.FromMinutes(1)) throw new TimeoutException("redis-server did not come up.");
            Thread.Sleep(20);
        }
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
