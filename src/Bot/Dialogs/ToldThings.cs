using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>What people tell the bot that is no order yet: work of theirs, a message for somebody, that they want something to do. Each is answered with an offer.</summary>
public sealed class ToldThings(ReportedWork reports, Errands errands, Suggestions suggestions)
{
    /// <summary>Takes a message as one of these.</summary>
    /// <returns>False where it is none: nothing was said.</returns>
    public async Task<bool> TakeAsync(Understanding heard, Turn turn, CancellationToken cancellationToken) =>
        await reports.TakeAsync(heard, turn, cancellationToken) || await errands.TakeAsync(heard, turn, cancellationToken) || await suggestions.TakeAsync(heard, turn, cancellationToken);
}
