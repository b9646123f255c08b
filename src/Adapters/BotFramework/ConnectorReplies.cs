using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.BotFramework;

/// <summary>The replies of a turn, one Connector call after the other: plain HTTP keeps no order of its own.</summary>
internal sealed class ConnectorReplies(ConnectorClient connector, Activity incoming, ConversationReference reference) : IReplyChannel
{
    private readonly ServiceAddress service = ServiceAddress.Of(reference);

    public ChannelFeatures Features { get; } = ChannelFeatureTable.Of(incoming);

    public ConversationReference? Reference => reference;

    public Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken) =>
        connector.SendAsync(service, reference.Conversation.Id!, reply, cancellationToken);

    public async Task UpdateAsync(Activity reply, CancellationToken cancellationToken)
    {
        if (Features.Updates && reply.Id is { Length: > 0 })
        {
            try
            {
                await connector.UpdateAsync(service, reference.Conversation.Id!, reply, cancellationToken);
                return;
            }
            catch (DeliveryException gone) when (gone.IsUnsupported)
            {
                // The message is gone or the channel cannot: said again is better than not said.
            }
        }

        await SendAsync(reply, cancellationToken);
    }

    public async Task DeleteAsync(string activityId, CancellationToken cancellationToken)
    {
        try
        {
            await connector.DeleteAsync(service, reference.Conversation.Id!, activityId, cancellationToken);
        }
        catch (DeliveryException gone) when (gone.IsUnsupported)
        {
            // By contract nothing happens where the channel cannot.
        }
    }
}
