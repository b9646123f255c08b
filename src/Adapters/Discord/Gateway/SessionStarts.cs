using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Discord.Gateway;

/// <summary>Where the gateway is and when a session may be begun (D1, D4): the address is asked for once, the budget counted and asked for again when it may have changed.</summary>
internal sealed class SessionStarts(Func<CancellationToken, Task<GatewayInfo>> ask, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private readonly Queue<long> begun = new();
    private GatewayInfo? info;
    private long askedAt;
    private int left;

    /// <summary>The gateway's address.</summary>
    /// <exception cref="DeliveryException">Discord did not say.</exception>
    public async Task<string> AddressAsync(CancellationToken cancellationToken) => (info ?? await AskAsync(cancellationToken)).Url;

    /// <summary>Waits until a session may be begun, and counts it.</summary>
    /// <param name="waiting">Told of a long wait: today's sessions are used up.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task TakeAsync(Action<TimeSpan> waiting, CancellationToken cancellationToken)
    {
        var known = info is null || left <= 0 || time.GetElapsedTime(askedAt) > Fresh ? await AskAgainAsync(cancellationToken) : info;
        while (left <= 0)
        {
            var pause = known.ResetAfter > TimeSpan.Zero ? known.ResetAfter : Window;
            waiting(pause);
            await Pauses.AtLeastAsync(pause, time, cancellationToken);
            known = await AskAsync(cancellationToken);
        }

        while (begun.Count >= known.MaxConcurrency)
        {
            var since = time.GetElapsedTime(begun.Peek());
            if (since >= Window) begun.Dequeue();
            else await Pauses.AtLeastAsync(Window - since, time, cancellationToken);
        }

        begun.Enqueue(time.GetTimestamp());
        left--;
    }

    private async Task<GatewayInfo> AskAgainAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(cancellationToken);
        }
        catch (DeliveryException) when (left > 0 && info is not null)
        {
            // What was known an hour ago, less what was used since, is on the safe side.
            return info;
        }
    }

    private async Task<GatewayInfo> AskAsync(CancellationToken cancellationToken)
    {
        info = await ask(cancellationToken);
        (askedAt, left) = (time.GetTimestamp(), info.Remaining);
        return info;
    }
}
