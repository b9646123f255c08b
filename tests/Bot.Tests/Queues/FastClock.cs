using System.Diagnostics;

namespace PmBot.Bot.Tests.Queues;

/// <summary>A clock on which everything happens so many times faster; or slower, so that no time is over while a test works.</summary>
internal sealed class FastClock(double factor) : TimeProvider
{
    private readonly DateTimeOffset start = DateTimeOffset.UtcNow;
    private readonly long begun = Stopwatch.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start + (Stopwatch.GetElapsedTime(begun) * factor);

    public override long GetTimestamp() => begun + (long)((Stopwatch.GetTimestamp() - begun) * factor);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(System.CreateTimer(callback, state, Scaled(dueTime), Scaled(period)), this);

    private TimeSpan Scaled(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / factor;

    private sealed class Timer(ITimer inner, FastClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(clock.Scaled(dueTime), clock.Scaled(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
