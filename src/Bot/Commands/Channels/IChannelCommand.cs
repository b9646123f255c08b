using System.CommandLine;

namespace PmBot.Bot.Commands.Channels;

/// <summary>A verb of <c>pmbot channels</c>, such as <c>slack-manifest</c>; listed in <see cref="ChannelsCommand"/>.</summary>
internal interface IChannelCommand
{
    /// <summary>The command as the command line takes it.</summary>
    Command Create();
}
