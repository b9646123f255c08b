using System.CommandLine;
using PmBot.Bot.Hosting;

namespace PmBot.Bot.Commands;

/// <summary><c>import FILE</c>: a workspace file, YAML or JSON, into the store.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The workspace file (YAML or JSON)." }.AcceptExistingOnly();
        var command = new Command("import", "Import a workspace file: what is there is updated, nothing is deleted.") { file };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetRequiredValue(file).FullName, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string file, CancellationToken cancellationToken)
    {
        await using var host = await BotHost.StartAsync(null, [new("Workspace:File", "")], cancellationToken);
        var summary = await host.ImportAsync(file, cancellationToken);
        await Console.Out.WriteLineAsync(
            $"{summary.Name}: people {Count(summary.Users)}, projects {Count(summary.Projects)}, tasks {Count(summary.Tasks)}, deployments {Count(summary.Deployments)}");
        return ExitCodes.Ok;
    }

    private static string Count(ProjectCore.Files.ImportCount count) => $"{count.Created} new, {count.Updated} updated";
}
