using Microsoft.Extensions.Logging;

namespace PmBot.Adapters.Slack;

/// <summary>What the channel says to operators; never tokens, never what people wrote.</summary>
internal static partial class Log
{
    [LoggerMessage(1501, LogLevel.Information, "A Slack request to {Path} was refused: {Status} {Reason}")]
    public static partial void RequestRefused(this ILogger logger, string path, int status, string reason);

    [LoggerMessage(1502, LogLevel.Warning, "Slack limits {Method}: it rests for {Seconds} s")]
    public static partial void RateLimited(this ILogger logger, string method, double seconds);

    [LoggerMessage(1503, LogLevel.Warning, "Slack answered {Method} with {Status} {Code}")]
    public static partial void Refused(this ILogger logger, string method, int status, string? code);

    [LoggerMessage(1504, LogLevel.Information, "The token of the Slack workspace {Team} was renewed")]
    public static partial void TokenRenewed(this ILogger logger, string team);

    [LoggerMessage(1505, LogLevel.Error, "The token of the Slack workspace {Team} could not be renewed ({Code}): the app has to be installed there again")]
    public static partial void TokenNotRenewed(this ILogger logger, string team, string? code);

    [LoggerMessage(1506, LogLevel.Information, "Slack:BotToken is of the workspace {Team} ({Name})")]
    public static partial void Identified(this ILogger logger, string team, string? name);

    [LoggerMessage(1507, LogLevel.Warning, "An event of the Slack workspace {Team} was left out: PmBot is not installed there")]
    public static partial void UnknownTeam(this ILogger logger, string? team);

    [LoggerMessage(1508, LogLevel.Information, "PmBot was installed in the Slack workspace {Team} ({Name})")]
    public static partial void Installed(this ILogger logger, string team, string? name);

    [LoggerMessage(1509, LogLevel.Information, "PmBot was taken out of the Slack workspace {Team}: {Reason}")]
    public static partial void Uninstalled(this ILogger logger, string team, string reason);

    [LoggerMessage(1510, LogLevel.Warning, "An installation in Slack failed: {Reason}")]
    public static partial void InstallFailed(this ILogger logger, string reason);

    [LoggerMessage(1511, LogLevel.Warning, "A Slack payload could not be read: {Reason}")]
    public static partial void Unreadable(this ILogger logger, string reason);

    [LoggerMessage(1512, LogLevel.Error, "What came from Slack could not be stored in time; Slack will send it again")]
    public static partial void NotStored(this ILogger logger, Exception failure);

    [LoggerMessage(1513, LogLevel.Warning, "Slack's {Method} failed and is done without: {Code}")]
    public static partial void DoneWithout(this ILogger logger, string method, string? code);

    [LoggerMessage(1514, LogLevel.Warning, "Slack sends too many events of the workspace {Team}: some are lost until the hour is over")]
    public static partial void EventsLimited(this ILogger logger, string? team);

    [LoggerMessage(1515, LogLevel.Error, "What stands in a Slack form could not be found out")]
    public static partial void FormFailed(this ILogger logger, Exception failure);

    [LoggerMessage(1520, LogLevel.Information, "Socket Mode is connected")]
    public static partial void SocketConnected(this ILogger logger);

    [LoggerMessage(1521, LogLevel.Information, "Slack asks for a new Socket Mode connection: {Reason}")]
    public static partial void SocketRefresh(this ILogger logger, string reason);

    [LoggerMessage(1522, LogLevel.Warning, "Socket Mode lost its connection ({Reason}); the next try is in {Seconds} s")]
    public static partial void SocketLost(this ILogger logger, string reason, double seconds);

    [LoggerMessage(1523, LogLevel.Error, "Slack:AppToken was refused ({Code}): Socket Mode stays off until the token is put right and PmBot is started again")]
    public static partial void SocketRefused(this ILogger logger, string? code);

    [LoggerMessage(1524, LogLevel.Error, "Socket Mode is switched off in the app's settings at Slack; the next try is in {Seconds} s")]
    public static partial void SocketSwitchedOff(this ILogger logger, double seconds);

    [LoggerMessage(1525, LogLevel.Warning, "An envelope of Socket Mode failed")]
    public static partial void EnvelopeFailed(this ILogger logger, Exception failure);
}
