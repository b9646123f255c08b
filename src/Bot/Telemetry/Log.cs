
namespace PmBot.Bot.Telemetry;

/// <summary>Every line that the bot itself logs. No message text, no names: those belong to the people.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "A turn failed on channel {Channel} (trace {Trace})")]
    public static partial void TurnFailed(ILogger logger, Exception exception, string? channel, string? trace);

    [LoggerMessage(2, LogLevel.Warning, "A store was away in a turn on channel {Channel}; the person was asked to try again")]
    public static partial void StoreUnavailable(ILogger logger, Exception exception, string? channel);

    [LoggerMessage(3, LogLevel.Information, "Imported {File}: {Users} people, {Projects} projects, {Tasks} tasks")]
    public static partial void Imported(ILogger logger, string file, int users, int projects, int tasks);

    [LoggerMessage(4, LogLevel.Information, "Applied migration {Migration}")]
    public static partial void Migrated(ILogger logger, string migration);

    [LoggerMessage(5, LogLevel.Warning, "A turn on channel {Channel} was done but the talk could not be saved; the next message starts afresh")]
    public static partial void TalkForgotten(ILogger logger, Exception exception, string? channel);

    [LoggerMessage(20, LogLevel.Warning, "Something that could be learnt from was not kept")]
    public static partial void LearningFailed(ILogger logger, Exception exception);

    [LoggerMessage(21, LogLevel.Warning, "The language model was of no help ({Reason}, status {Status}); the bot goes on without it")]
    public static partial void LanguageModelFailed(ILogger logger, string reason, int status);
}
