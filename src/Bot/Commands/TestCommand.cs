using System.CommandLine;
using PmBot.Bot.ConversationFiles;

namespace PmBot.Bot.Commands;

/// <summary><c>test PATH...</c>: runs conversation files against the real bot on throw-away stores.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Conversation files, or folders of them (*.txt).", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("test", "Run conversation files against the real bot on throw-away stores.") { paths, format };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetRequiredValue(paths), parsed.GetValue(format) == "json", cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, bool json, CancellationToken cancellationToken)
    {
        await using var runner = new ConversationRunner();
        var reports = await runner.RunAsync(paths, cancellationToken);
        if (json)
        {
            await ReportWriter.WriteJsonAsync(reports, Console.Out);
        }
        else
        {
            await ReportWriter.WriteTextAsync(reports, Console.Out);
        }

        foreach (var line in reports.Where(r => !r.IsUsable).SelectMany(r => r.Lines))
        {
            await Console.Error.WriteLineAsync($"pmbot: {line}");
        }

        if (reports.Count == 0)
        {
            await Console.Error.WriteLineAsync("pmbot: there is no conversation file (*.txt) there.");
            return ExitCodes.BadUsage;
        }

        return reports.All(r => r.Passed) ? ExitCodes.Ok : reports.Any(r => !r.IsUsable) ? ExitCodes.BadUsage : ExitCodes.Failed;
    }
}
