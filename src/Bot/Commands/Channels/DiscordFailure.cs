using System.Globalization;
using PmBot.Adapters.Hosting;

namespace PmBot.Bot.Commands.Channels;

/// <summary>Says in plain words why Discord did not do what it was asked, and what to do about it.</summary>
internal static class DiscordFailure
{
    /// <summary>The words for a call that failed.</summary>
    public static string Explain(DeliveryException failure) => failure.Status switch
    {
        401 => "Discord refused the token: set Discord:BotToken to the token of the developer portal, page Bot.",
        403 or 404 => "Discord does not know this application for this token: check Discord:ApplicationId.",
        429 => $"Discord wants to be left alone for {Pause(failure.RetryAfter)}: try again then.",
        >= 500 and var status => $"Discord has trouble of its own (HTTP {status.ToString(CultureInfo.InvariantCulture)}): try again later.",
        null when failure.IsTransient => "Discord could not be reached: is this machine online, and Discord:ApiBaseUrl right?",
        _ => failure.Message,
    };

    private static string Pause(TimeSpan? wait) => wait switch
    {
        { TotalMinutes: >= 2 and var minutes } => $"{Math.Ceiling(minutes).ToString(CultureInfo.InvariantCulture)} minutes",
        { TotalSeconds: >= 2 and var seconds } => $"{Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture)} seconds",
        _ => "a moment",
    };
}
