using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.Hosting;

/// <summary>Shows that the bot is at work: one <c>typing</c> after a second, then at most every three (A6000, A6001).</summary>
/// <remarks>Typing and replies share a gate, so that a late sign never stands behind the answer it announced.</remarks>
internal sealed class TypingReplies : IReplyChannel, IAsyncDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly IReplyChannel inner;
    private readonly Activity incoming;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly PeriodicTimer timer;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly CancellationTokenSource ended = new();
    private readonly Task signs;

    public TypingReplies(IReplyChannel inner, Activity incoming, TimeProvider time, ILogger log)
    {
        (this.inner, this.incoming, this.time, this.log) = (inner, incoming, time, log);
        timer = new PeriodicTimer(First, time);
        signs = SignAsync();
    }

    public ChannelFeatures Features => inner.Features;

    public ConversationReference? Reference => inner.Reference;

    public async Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await inner.SendAsync(reply, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task UpdateAsync(Activity reply, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            await inner.UpdateAsync(reply, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    public Task DeleteAsync(string activityId, CancellationToken cancellationToken) => inner.DeleteAsync(activityId, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        timer.Dispose();
        await ended.CancelAsync();
        await signs;
        ended.Dispose();
        gate.Dispose();
    }

    private async Task SignAsync()
    {
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token))
            {
                timer.Period = Again;
                // A reply is on its way right now: it says more than the sign would.
                if (!await gate.WaitAsync(TimeSpan.Zero, ended.Token)) continue;
                try
                {
                    await SendTypingAsync();
                }
                finally
                {
                    gate.Release();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The turn is over, or the channel is too slow for a sign to be worth its while.
        }
#pragma warning disable CA1031 // A sign that cannot be shown must never hurt the turn, whatever the channel's client throws.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            log.TypingFailed(incoming.ChannelId, failure);
        }
    }

    private async Task SendTypingAsync()
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ended.Token);
        var typing = new TurnContext(incoming, inner);
        await typing.SendAsync(new Activity { Type = ActivityTypes.Typing }, either.Token);
    }
}
