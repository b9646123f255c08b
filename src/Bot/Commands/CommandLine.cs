using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using PmBot.Bot.Commands.Channels;
using PmBot.Bot.Hosting;
using PmBot.Bot.State;
using PmBot.ProjectCore.Storage;

namespace PmBot.Bot.Commands;

/// <summary>The verbs of <c>pmbot</c>. Data goes to standard output, diagnostics to standard error.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("PmBot: run projects, tasks and sprints by chat.")
        {
            ServeCommand.Create(),
            ChatCommand.Create(),
            TestCommand.Create(),
            ImportCommand.Create(),
            ExportCommand.Create(),
            UnderstandCommand.Create(),
            NluCommand.Create(),
            MigrateCommand.Create(),
            ChannelsCommand.Create(),
        };
        root.SetAction((_, cancellationToken) => ServeCommand.RunAsync(cancellationToken));
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync($"pmbot: {error.Message}");
            }

            await Console.Error.WriteLineAsync("pmbot --help lists the verbs and their options.");
            return ExitCodes.BadUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // The service ends by itself within its own limit; the default here would cut turns off after two seconds.
                ProcessTerminationTimeout = ServeCommand.ShutdownTimeout + TimeSpan.FromSeconds(5),
            });
        }
        catch (Exception e) when (e is SettingsException or StorageUnavailableException or SchemaTooNewException or StateUnavailableException or IOException or UnauthorizedAccessException
            or OptionsValidationException || (e is AggregateException several && several.InnerExceptions.All(i => i is OptionsValidationException)))
        {
            foreach (var line in Lines(e))
            {
                await Console.Error.WriteLineAsync($"pmbot: {line}");
            }

            return IsOutside(e) ? ExitCodes.Failed : ExitCodes.BadUsage;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Failed;
        }
    }

    /// <summary>The call was right, and something that it needs is not there: a store is away, or somebody else has the port.</summary>
    private static bool IsOutside(Exception e) =>
        e is StorageUnavailableException or SchemaTooNewException or StateUnavailableException || e.InnerException is AddressInUseException;

    private static IEnumerable<string> Lines(Exception e) => e switch
    {
        AggregateException several => several.InnerExceptions.SelectMany(Lines),
        OptionsValidationException invalid => invalid.Failures,
        _ => e.Message.Split('\n'),
    };
}
