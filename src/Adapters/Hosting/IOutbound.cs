using PmBot.Adapters.Activities;

namespace PmBot.Adapters.Hosting;

/// <summary>
/// The one way out for what is sent to channels over a wire: stored first, in order within a conversation, tried again with growing
/// pauses, set aside for an admin when nothing helps, and none of it held up by another channel that is slow or dead.
/// </summary>
public interface IOutbound
{
    /// <summary>Stores the message, then waits a short while (two seconds) for it to be delivered.</summary>
    /// <remarks>A typing sign is passed on at once or not at all, and never stored. A message whose key was stored before is not sent a second time.</remarks>
    /// <returns>The channel's id of the message; null where it gives none, or where the message is still under way.</returns>
    /// <exception cref="DeliveryException">The channel refused it for good while we waited.</exception>
    Task<string?> SendAsync(OutboundMessage message, CancellationToken cancellationToken);
}

/// <summary>What is done to a conversation.</summary>
public enum OutboundVerb
{
    /// <summary>A new message.</summary>
    Send,
    /// <summary>A message says something else now.</summary>
    Update,
    /// <summary>A message is taken back.</summary>
    Delete,
}

/// <summary>One thing to be done in a conversation.</summary>
/// <param name="Key">Names it, the same when whatever sends it runs again after a crash: then nothing is sent twice.</param>
/// <param name="Verb">What is done.</param>
/// <param name="Reference">Where.</param>
/// <param name="Activity">What is said; for a deletion only its type counts.</param>
/// <param name="MessageId">Which message is updated or deleted: the channel's id of it, or the <see cref="Key"/> under which it was sent.</param>
public sealed record OutboundMessage(string Key, OutboundVerb Verb, ConversationReference Reference, Activity Activity, string? MessageId = null);
