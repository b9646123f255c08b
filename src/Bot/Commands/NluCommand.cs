using System.CommandLine;

namespace PmBot.Bot.Commands;

/// <summary><c>nlu</c>: understanding alone, on anybody's data.</summary>
internal static class NluCommand
{
    public static Command Create() => new("nlu", "Train, use and judge the models that understand messages.")
    {
        NluTrainCommand.Create(),
        NluPredictCommand.Create(),
        NluDatetimeCommand.Create(),
        NluReviewCommand.Create(),
        NluEvalCommand.Create(),
        NluReportCommand.Create(),
        NluRollbackCommand.Create(),
    };
}
