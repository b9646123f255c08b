using PmBot.Bot.Dialogs;

namespace PmBot.Bot.Skills;

/// <summary>Channels by their names.</summary>
internal static class ChannelWords
{
    /// <summary>"Slack", "la web".</summary>
    public static string Of(string channel, Turn turn) =>
        turn.HasText($"channel.{channel}") ? turn.Text($"channel.{channel}") : channel.Length == 0 ? channel : char.ToUpperInvariant(channel[0]) + channel[1..];
}
