using System.CommandLine;

namespace PmBot.Benchmarks.Load;

/// <summary><c>workspaces</c>: writes the workspace files that a load run needs.</summary>
internal static class WorkspacesCommand
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--out") { Description = "Where to write them.", Required = true };
        var people = new PopulationOptions();
        var command = new Command("workspaces", "Writes workspace files for pmbot import, with the people of a load run.") { folder, people.Workspaces, people.PerWorkspace };
        command.SetAction(async (parsed, _) =>
        {
            foreach (var path in WorkspaceFiles.Write(parsed.GetRequiredValue(folder).FullName, people.Read(parsed)))
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync(path);
            }

            return 0;
        });
        return command;
    }
}
