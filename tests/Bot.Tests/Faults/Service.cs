using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace PmBot.Bot.Tests.Faults;

/// <summary>A running <c>pmbot serve</c>: a process of its own on a port that the system chose.</summary>
internal sealed partial class Service : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Printed _printed;

    private Service(Process process, Printed printed, Uri address) => (_process, _printed, Address) = (process, printed, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>What it has said on standard error.</summary>
    public string Diagnostics => _printed.Text;

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public static async Task<Service> StartAsync(IReadOnlyDictionary<string, string> settings, string folder)
    {
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = Program.Launch(settings, folder, [("ASPNETCORE_URLS", "http://127.0.0.1:0")], []);
        var printed = new Printed();
        process.ErrorDataReceived += (_, line) =>
        {
            printed.Add(line.Data);
            if (line.Data is { } said && ReadyLine().Match(said) is { Success: true } match) ready.TrySetResult(new Uri(match.Value));
            if (line.Data is null) ready.TrySetException(new InvalidOperationException("pmbot ended before it was ready:\n" + printed.Text));
        };
        process.OutputDataReceived += (_, line) => printed.Add(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        try
        {
            return new Service(process, printed, await ready.Task.WaitAsync(Patience));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Asks it to end, by <c>TERM</c> or <c>INT</c>, without waiting.</summary>
    public void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>The status of its health check.</summary>
    public async Task<int> ReadyAsync()
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(Address, "/health/ready"));
        return (int)answer.StatusCode;
    }

    /// <summary>Waits until its health check says that its stores are there.</summary>
    public async Task WellAsync()
    {
        var waited = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await ReadyAsync() != 200)
        {
            if (waited.Elapsed > Patience) throw new TimeoutException("pmbot did not recover:\n" + Diagnostics);
            await pause.WaitForNextTickAsync();
        }
    }

    /// <summary>Waits until it takes no new callers.</summary>
    public async Task ClosedAsync()
    {
        var waited = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (waited.Elapsed < Patience)
        {
            try
            {
                using var caller = new TcpClient();
                await caller.ConnectAsync(Address.Host, Address.Port);
            }
            catch (SocketException)
            {
                return;
            }

            await pause.WaitForNextTickAsync();
        }

        throw new TimeoutException("pmbot still takes callers:\n" + Diagnostics);
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex(@"(?<=ready on )http://127\.0\.0\.1:\d+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex ReadyLine();
}
