namespace PmBot.Adapters.Discord.Rest;

/// <summary>Counts the answers for which Discord bans: 10,000 of 401, 403 and 429 in ten minutes (D21). Long before that, calls are held back here.</summary>
internal sealed class InvalidRequests(TimeProvider time)
{
    /// <summary>From here on calls are held back.</summary>
    public const int Most = 5000;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Queue<long> counted = new();

    /// <summary>How long to leave Discord alone; zero while there is no need to.</summary>
    public TimeSpan Pause()
    {
        lock (gate)
        {
            Forget();
            return counted.Count < Most ? TimeSpan.Zero : Window - time.GetElapsedTime(counted.Peek());
        }
    }

    /// <summary>One more.</summary>
    public void Count()
    {
        lock (gate)
        {
            Forget();
            counted.Enqueue(time.GetTimestamp());
        }
    }

    private void Forget()
    {
        while (counted.TryPeek(out var first) && time.GetElapsedTime(first) >= Window) counted.Dequeue();
    }
}
