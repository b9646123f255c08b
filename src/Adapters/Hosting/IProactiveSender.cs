using PmBot.Adapters.Activities;

namespace PmBot.Adapters.Hosting;

/// <summary>Writes to conversations outside a turn; one implementation an adapter, chosen by <see cref="Adapter"/>.</summary>
public interface IProactiveSender
{
    /// <summary>Which references it serves: those with the same <see cref="ConversationReference.Adapter"/>.</summary>
    string Adapter { get; }

    /// <summary>Sends a message; routing fields are filled in from <paramref name="reference"/>.</summary>
    /// <returns>The channel's id of the message, or null where it gives none.</returns>
    /// <exception cref="DeliveryException">The channel did not take it.</exception>
    Task<string?> SendAsync(ConversationReference reference, Activity message, CancellationToken cancellationToken);

    /// <summary>Replaces a message sent earlier; where the channel cannot, it is sent as a new one.</summary>
    /// <param name="reference">Where it was sent.</param>
    /// <param name="messageId">The channel's id of it.</param>
    /// <param name="message">What it is to say now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The id of the message that says it now.</returns>
    /// <exception cref="DeliveryException">The channel did not take it.</exception>
    Task<string?> UpdateAsync(ConversationReference reference, string messageId, Activity message, CancellationToken cancellationToken) =>
        SendAsync(reference, message, cancellationToken);
}
