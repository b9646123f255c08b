using System.Diagnostics;

namespace PmBot.Benchmarks.Compare;

/// <summary>A process that was started for the run and ends with it; what it prints is kept for when it fails.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly Queue<string> printed = new();

    private ChildProcess(ProcessStartInfo start)
    {
        process = new() { StartInfo = start };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>The last lines that it printed.</summary>
    public string Printed
    {
        get
        {
            lock (printed) return string.Join(Environment.NewLine, printed);
        }
    }

    public static ChildProcess Start(string folder, IReadOnlyDictionary<string, string> environment, string file, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new(start);
    }

    /// <summary>Runs something to its end; throws with what it printed when it fails.</summary>
    public static async Task RunAsync(
        string folder, IReadOnlyDictionary<string, string> environment, string file, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        await using var child = Start(folder, environment, file, arguments);
        await child.process.WaitForExitAsync(cancellationToken);
        if (child.process.ExitCode == 0) return;
        throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {child.process.ExitCode}:{Environment.NewLine}{child.Printed}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await EndAsync();
        process.Dispose();
    }

    private async Task EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await Signal.TerminateAsync(process.Id, patience.Token);
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (printed)
        {
            printed.Enqueue(line.Data);
            if (printed.Count > KeptLines) printed.Dequeue();
        }
    }
}
