using Microsoft.Extensions.Logging;

namespace PmBot.Adapters.Hosting;

/// <summary>What running a turn says to operators; ids only, never what people wrote.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "The turn of activity {ActivityId} on {Channel} ran out of time")]
    public static partial void TurnTimedOut(this ILogger logger, string? channel, string? activityId);

    [LoggerMessage(1002, LogLevel.Warning, "A reply to activity {ActivityId} on {Channel} could not be delivered")]
    public static partial void ReplyNotDelivered(this ILogger logger, string? channel, string? activityId, Exception failure);

    [LoggerMessage(1003, LogLevel.Error, "The turn of activity {ActivityId} on {Channel} failed")]
    public static partial void TurnFailed(this ILogger logger, string? channel, string? activityId, Exception failure);

    [LoggerMessage(1005, LogLevel.Error, "{Service} failed; it begins anew in {Seconds:0.0} s")]
    public static partial void ServiceFailed(this ILogger logger, string service, double seconds, Exception failure);

    [LoggerMessage(1004, LogLevel.Debug, "The typing sign on {Channel} could not be shown")]
    public static partial void TypingFailed(this ILogger logger, string? channel, Exception failure);
}
