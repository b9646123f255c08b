using PmBot.Adapters.Activities;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>A message's moment, and its name among all messages: the same when it is delivered again.</summary>
public sealed record MessageStamp(DateTimeOffset UtcNow, string Key)
{
    /// <summary>What an advisor made of it: a turn that runs again acts on the same answer, or its operations would not know that they were done.</summary>
    internal Understanding? Advised { get; set; }

    /// <summary>The stamp of what came in now.</summary>
    internal static MessageStamp Of(Activity activity, Place place, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        // Without an id of the channel's nothing can tell a redelivery, so the message is new by definition.
        return new MessageStamp(now, $"{place.Conversation}|{activity.From?.Id}|{activity.Id ?? Guid.CreateVersion7(now).ToString("N")}");
    }
}
