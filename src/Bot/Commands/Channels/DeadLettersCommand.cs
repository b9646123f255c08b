using System.CommandLine;
using System.Globalization;
using PmBot.Bot.Queues;
using PmBot.Bot.Hosting;
using PmBot.Bot.Rendering;

namespace PmBot.Bot.Commands.Channels;

/// <summary><c>channels dead-letters</c>: messages that could not be delivered (<c>out</c>) and what was written to the bot that it failed at (<c>in</c>), a line each; <c>--resend</c> has them tried again.</summary>
internal sealed class DeadLettersCommand : IChannelCommand
{
    private const int LongestText = 60;

    /// <inheritdoc/>
    public Command Create()
    {
        var resend = new Option<bool>("--resend") { Description = "Have the service try them again, from the beginning." };
        var command = new Command("dead-letters", "List messages that could not be delivered, and what people wrote that could not be handled.") { resend };
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
            await Console.Out.WriteLineAsync(string.Join(
                '\t', letter.WasWritten ? "in" : "out", letter.At.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture), letter.Channel, letter.Person ?? letter.Conversation ?? "-",
                letter.WasWritten ? "(written to PmBot)" : Short(letter.Text), letter.Reason.ReplaceLineEndings(" ")));
        }

        if (!resend)
        {
            await Console.Error.WriteLineAsync(letters.Count == 0 ? "Everything was delivered and handled." : $"{letters.Count(l => !l.WasWritten)} not delivered (out), {letters.Count(l => l.WasWritten)} not handled (in); --resend has them tried again.");
            return ExitCodes.Ok;
        }

        await Console.Error.WriteLineAsync($"{await dead.ResendAsync(letters, cancellationToken)} will be tried again by the service within a second or so.");
        return ExitCodes.Ok;
    }

    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ").Replace('\t', ' ');
        return line.Length == 0 ? "(card)" : CardText.Cut(line, LongestText);
    }
}
