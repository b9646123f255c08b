using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Slack;
using PmBot.Bot.Media;

namespace PmBot.Bot.Commands.Channels;

/// <summary><c>channels slack-manifest</c>: the app for api.slack.com/apps, ready to be pasted.</summary>
internal sealed class SlackManifestCommand : IChannelCommand
{
    private static readonly JsonSerializerOptions Pretty = new(ActivityJson.Default.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public Command Create()
    {
        var url = new Option<string?>("--url") { Description = $"Where Slack reaches this service, such as https://pmbot.example.com; else {PublicAddress.Key}." };
        var socket = new Option<bool>("--socket") { Description = "Socket Mode: no public address is needed." };
        var command = new Command("slack-manifest", "Print the manifest of the Slack app.") { url, socket };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(url), parsed.GetValue(socket), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? url, bool socket, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder().SetBasePath(Directory.GetCurrentDirectory()).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();
        var address = url ?? configuration[PublicAddress.Key];
        if (PublicAddress.Mistake(address) is not null || (address is null && !socket))
        {
            await Console.Error.WriteLineAsync("pmbot: say where Slack reaches this service with --url https://pmbot.example.com, or use --socket, which needs no address.");
            return ExitCodes.BadUsage;
        }

        if (!socket && new Uri(address!) is { Scheme: not "https" })
        {
            await Console.Error.WriteLineAsync("pmbot: Slack calls https addresses only; --socket needs none.");
            return ExitCodes.BadUsage;
        }

        var manifest = SlackManifest.Create(address is { Length: > 0 } ? new Uri(address) : null, socket);
        await Console.Out.WriteLineAsync(manifest.ToJsonString(Pretty).AsMemory(), cancellationToken);
        return ExitCodes.Ok;
    }
}
