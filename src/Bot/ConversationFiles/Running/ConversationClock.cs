namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>A clock that stands still until the conversation moves it.</summary>
/// <remarks>Only the time of day stands still: timers and time stamps go on, so time limits and retries work as ever.</remarks>
internal sealed class ConversationClock(DateTimeOffset now) : TimeProvider
{
    private long _ticks = now.UtcTicks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Sets the clock; back, too.</summary>
    public void Set(DateTimeOffset moment) => Interlocked.Exchange(ref _ticks, moment.UtcTicks);

    /// <summary>Moves the clock.</summary>
    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
