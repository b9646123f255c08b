using System.Text.RegularExpressions;

namespace PmBot.Bot.Dialogs;

/// <summary>Writes out what people run together: "no on 17" is "no, on 17", "1st thing" is "first thing".</summary>
internal static partial class Rewording
{
    /// <summary>The message as it is read; as it was where nothing has to be written out.</summary>
    public static string Of(string message) =>
        message.Length > LongestShort ? message : FirstThing().Replace(NoWhich().Replace(message, "${no}, ${which}"), "first thing");

    // Of a long message nothing hangs on its first word alone.
    private const int LongestShort = 200;

    // Not "no la termine": only before a number is it sure what follows.
    [GeneratedRegex(@"^\s*(?<no>no+|nope|nah)\s+(?<which>((on|in|at|for|to|the|it was|was|i meant|mejor|era|en|a|al|la|el|con|para)\s+){1,3}#?\d{1,6}\W*((porfa|please|mejor|instead)\W*)?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex NoWhich();

    [GeneratedRegex(@"\b1st thing\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex FirstThing();
}
