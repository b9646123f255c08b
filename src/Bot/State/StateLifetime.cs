namespace PmBot.Bot.State;

/// <summary>Times to live as both stores keep them.</summary>
internal static class StateLifetime
{
    // A century: as good as for good, and far from any overflow.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    /// <summary>Whole milliseconds, rounded up; 0 for an entry that never ends.</summary>
    public static long Milliseconds(TimeSpan? timeToLive)
    {
        if (timeToLive is not { } lives || lives > Longest) return 0;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lives, TimeSpan.Zero, nameof(timeToLive));
        return (long)Math.Ceiling(lives.TotalMilliseconds);
    }
}
