using System.Threading.Channels;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Tests.BotFramework.StandIns;

/// <summary>A reply channel that keeps what is sent and can be waited upon.</summary>
internal sealed class RecordingReplies : IReplyChannel
{
    private readonly Channel<Activity> sent = Channel.CreateUnbounded<Activity>();
    private readonly List<string?> types = [];

    public ChannelFeatures Features => ChannelFeatures.PlainText;

    public IReadOnlyList<string?> Types
    {
        get
        {
            lock (types) return [.. types];
        }
    }

    /// <summary>What sending does before it is recorded.</summary>
    public Func<Activity, CancellationToken, Task> OnSend { get; set; } = (_, _) => Task.CompletedTask;

    public async Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken)
    {
        await OnSend(reply, cancellationToken);
        lock (types) types.Add(reply.Type);
        sent.Writer.TryWrite(reply);
        return "id";
    }

    public Task UpdateAsync(Activity reply, CancellationToken cancellationToken) => SendAsync(reply, cancellationToken);

    public Task DeleteAsync(string activityId, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<Activity> NextAsync() => await sent.Reader.ReadAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromMinutes(1));
}
