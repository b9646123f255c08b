using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Tests.BotFramework.StandIns;

/// <summary>Sends at once and once: what stores, orders and tries again is the bot's and tested there.</summary>
internal sealed class PlainOutbound(IEnumerable<IChannelSender> senders) : IOutbound
{
    public async Task<string?> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        var sender = senders.Single(s => s.Adapter == message.Reference.Adapter);
        switch (message.Verb)
        {
            case OutboundVerb.Update:
                return await sender.UpdateAsync(message.Reference, message.MessageId!, message.Activity, cancellationToken);
            case OutboundVerb.Delete:
                await sender.DeleteAsync(message.Reference, message.MessageId!, cancellationToken);
                return null;
            default:
                return await sender.SendAsync(message.Reference, message.Activity, cancellationToken);
        }
    }
}
