namespace PmBot.Bot.Queues;

/// <summary>What operators read about messages on their way in and out; never what people wrote.</summary>
internal static partial class DeliveryLog
{
    [LoggerMessage(40, LogLevel.Warning, "What waits for channels cannot be looked up now")]
    public static partial void LookFailed(ILogger logger, Exception exception);

    [LoggerMessage(41, LogLevel.Error, "Working on something of {Adapter} failed, attempt {Attempt}")]
    public static partial void RowFailed(ILogger logger, Exception exception, string adapter, int attempt);

    [LoggerMessage(42, LogLevel.Warning, "A message to {Scope} was given up after {Attempts} attempts: {Reason}")]
    public static partial void GivenUp(ILogger logger, string scope, int attempts, string reason);

    [LoggerMessage(43, LogLevel.Warning, "{Scope} is left alone for {Pause}: what was sent there failed too often")]
    public static partial void CircuitOpened(ILogger logger, string scope, TimeSpan pause);

    [LoggerMessage(44, LogLevel.Debug, "A typing sign to {Scope} could not be shown")]
    public static partial void TypingFailed(ILogger logger, Exception exception, string scope);

    [LoggerMessage(45, LogLevel.Warning, "Somebody on {Adapter} could not be told that their message was given up")]
    public static partial void ApologyFailed(ILogger logger, Exception exception, string adapter);

    [LoggerMessage(46, LogLevel.Information, "A place of {Channel} is gone: {References} ways to it are forgotten, and {Messages} messages that waited for it are given up")]
    public static partial void PlaceGone(ILogger logger, string channel, int references, int messages);

    [LoggerMessage(49, LogLevel.Warning, "What is said in web conversations cannot be kept or looked up now")]
    public static partial void TranscriptsUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(50, LogLevel.Error, "{Count} entries of web conversations are not kept: the database does not take them")]
    public static partial void TranscriptsRefused(ILogger logger, Exception exception, int count);
}
