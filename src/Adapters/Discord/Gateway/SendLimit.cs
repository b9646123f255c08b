namespace PmBot.Adapters.Discord.Gateway;

/// <summary>At most 120 sends in 60 seconds over one connection, of which some are kept for heartbeats (D9).</summary>
internal sealed class SendLimit(TimeProvider time)
{
    public const int Most = 120;
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(60);
    private const int KeptForHeartbeats = 5;

    private readonly Queue<long> sent = new();

    /// <summary>How long to wait before the next send; zero takes the place.</summary>
    public TimeSpan Take(bool isHeartbeat)
    {
        var now = time.GetTimestamp();
        while (sent.TryPeek(out var first) && time.GetElapsedTime(first, now) >= Window) sent.Dequeue();
        var most = isHeartbeat ? Most : Most - KeptForHeartbeats;
        if (sent.Count < most)
        {
            sent.Enqueue(now);
            return TimeSpan.Zero;
        }

        return Window - time.GetElapsedTime(sent.ElementAt(sent.Count - most), now);
    }
}
