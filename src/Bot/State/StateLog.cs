namespace PmBot.Bot.State;

/// <summary>What the stores and gates say to operators. Never a document; keys only where a lock was lost.</summary>
internal static partial class StateLog
{
    [LoggerMessage(2001, LogLevel.Information, "Conversation state is kept in {Path}.")]
    public static partial void Opened(ILogger logger, string path);

    [LoggerMessage(2002, LogLevel.Error,
        "The state file {Path} is damaged. It was moved to {Aside} and a fresh one started: open conversations begin anew; projects and tasks are not affected.")]
    public static partial void MovedAside(ILogger logger, string path, string aside, Exception reason);

    [LoggerMessage(2003, LogLevel.Error, "The state file {Path} cannot be read or written; trying again with the next message.")]
    public static partial void FileFailed(ILogger logger, string path, Exception reason);

    [LoggerMessage(2004, LogLevel.Information, "The state file {Path} works again.")]
    public static partial void FileRecovered(ILogger logger, string path);

    [LoggerMessage(2005, LogLevel.Debug, "Removed {Count} expired entries from the state file.")]
    public static partial void Purged(ILogger logger, int count);

    [LoggerMessage(2011, LogLevel.Information, "Redis is connected.")]
    public static partial void RedisUp(ILogger logger);

    [LoggerMessage(2012, LogLevel.Warning, "Redis does not answer; trying again until it does. {Reason}")]
    public static partial void RedisDown(ILogger logger, string reason);

    [LoggerMessage(2013, LogLevel.Warning, "Redis refused a command: {Reason}")]
    public static partial void RedisRefused(ILogger logger, string reason);

    [LoggerMessage(2014, LogLevel.Information, "Opening a new connection to Redis; the old one did not recover.")]
    public static partial void RedisReplaced(ILogger logger);

    [LoggerMessage(2015, LogLevel.Warning, "The lock on conversation {Conversation} was lost while its turn was running; compare-and-set protects its state.")]
    public static partial void LockLost(ILogger logger, string conversation);
}
