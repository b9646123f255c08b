using PmBot.Adapters.Activities;

namespace PmBot.Adapters.Hosting;

/// <summary>One adapter's wire, outside a turn as well as for the replies that are queued; chosen by <see cref="Adapter"/>.</summary>
/// <remarks>One call is one attempt: whoever calls (<see cref="IOutbound"/>) keeps the order, waits and tries again.</remarks>
public interface IChannelSender
{
    /// <summary>Which references it serves: those with the same <see cref="ConversationReference.Adapter"/>.</summary>
    string Adapter { get; }

    /// <summary>There is no wire to wait for (a page that is open here, a terminal): what is said arrives now or never, and nothing is queued.</summary>
    bool IsImmediate => false;

    /// <summary>
    /// Whether it can be told, by the message's id (<see cref="Activity.Id"/> of what is sent, our own key), that the channel has it already, so
    /// that what may have arrived can be sent once more.
    /// </summary>
    /// <param name="reference">Where to.</param>
    /// <param name="message">What.</param>
    /// <param name="age">For how long it may be there.</param>
    bool TellsDuplicates(ConversationReference reference, Activity message, TimeSpan age) => false;

    /// <summary>Sends a message; the conversation, sender and recipient are filled in from <paramref name="reference"/>.</summary>
    /// <param name="reference">Where to.</param>
    /// <param name="message">What. Its <c>id</c>, where it has one, is our own key of it, the same at every attempt.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The channel's id of the message, or null where it gives none.</returns>
    /// <exception cref="DeliveryException">The channel did not take it.</exception>
    Task<string?> SendAsync(ConversationReference reference, Activity message, CancellationToken cancellationToken);

    /// <summary>Sends a message that an earlier attempt, perhaps of another process, may have brought already; where that can be told, it is there once after this.</summary>
    /// <param name="reference">Where to.</param>
    /// <param name="message">What.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The channel's id of the message, or null where it gives none.</returns>
    /// <exception cref="DeliveryException">The channel did not take it.</exception>
    Task<string?> SendAgainAsync(ConversationReference reference, Activity message, CancellationToken cancellationToken) => SendAsync(reference, message, cancellationToken);

    /// <summary>Replaces a message sent earlier; where the channel cannot, it is sent as a new one.</summary>
    /// <param name="reference">Where it was sent.</param>
    /// <param name="messageId">The channel's id of it.</param>
    /// <param name="message">What it is to say now. Its <c>id</c>, where it has one, is our own key of this version, the same at every attempt.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The id of the message that says it now.</returns>
    /// <exception cref="DeliveryException">The channel did not take it.</exception>
    Task<string?> UpdateAsync(ConversationReference reference, string messageId, Activity message, CancellationToken cancellationToken) =>
        SendAsync(reference, message, cancellationToken);

    /// <summary>Replaces a message, which an earlier attempt, perhaps of another process, may have done already in whole or in part; where that can be told, nothing of it is there twice after this.</summary>
    /// <param name="reference">Where it was sent.</param>
    /// <param name="messageId">The channel's id of it.</param>
    /// <param name="message">What it is to say now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The id of the message that says it now.</returns>
    /// <exception cref="DeliveryException">The channel did not take it.</exception>
    Task<string?> UpdateAgainAsync(ConversationReference reference, string messageId, Activity message, CancellationToken cancellationToken) =>
        UpdateAsync(reference, messageId, message, cancellationToken);

    /// <summary>Takes a message back; nothing happens where the channel cannot.</summary>
    /// <param name="reference">Where it was sent.</param>
    /// <param name="messageId">The channel's id of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DeliveryException">The channel did not answer, or refused.</exception>
    Task DeleteAsync(ConversationReference reference, string messageId, CancellationToken cancellationToken) => Task.CompletedTask;
}
