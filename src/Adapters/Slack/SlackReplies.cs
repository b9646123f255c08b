using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Slack;

/// <summary>The replies of a turn in Slack: queued, marked with their time, and with a way back that outlives the turn.</summary>
internal sealed class SlackReplies(QueuedReplies queue, ConversationReference lasting, TimeProvider time) : IReplyChannel
{
    public ChannelFeatures Features => queue.Features;

    public ConversationReference? Reference => lasting;

    public Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken) => queue.SendAsync(Stamped(reply), cancellationToken);

    public Task UpdateAsync(Activity reply, CancellationToken cancellationToken) => queue.UpdateAsync(Stamped(reply), cancellationToken);

    public Task DeleteAsync(string activityId, CancellationToken cancellationToken) => queue.DeleteAsync(activityId, cancellationToken);

    private Activity Stamped(Activity reply)
    {
        reply.Timestamp ??= time.GetUtcNow();
        return reply;
    }
}

/// <summary>Keeps what is said instead of sending it: the home page, whose message is shown as the page.</summary>
internal sealed class KeptReplies(ConversationReference lasting) : IReplyChannel
{
    public List<Activity> Said { get; } = [];

    public ChannelFeatures Features => SlackChannel.Features;

    public ConversationReference? Reference => lasting;

    public Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken)
    {
        if (reply.Type is not ActivityTypes.Typing) Said.Add(reply);
        return Task.FromResult<string?>(null);
    }

    public Task UpdateAsync(Activity reply, CancellationToken cancellationToken) => SendAsync(reply, cancellationToken);

    public Task DeleteAsync(string activityId, CancellationToken cancellationToken) => Task.CompletedTask;
}
