using System.CommandLine;
using PmBot.Bot.Hosting;
using PmBot.ProjectCore.Storage;

namespace PmBot.Bot.Commands;

/// <summary><c>migrate</c>: brings the database's schema up to date.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Apply database migrations (serve does so too unless Storage:AutoMigrate=false).");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var host = await BotHost.StartAsync(null, [new("Storage:AutoMigrate", "false"), new("Workspace:File", "")], cancellationToken);
        var applied = await host.Services.GetRequiredService<Migrator>().MigrateAsync(cancellationToken);
        foreach (var migration in applied)
        {
            await Console.Out.WriteLineAsync(migration);
        }

        await Console.Error.WriteLineAsync(applied.Count == 0 ? "The schema was up to date." : $"Applied {applied.Count}.");
        return ExitCodes.Ok;
    }
}
