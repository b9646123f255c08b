namespace PmBot.Adapters.Hosting;

/// <summary>The bot behind the channels: takes one activity at a time of a conversation.</summary>
/// <remarks>
/// An adapter calls it once it has verified and translated the request. It does not throw for anything a person can
/// write; an exception means a bug or a lost store, and the adapter answers as its protocol says.
/// </remarks>
public interface ITurnHandler
{
    /// <summary>Runs one turn; replies go out through <paramref name="turn"/> in order.</summary>
    Task OnTurnAsync(TurnContext turn, CancellationToken cancellationToken);
}
