using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.BotFramework;

/// <summary>The Connector of a channel.</summary>
/// <param name="Url">The serviceUrl exactly as the channel named it.</param>
/// <param name="Trusted">An authenticated activity named it; our token goes nowhere else.</param>
public readonly record struct ServiceAddress(string Url, bool Trusted)
{
    /// <summary>The address that a stored reference leads to.</summary>
    public static ServiceAddress Of(ConversationReference reference) =>
        ConnectorUrl.IsUsable(reference.ServiceUrl)
            ? new(reference.ServiceUrl!, reference.Trusted)
            : throw new DeliveryException("The conversation has no address to write to.");
}
