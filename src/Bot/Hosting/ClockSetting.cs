using System.Globalization;

namespace PmBot.Bot.Hosting;

/// <summary>The setting <c>Clock:Now</c>: an ISO moment at which the clock stands still, for tests and demos.</summary>
internal static class ClockSetting
{
    public const string Key = "Clock:Now";

    /// <summary>The clock of the settings.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="time">The clock where the settings say nothing, and the timers and stopwatches of one that stands still.</param>
    /// <exception cref="SettingsException">The moment cannot be read.</exception>
    public static TimeProvider Read(IConfiguration configuration, TimeProvider time) => configuration[Key] is { Length: > 0 } text ? new FrozenClock(Parse(text), time) : time;

    public static DateTimeOffset Parse(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now)
            ? now
            : throw new SettingsException($"{Key}: '{text}' is no ISO moment such as 2026-03-03T09:30:00-05:00.");

    /// <summary>Always the same moment; timers and stopwatches run on.</summary>
    private sealed class FrozenClock(DateTimeOffset now, TimeProvider running) : TimeProvider
    {
        public override long TimestampFrequency => running.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();

        public override long GetTimestamp() => running.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => running.CreateTimer(callback, state, dueTime, period);
    }
}

/// <summary>A setting is wrong; its message is the one line that the operator reads.</summary>
public sealed class SettingsException : Exception
{
    public SettingsException()
    {
    }

    public SettingsException(string message)
        : base(message)
    {
    }

    public SettingsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
