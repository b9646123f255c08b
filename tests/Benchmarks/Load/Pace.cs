using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PmBot.Benchmarks.Load;

/// <summary>Says when a connection's next message is due.</summary>
/// <remarks>
/// With a rate, messages are due at fixed moments whatever the server does, and a latency counts from then: a server that
/// stalls is charged for everybody who had to wait (no coordinated omission). Without, a message is due when it can be sent.
/// </remarks>
internal sealed partial class Pace
{
    private readonly double first;
    private readonly double interval;
    private long count;

    public Pace(LoadOptions options, Measurement measurement, int index)
    {
        if (options.Rate is not { } rate) return;
        interval = Stopwatch.Frequency * options.Connections / rate;
        first = measurement.Start + (interval * index / options.Connections);
    }

    /// <summary>Waits for the moment and gives it, in Stopwatch time.</summary>
    public long WaitForNext()
    {
        if (interval == 0) return Stopwatch.GetTimestamp();

        var due = (long)(first + (interval * count++));
        while (due - Stopwatch.GetTimestamp() is > 0 and var left) Sleep(left);
        return due;
    }

    // Thread.Sleep knows whole milliseconds only, and spinning would take a processor away from the server.
    private static void Sleep(long ticks)
    {
        var nanoseconds = (long)(ticks * (1e9 / Stopwatch.Frequency));
        var time = new TimeSpec { Seconds = (nint)(nanoseconds / 1_000_000_000), Nanoseconds = (nint)(nanoseconds % 1_000_000_000) };
        // Interrupted or not, the caller looks at the clock again.
        _ = NanoSleep(in time, nint.Zero);
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int NanoSleep(in TimeSpec time, nint remaining);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
