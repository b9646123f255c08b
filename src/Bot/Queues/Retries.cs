namespace PmBot.Bot.Queues;

/// <summary>How often and with what pauses something is tried again over minutes and hours; what is tried again within seconds is Polly's.</summary>
internal static class Retries
{
    /// <summary>A row that fails by itself, whatever the channel does, is given up after this many attempts: about a quarter of an hour.</summary>
    public const int MostAttempts = 12;

    /// <summary>A row whose handling throws what nobody expected is given up after this many.</summary>
    public const int MostFailures = 5;

    /// <summary>How long a channel may be away before what waits for it is given up.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>How long a message waits that may have arrived, on a channel that could not tell that it has it already.</summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>One second, two, four ... five minutes, each longer or shorter by up to a fifth so that what failed together does not come back together.</summary>
    public static TimeSpan Pause(int attempts)
    {
        var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Clamp(attempts - 1, 0, 20)), LongestPause.TotalSeconds));
        return pause * (0.8 + (System.Security.Cryptography.RandomNumberGenerator.GetInt32(401) / 1000.0));
    }
}
