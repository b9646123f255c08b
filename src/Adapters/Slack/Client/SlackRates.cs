using System.Collections.Concurrent;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Slack.Client;

/// <summary>Keeps to Slack's limits before it has to remind us: a method that was refused rests as long as it said, and a channel gets about a message a second.</summary>
/// <remarks>Who waits longer than a moment is sent away with the time to come back, so that no worker is held.</remarks>
internal sealed class SlackRates(TimeProvider time)
{
    /// <summary>Messages a channel may get at once before the pace of one a second begins.</summary>
    public const int Burst = 3;

    private const int MostRemembered = 10_000;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(string Team, string Method), long> resting = new();
    private readonly Dictionary<(string Team, string Channel), long> paces = [];
    private readonly Lock gate = new();

    /// <summary>Waits until a method may be called.</summary>
    /// <exception cref="DeliveryException">That takes longer than a moment.</exception>
    public async ValueTask EnterAsync(string team, string method, CancellationToken cancellationToken)
    {
        while (resting.TryGetValue((team, method), out var until))
        {
            var left = Left(until);
            if (left <= TimeSpan.Zero)
            {
                resting.TryRemove(new((team, method), until));
                return;
            }

            await WaitAsync(left, cancellationToken);
        }
    }

    /// <summary>Takes a channel's turn, and waits for it.</summary>
    /// <exception cref="DeliveryException">That takes longer than a moment; the turn is given back.</exception>
    public async ValueTask EnterChannelAsync(string team, string channel, CancellationToken cancellationToken)
    {
        TimeSpan left;
        lock (gate)
        {
            var now = time.GetTimestamp();
            if (paces.Count >= MostRemembered) Forget(now);
            // The moment at which the next message is due if every one before took its second.
            var due = Math.Max(paces.GetValueOrDefault((team, channel)), now);
            left = Left(due) - ((Burst - 1) * Pace);
            if (left <= Patience) paces[(team, channel)] = due + Ticks(Pace);
        }

        if (left > TimeSpan.Zero) await WaitAsync(left, cancellationToken);
    }

    /// <summary>A method was refused: it rests.</summary>
    public void Rest(string team, string method, TimeSpan time) =>
        resting.AddOrUpdate((team, method), static (_, until) => until, static (_, before, until) => Math.Max(before, until), Until(time));

    private async ValueTask WaitAsync(TimeSpan left, CancellationToken cancellationToken)
    {
        if (left > Patience) throw new DeliveryException("Slack wants to be left alone for a while.", 429, "ratelimited") { RetryAfter = left };
        await Pauses.AtLeastAsync(left, time, cancellationToken);
    }

    private void Forget(long now)
    {
        foreach (var key in paces.Where(p => p.Value <= now).Select(p => p.Key).ToList()) paces.Remove(key);
    }

    private long Until(TimeSpan span) => time.GetTimestamp() + Ticks(span);

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    private TimeSpan Left(long until) => until <= time.GetTimestamp() ? TimeSpan.Zero : time.GetElapsedTime(time.GetTimestamp(), until);
}
