namespace PmBot.Bot;

/// <summary>How long a pattern may look at a text.</summary>
internal static class MatchTime
{
    /// <summary>Milliseconds of the clock, not of work: on a busy machine a thread may wait for seconds in the middle of a match, and that is nobody's mistake.</summary>
    /// <remarks>What keeps a hostile text from holding a turn up are patterns that cannot run away, which a test holds every one of them to; this ends only what that test missed.</remarks>
    public const int Most = 60_000;
}
