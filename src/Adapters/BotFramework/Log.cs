using Microsoft.Extensions.Logging;

namespace PmBot.Adapters.BotFramework;

/// <summary>What the channel says to operators; never tokens, never what people wrote.</summary>
internal static partial class Log
{
    [LoggerMessage(1101, LogLevel.Warning, "{Method} to the Connector at {Host} was answered {Status} {Code}")]
    public static partial void ConnectorRefused(this ILogger logger, string method, string host, int status, string? code);

    [LoggerMessage(1102, LogLevel.Information, "A request to /api/messages was refused: {Status} {Reason}")]
    public static partial void RequestRefused(this ILogger logger, int status, string reason);

    [LoggerMessage(1103, LogLevel.Warning, "The signing keys at {Address} could not be fetched")]
    public static partial void KeysNotFetched(this ILogger logger, string address, Exception failure);

    [LoggerMessage(1104, LogLevel.Information, "{Count} signing keys were fetched from {Address}")]
    public static partial void KeysFetched(this ILogger logger, int count, string address);

    [LoggerMessage(1105, LogLevel.Error, "The login service refused the bot's own credentials: {Status} {Code}")]
    public static partial void LoginRefused(this ILogger logger, int status, string? code);

    [LoggerMessage(1106, LogLevel.Information, "No MicrosoftAppId is set: /api/messages answers callers on this machine only")]
    public static partial void LocalCallersOnly(this ILogger logger);
}
