using System.CommandLine;
using PmBot.Bot.Hosting;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Commands;

/// <summary><c>export</c>: the workspace as a file that imports to the same thing, on standard output.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var format = new Option<string>("--format") { Description = "yaml or json.", DefaultValueFactory = _ => "yaml" };
        format.AcceptOnlyFromAmong("yaml", "json");
        var command = new Command("export", "Write the workspace to standard output.") { format };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(format) == "json" ? FileFormat.Json : FileFormat.Yaml, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileFormat format, CancellationToken cancellationToken)
    {
        await using var host = await BotHost.StartAsync(null, [new("Workspace:File", "")], cancellationToken);
        if (await host.Services.GetRequiredService<IdentityQueries>().DefaultWorkspaceAsync(cancellationToken) is not { } workspace)
        {
            await Console.Error.WriteLineAsync("pmbot: there is no workspace yet. Talk to the bot or import a file first.");
            return ExitCodes.Failed;
        }

        var exported = await host.Services.GetRequiredService<WorkspaceExporter>().ExportAsync(workspace, format, cancellationToken);
        if (!exported.Try(out var text, out var error))
        {
            await Console.Error.WriteLineAsync($"pmbot: the workspace cannot be exported ({error.Code}).");
            return ExitCodes.Failed;
        }

        await Console.Out.WriteAsync(text);
        return ExitCodes.Ok;
    }
}
