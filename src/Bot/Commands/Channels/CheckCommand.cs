using System.CommandLine;
using PmBot.Bot.Hosting;

namespace PmBot.Bot.Commands.Channels;

/// <summary><c>channels check</c>: says in plain words what is missing or wrong in the settings of each channel.</summary>
internal sealed class CheckCommand : IChannelCommand
{
    // A line a channel.
    private static readonly IChannelCheck[] Checks =
    [
        new DiscordCheck(),
        new TeamsCheck(),
        new SlackCheck(),
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public Command Create()
    {
        var offline = new Option<bool>("--offline") { Description = "Look at the settings only; ask no service." };
        var command = new Command("check", "Say what is missing or wrong in the settings of each channel, and try the tokens.") { offline };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(offline), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool offline, CancellationToken cancellationToken)
    {
        var configuration = ChannelSettings.Read();
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5) };
        using var http = new HttpClient(handler) { Timeout = Patience };
        var checkup = new ChannelCheckup(configuration, http, offline);
        var works = true;
        foreach (var mistake in KnownSettings.Check(configuration))
        {
            works = false;
            await WriteAsync("Settings", Finding.Wrong(mistake));
        }

        foreach (var check in Checks)
        {
            foreach (var finding in await check.CheckAsync(checkup, cancellationToken))
            {
                works &= finding.Kind is not FindingKind.Wrong;
                await WriteAsync(check.Channel, finding);
            }
        }

        return works ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static Task WriteAsync(string channel, Finding finding) => Console.Out.WriteLineAsync($"{channel}: {Word(finding.Kind)}: {finding.Text}");

    private static string Word(FindingKind kind) => kind switch
    {
        FindingKind.Ok => "ok",
        FindingKind.Off => "not set up",
        FindingKind.Note => "note",
        _ => "WRONG",
    };
}
