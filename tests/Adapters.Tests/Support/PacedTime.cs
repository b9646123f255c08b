namespace PmBot.Adapters.Tests.Discord.StandIns;

/// <summary>A clock that runs many times faster than the real one, and whose timers do as well: pauses of minutes pass in a second and are measured by it.</summary>
internal sealed class FastTime(double factor = 25) : TimeProvider
{
    private readonly DateTimeOffset start = new(2026, 3, 3, 14, 30, 0, TimeSpan.Zero);
    private readonly long began = System.GetTimestamp();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => (long)(System.GetElapsedTime(began).Ticks * factor);

    public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromTicks(GetTimestamp());

    // A real timer counts whole milliseconds: one more, so that none is ever early.
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Scaled(System.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    private TimeSpan Real(TimeSpan time) => time == Timeout.InfiniteTimeSpan || time == TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds / factor) + 1);

    private sealed class Scaled(ITimer inner, FastTime owner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(owner.Real(dueTime), owner.Real(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
