using System.Diagnostics;

namespace PmBot.Adapters.Tests.Support;

/// <summary>A clock that runs so many times faster than the real one, or slower, and its timers with it: pauses of minutes pass in a second and are measured by it.</summary>
/// <remarks>
/// It waits for those who work (<see cref="Pulse"/>): a limit of twenty seconds is no shorter for an answer that a busy machine is slow to give, and no timer is
/// ever early by its own clock.
/// </remarks>
/// <param name="factor">How many times faster.</param>
/// <param name="start">What it shows at first; 3 March 2026 where nothing is said.</param>
internal sealed class PacedTime(double factor = 25, DateTimeOffset? start = null) : TimeProvider
{
    private readonly DateTimeOffset start = start ?? new(2026, 3, 3, 14, 30, 0, TimeSpan.Zero);
    private readonly long began = Pulse.Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => (long)((Pulse.Ticks - began) * factor);

    public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(callback, state, factor);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(TimerCallback callback, object? state, double factor) : ITimer
    {
        private readonly Lock gate = new();
        private long due = long.MaxValue;
        private long period;
        private bool isOver;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (gate)
            {
                if (isOver) return false;
                this.period = period == Timeout.InfiniteTimeSpan ? 0 : Real(period);
                due = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : Pulse.Ticks + Real(dueTime);
                if (due != long.MaxValue) Pulse.Wake(Look, due);
                return true;
            }
        }

        public void Dispose()
        {
            lock (gate) (isOver, due) = (true, long.MaxValue);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        // Woken once for every moment that was ever asked for: only the one that still holds counts.
        private void Look()
        {
            lock (gate)
            {
                if (due > Pulse.Ticks) return;
                due = period == 0 ? long.MaxValue : due + period;
                if (due != long.MaxValue) Pulse.Wake(Look, due);
            }

            callback(state);
        }

        // One tick more, so that none is early by what the division leaves over.
        private long Real(TimeSpan time) => time == TimeSpan.Zero ? 0 : (long)(time.Ticks / factor) + 1;
    }

    /// <summary>The time in which this process had nothing to do but to wait.</summary>
    /// <remarks>
    /// It counts beats, each of which has passed through the thread pool's queue behind everything that was ready to run. A beat brings the time that has really
    /// passed, but two milliseconds at most, and an eighth of it while other threads of the pool are at work, or wait for a processor to be so: more of them than
    /// at the quietest moment of the last seconds, as some are held by whoever runs the tests.
    /// </remarks>
    private static class Pulse
    {
        private const int BeatsRemembered = 2000;

        private static readonly long Most = TimeSpan.FromMilliseconds(2).Ticks;
        private static readonly Lock Gate = new();
        private static readonly PriorityQueue<Action, long> Waiting = new();
        private static readonly AutoResetEvent Counted = new(initialState: false);
        private static long ticks;
        private static long last = Stopwatch.GetTimestamp();
        private static int beats;
        private static int quietest = int.MaxValue;
        private static int quietestBefore = int.MaxValue;

        static Pulse() => new Thread(Beat) { IsBackground = true, Name = nameof(Pulse) }.Start();

        public static long Ticks => Interlocked.Read(ref ticks);

        public static void Wake(Action action, long at)
        {
            lock (Gate) Waiting.Enqueue(action, at);
        }

        private static void Beat()
        {
            while (true)
            {
                Thread.Sleep(1);
                ThreadPool.UnsafeQueueUserWorkItem(static _ => Count(), null);
                Counted.WaitOne();
            }
        }

        private static void Count()
        {
            var passed = Math.Min(Stopwatch.GetElapsedTime(last).Ticks, Most);
            last = Stopwatch.GetTimestamp();
            Interlocked.Add(ref ticks, IsQuiet() ? passed : passed / 8);
            lock (Gate)
            {
                while (Waiting.TryPeek(out _, out var at) && at <= ticks) ThreadPool.UnsafeQueueUserWorkItem(static due => due(), Waiting.Dequeue(), preferLocal: false);
            }

            Counted.Set();
        }

        private static bool IsQuiet()
        {
            ThreadPool.GetMaxThreads(out var most, out _);
            ThreadPool.GetAvailableThreads(out var free, out _);
            if (++beats % BeatsRemembered == 0) (quietestBefore, quietest) = (quietest, int.MaxValue);
            quietest = Math.Min(quietest, most - free);
            return most - free <= Math.Min(quietest, quietestBefore);
        }
    }
}
