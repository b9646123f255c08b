using System.CommandLine;
using PmBot.Bot.Learning;

namespace PmBot.Bot.Commands;

/// <summary><c>nlu rollback</c>: puts the model back that <c>nlu train --with-feedback</c> replaced.</summary>
internal static class NluRollbackCommand
{
    public static Command Create()
    {
        var model = new Option<FileInfo?>("--model") { Description = "The model's file; without it the one that 'nlu train --with-feedback' writes." };
        var command = new Command("rollback", "Put the previous model back; a second time takes that back.") { model };
        command.SetAction((parsed, _) => RunAsync(new ModelFiles(parsed.GetValue(model)?.FullName ?? NluFeedbackTraining.DefaultModel())));
        return command;
    }

    private static async Task<int> RunAsync(ModelFiles files)
    {
        if (!files.RollBack())
        {
            await Console.Error.WriteLineAsync($"pmbot: there is no previous model ({files.Previous}).");
            return ExitCodes.Failed;
        }

        await Console.Error.WriteLineAsync($"{files.Current} is the previous model again; a service that runs takes it at its next start.");
        return ExitCodes.Ok;
    }
}
