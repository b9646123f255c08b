using System.Diagnostics;
using System.Globalization;

namespace PmBot.Benchmarks.Compare;

/// <summary>Asks a process to end, as Ctrl-C or a service manager would.</summary>
internal static class Signal
{
    public static async Task TerminateAsync(int pid, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", pid.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }
}
