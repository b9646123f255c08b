using System.CommandLine;
using System.Globalization;
using PmBot.Bot.Queues;
using PmBot.Bot.Hosting;

namespace PmBot.Bot.Commands.Channels;

/// <summary><c>channels dead-letters</c>: messages that could not be delivered, a line each; <c>--resend</c> has them tried again.</summary>
internal sealed class DeadLettersCommand : IChannelCommand
{
    private const int LongestText = 60;

    /// <inheritdoc/>
    public Command Create()
    {
        var resend = new Option<bool>("--resend") { Description = "Have the service try them again, from the beginning." };
        var command = new Command("dead-letters", "List messages that could not be delivered.") { resend };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(resend), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool resend, CancellationToken cancellationToken)
    {
        await using var host = await BotHost.StartAsync(null, [new("Workspace:File", "")], cancellationToken);
        var dead = host.Services.GetRequiredService<DeadLetters>();
        var letters = await dead.ListAsync(workspace: null, cancellationToken);
        foreach (var letter in letters)
        {
            await Console.Out.WriteLineAsync(string.Join('\t', letter.At.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture), letter.Channel, letter.Recipient ?? letter.Conversation ?? "-", Short(letter.Text), letter.Reason));
        }

        if (!resend)
        {
            await Console.Error.WriteLineAsync(letters.Count == 0 ? "Everything was delivered." : $"{letters.Count} not delivered; --resend has them tried again.");
            return ExitCodes.Ok;
        }

        await Console.Error.WriteLineAsync($"{await dead.ResendAsync(letters, cancellationToken)} will be tried again by the service within a second or so.");
        return ExitCodes.Ok;
    }

    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ").Replace('\t', ' ');
        return line.Length == 0 ? "(card)" : line.Length <= LongestText ? line : line[..(LongestText - 1)] + "…";
    }
}
