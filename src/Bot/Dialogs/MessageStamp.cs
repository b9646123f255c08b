using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>A message's moment, and its name among all messages: the same when it is delivered again.</summary>
public sealed record MessageStamp(DateTimeOffset UtcNow, string Key)
{
    /// <summary>What an advisor made of it: a turn that runs again acts on the same answer, or its operations would not know that they were done.</summary>
    internal Understanding? Advised { get; set; }
}
