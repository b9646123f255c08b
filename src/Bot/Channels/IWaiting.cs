using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;

namespace PmBot.Bot.Channels;

/// <summary>One kind of thing that waits for a person: for their yes, their answer, their approval.</summary>
/// <remarks>Whatever is registered as one stands on the home page with its buttons, in the order of registration; no channel has to know of it.</remarks>
public interface IWaiting
{
    /// <summary>What of this kind waits for whose turn it is.</summary>
    Task<IReadOnlyList<WaitingQuestion>> OfAsync(Turn turn, CancellationToken cancellationToken);
}

/// <summary>Something that waits for a person.</summary>
/// <param name="Asked">As it was asked; its buttons answer it, bound to its confirmation where it has one.</param>
/// <param name="Where">The room in which it was asked, if it was one whose name is known.</param>
public sealed record WaitingQuestion(Reply Asked, string? Where);
