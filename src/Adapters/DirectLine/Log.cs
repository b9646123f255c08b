using Microsoft.Extensions.Logging;

namespace PmBot.Adapters.DirectLine;

/// <summary>Everything this channel logs; never a token, never what people write.</summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "Direct Line conversation {Conversation} started")]
    public static partial void Started(ILogger logger, string conversation);

    [LoggerMessage(2002, LogLevel.Information, "Direct Line conversation {Conversation} continues after a restart")]
    public static partial void Continued(ILogger logger, string conversation);

    [LoggerMessage(2005, LogLevel.Information, "A stream of Direct Line conversation {Conversation} fell behind and was dropped; its client reconnects")]
    public static partial void StreamDropped(ILogger logger, string conversation);

    [LoggerMessage(2006, LogLevel.Debug, "A stream of Direct Line conversation {Conversation} broke")]
    public static partial void StreamBroke(ILogger logger, Exception exception, string conversation);

    [LoggerMessage(2007, LogLevel.Warning, "The web chat bundle is missing in {Folder}: install Node.js, then build again")]
    public static partial void BundleMissing(ILogger logger, string folder);

    [LoggerMessage(2008, LogLevel.Error, "Direct Line request {Path} failed")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string path);
}
