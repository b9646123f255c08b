using System.Globalization;
using System.Net.Http.Headers;

namespace PmBot.Adapters.Discord.Rest;

/// <summary>What may be called when (D21): a budget a bucket as the answers' headers tell, 50 calls a second in all, and pauses that Discord asked for.</summary>
/// <remarks>Measured by the clock that only runs forward: a wall clock that is set, or frozen, changes no pause.</remarks>
internal sealed class RateLimits(TimeProvider time)
{
    /// <summary>The most calls a second in all.</summary>
    public const int GlobalPerSecond = 50;

    private const int MostBuckets = 4096;

    private readonly Lock gate = new();
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Bucket> buckets = new(StringComparer.Ordinal);
    private readonly Queue<TimeSpan> recent = new();
    private readonly long origin = time.GetTimestamp();
    private TimeSpan frozenUntil;

    /// <summary>Zero, and the call is counted; or how long to wait before asking again.</summary>
    public TimeSpan Take(DiscordCall call)
    {
        lock (gate)
        {
            var now = Now;
            var bucket = Find(call);
            if (bucket is not null && bucket.ResetAt <= now) bucket.Refill(now);
            if (bucket is { Left: <= 0 }) return bucket.ResetAt - now;
            if (!call.IsInteraction)
            {
                if (frozenUntil > now) return frozenUntil - now;
                while (recent.TryPeek(out var first) && now - first >= TimeSpan.FromSeconds(1)) recent.Dequeue();
                if (recent.Count >= GlobalPerSecond) return TimeSpan.FromSeconds(1) - (now - recent.Peek());
                recent.Enqueue(now);
            }

            bucket?.Use();
            return TimeSpan.Zero;
        }
    }

    /// <summary>Learns from the headers of an answer.</summary>
    public void Learn(DiscordCall call, HttpResponseHeaders headers)
    {
        if (Text(headers, "X-RateLimit-Bucket") is not { } name || Number(headers, "X-RateLimit-Remaining") is not { } left || Number(headers, "X-RateLimit-Reset-After") is not { } after) return;
        lock (gate)
        {
            names[Route(call)] = name;
            var now = Now;
            if (buckets.Count >= MostBuckets) Prune(now);
            var key = Key(name, call);
            var limit = (int)(Number(headers, "X-RateLimit-Limit") ?? Math.Max(1, left));
            if (!buckets.TryGetValue(key, out var bucket)) buckets[key] = bucket = new Bucket { Limit = limit, Left = limit };
            // Answers overtake each other: within one window only the lower count is true.
            bucket.Left = bucket.ResetAt > now ? Math.Min(bucket.Left, (int)left) : (int)left;
            bucket.Window = TimeSpan.FromSeconds(Math.Clamp(after, 0, 86_400));
            (bucket.Limit, bucket.ResetAt) = (limit, now + bucket.Window);
        }
    }

    /// <summary>Discord wants a pause: of everything, or of the calls that share this one's bucket.</summary>
    public void Hold(DiscordCall call, TimeSpan pause, bool isGlobal)
    {
        lock (gate)
        {
            var until = Now + pause;
            if (isGlobal)
            {
                if (until > frozenUntil) frozenUntil = until;
                return;
            }

            var bucket = Find(call);
            if (bucket is null) buckets[Key(names.GetValueOrDefault(Route(call), Route(call)), call)] = bucket = new Bucket { Limit = 1 };
            (bucket.Left, bucket.ResetAt) = (0, until);
        }
    }

    private TimeSpan Now => time.GetElapsedTime(origin);

    private Bucket? Find(DiscordCall call) => buckets.GetValueOrDefault(Key(names.GetValueOrDefault(Route(call), Route(call)), call));

    private static string Route(DiscordCall call) => $"{call.Method.Method} {call.Route}";

    private static string Key(string name, DiscordCall call) => $"{name}|{call.Major}";

    private void Prune(TimeSpan now)
    {
        foreach (var key in buckets.Where(b => b.Value.ResetAt <= now).Select(b => b.Key).ToList()) buckets.Remove(key);
    }

    private static string? Text(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static double? Number(HttpResponseHeaders headers, string name) =>
        double.TryParse(Text(headers, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private sealed class Bucket
    {
        public int Limit { get; set; }

        public int Left { get; set; }

        public TimeSpan ResetAt { get; set; }

        public TimeSpan Window { get; set; }

        public void Use() => Left--;

        // How long the next window is, only the next answer tells: until then as long as the last one.
        public void Refill(TimeSpan now) => (Left, ResetAt) = (Limit, now + Window);
    }
}
