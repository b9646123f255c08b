using System.Globalization;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>Takes the replies of one turn.</summary>
internal sealed class RecordingChannel(ChannelFeatures features, ConversationReference reference, Action<SeenReply> record) : IReplyChannel
{
    private int _sent;

    /// <inheritdoc/>
    public ChannelFeatures Features { get; } = features;

    /// <inheritdoc/>
    public ConversationReference? Reference { get; } = reference;

    /// <inheritdoc/>
    public Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken)
    {
        if (SeenReply.From(reply) is { } seen)
        {
            record(seen);
        }

        return Task.FromResult<string?>($"{reply.ReplyToId}.{Interlocked.Increment(ref _sent).ToString(CultureInfo.InvariantCulture)}");
    }

    /// <inheritdoc/>
    public Task UpdateAsync(Activity reply, CancellationToken cancellationToken) => SendAsync(reply, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(string activityId, CancellationToken cancellationToken) => Task.CompletedTask;
}
