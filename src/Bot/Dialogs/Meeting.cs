using PmBot.Adapters.Hosting;

namespace PmBot.Bot.Dialogs;

/// <summary>Somebody at a place.</summary>
internal sealed record Meeting(TurnContext Context, Place Place, Arrival Arrived)
{
    /// <inheritdoc cref="Hearing.IsOverheard"/>
    public bool IsOverheard { get; init; }
}
