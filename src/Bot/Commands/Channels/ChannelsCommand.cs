using System.CommandLine;

namespace PmBot.Bot.Commands.Channels;

/// <summary><c>channels</c>: what has to be set up for Slack, Discord and Teams, and what became of messages there.</summary>
internal static class ChannelsCommand
{
    // A line a verb: every channel adds its own.
    private static readonly IChannelCommand[] Verbs =
    [
        new CheckCommand(),
        new DeadLettersCommand(),
        new DiscordRegisterCommand(),
        new TeamsPackageCommand(),
        new SlackManifestCommand(),
    ];

    public static Command Create()
    {
        var command = new Command("channels", "Set up and look after the chat channels.");
        foreach (var verb in Verbs)
        {
            command.Add(verb.Create());
        }

        return command;
    }
}
