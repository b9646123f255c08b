namespace PmBot.Adapters.Discord;

/// <summary>The few sentences that the channel says itself; the application words them, in the person's language.</summary>
/// <param name="say">Gives the sentence of a key for a locale such as <c>es-ES</c> or <c>en-US</c>.</param>
public sealed class DiscordTexts(Func<string?, string, string> say)
{
    /// <summary>A button or command of a version that is gone.</summary>
    public string Unknown(string? locale) => say(locale, "discord.unknown");

    /// <summary>A form could not be had in time.</summary>
    public string Slow(string? locale) => say(locale, "discord.slow");

    /// <summary>What a list says before something is chosen.</summary>
    public string Choose(string? locale) => say(locale, "discord.choose");

    /// <summary>What was asked for is done, and there is nothing else to say.</summary>
    public string Done(string? locale) => say(locale, "discord.done");

    /// <summary>Discord did not take the answer.</summary>
    public string Refused(string? locale) => say(locale, "discord.refused");
}
