using Microsoft.Extensions.Logging;

namespace PmBot.Adapters.Discord;

/// <summary>What the channel says to operators; never tokens, never what people wrote.</summary>
internal static partial class Log
{
    [LoggerMessage(1301, LogLevel.Information, "Discord: connected as {Bot}")]
    public static partial void Connected(this ILogger logger, string? bot);

    [LoggerMessage(1302, LogLevel.Information, "Discord: the connection ended ({Reason}, close {Code}); the next one in {Seconds:0.0} s")]
    public static partial void ConnectionEnded(this ILogger logger, string reason, int? code, double seconds);

    [LoggerMessage(1303, LogLevel.Error, "Discord: no further attempt. {Problem}")]
    public static partial void Stopped(this ILogger logger, string problem);

    [LoggerMessage(1305, LogLevel.Warning, "Discord: today's sessions are used up; the next one in {Seconds:0} s")]
    public static partial void NoSessionsLeft(this ILogger logger, double seconds);

    [LoggerMessage(1306, LogLevel.Error, "Discord: the bot token was refused; nothing more is sent")]
    public static partial void TokenRefused(this ILogger logger);

    [LoggerMessage(1307, LogLevel.Warning, "Discord: {Method} {Route} is to wait {Seconds:0.00} s (global: {IsGlobal})")]
    public static partial void RateLimited(this ILogger logger, string method, string route, double seconds, bool isGlobal);

    [LoggerMessage(1308, LogLevel.Warning, "Discord: {Method} {Route} was answered {Status} {Code}")]
    public static partial void CallRefused(this ILogger logger, string method, string route, int status, string? code);

    [LoggerMessage(1309, LogLevel.Warning, "Discord: an event {Event} could not be read")]
    public static partial void EventUnreadable(this ILogger logger, string @event, Exception failure);

    [LoggerMessage(1310, LogLevel.Warning, "Discord: an event {Event} could not be stored; again in {Seconds:0.0} s")]
    public static partial void EventNotStored(this ILogger logger, string @event, double seconds, Exception failure);

    [LoggerMessage(1311, LogLevel.Warning, "Discord: interaction {Interaction} could not be answered in time ({Code})")]
    public static partial void InteractionNotAnswered(this ILogger logger, string interaction, string? code);

    [LoggerMessage(1312, LogLevel.Error, "Discord: an event {Event} failed")]
    public static partial void EventFailed(this ILogger logger, string @event, Exception failure);

    [LoggerMessage(1313, LogLevel.Warning, "Discord: the session could not be kept")]
    public static partial void SessionNotKept(this ILogger logger, Exception failure);

    [LoggerMessage(1314, LogLevel.Warning, "Discord: the gateway's address {Address} is neither wss nor on this machine")]
    public static partial void AddressUnsafe(this ILogger logger, string address);
}
