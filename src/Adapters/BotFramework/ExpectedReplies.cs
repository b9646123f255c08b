using System.Globalization;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.BotFramework;

/// <summary>Collects the replies of a turn for the HTTP answer (deliveryMode expectReplies, A3110).</summary>
internal sealed class ExpectedReplies(ChannelFeatures features, ConversationReference? reference) : IReplyChannel
{
    private readonly List<Activity> collected = [];
    private string? prefix;
    private int sent;

    // Nothing is on anybody's screen yet, so whatever the channel, a collected reply can still be replaced.
    public ChannelFeatures Features { get; } = features with { Updates = true };

    public ConversationReference? Reference { get; } = reference;

    public IReadOnlyList<Activity> Collected => collected;

    public Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken)
    {
        prefix ??= Guid.NewGuid().ToString("N");
        reply.Id = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{++sent}");
        collected.Add(reply);
        return Task.FromResult<string?>(reply.Id);
    }

    public Task UpdateAsync(Activity reply, CancellationToken cancellationToken)
    {
        var at = IndexOf(reply.Id);
        if (at < 0) return SendAsync(reply, cancellationToken);
        collected[at] = reply;
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string activityId, CancellationToken cancellationToken)
    {
        var at = IndexOf(activityId);
        if (at >= 0) collected.RemoveAt(at);
        return Task.CompletedTask;
    }

    private int IndexOf(string? id) => id is null ? -1 : collected.FindIndex(reply => string.Equals(reply.Id, id, StringComparison.Ordinal));
}
