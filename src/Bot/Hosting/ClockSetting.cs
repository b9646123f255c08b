using System.Globalization;

namespace PmBot.Bot.Hosting;

/// <summary>The setting <c>Clock:Now</c>: an ISO moment at which the clock stands still, for tests and demos.</summary>
internal static class ClockSetting
{
    public const string Key = "Clock:Now";

    /// <exception cref="SettingsException">The moment cannot be read.</exception>
    public static TimeProvider Read(IConfiguration configuration) => configuration[Key] is { Length: > 0 } text ? new FrozenClock(Parse(text)) : TimeProvider.System;

    public static DateTimeOffset Parse(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now)
            ? now
            : throw new SettingsException($"{Key}: '{text}' is no ISO moment such as 2026-03-03T09:30:00-05:00.");

    /// <summary>Always the same moment; timers and stopwatches run on.</summary>
    private sealed class FrozenClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
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
