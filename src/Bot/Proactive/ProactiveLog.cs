namespace PmBot.Bot.Proactive;

/// <summary>What operators read about what is sent without being asked for.</summary>
internal static partial class ProactiveLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Telling {Kind} {Key} failed; it will be tried again")]
    public static partial void DeliveryFailed(ILogger logger, Exception exception, string kind, string key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} {Key} is not told: the bot is not any more where it was to be told")]
    public static partial void NowhereToTell(ILogger logger, string kind, string key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is due cannot be looked up now")]
    public static partial void LookFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Planner} failed for the workspace {Workspace}; it will be tried again")]
    public static partial void PlanFailed(ILogger logger, Exception exception, string planner, Guid workspace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Housekeeper} could not tidy up; it will be tried again")]
    public static partial void TidyFailed(ILogger logger, Exception exception, string housekeeper);
}
