using System.Globalization;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.Hosting;

/// <summary>The replies of a turn through <see cref="IOutbound"/>, for channels that were acknowledged before the turn, or whose turn must not wait for a slow wire.</summary>
/// <remarks>
/// Each has the key <c>{turn key}#{n}</c>, so that a turn that runs again after a crash sends nothing twice. A message that is still under
/// way goes by its key until the channel has given it an id. Typing signs are not counted: whether one is shown depends on the clock.
/// </remarks>
/// <param name="outbound">Where they go.</param>
/// <param name="features">What the channel can show.</param>
/// <param name="reference">The conversation.</param>
/// <param name="turnKey">Names the turn among all turns of all channels: adapter and the channel's id of the event.</param>
public sealed class QueuedReplies(IOutbound outbound, ChannelFeatures features, ConversationReference reference, string turnKey) : IReplyChannel
{
    private int count;

    /// <inheritdoc/>
    public ChannelFeatures Features => features;

    /// <inheritdoc/>
    public ConversationReference? Reference => reference;

    /// <inheritdoc/>
    public async Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken)
    {
        if (reply.Type is ActivityTypes.Typing)
        {
            await outbound.SendAsync(new OutboundMessage(turnKey, OutboundVerb.Send, reference, reply), cancellationToken);
            return null;
        }

        var key = NextKey();
        return reply.Id = await outbound.SendAsync(new OutboundMessage(key, OutboundVerb.Send, reference, reply), cancellationToken) ?? key;
    }

    /// <inheritdoc/>
    public Task UpdateAsync(Activity reply, CancellationToken cancellationToken) => features.Updates && reply.Id is { Length: > 0 } id
        ? outbound.SendAsync(new OutboundMessage(NextKey(), OutboundVerb.Update, reference, reply, id), cancellationToken)
        : SendAsync(reply, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(string activityId, CancellationToken cancellationToken) =>
        outbound.SendAsync(new OutboundMessage(NextKey(), OutboundVerb.Delete, reference, new Activity { Type = ActivityTypes.MessageDelete }, activityId), cancellationToken);

    private string NextKey() => string.Create(CultureInfo.InvariantCulture, $"{turnKey}#{++count}");
}
