using System.Collections.Concurrent;

namespace PmBot.Adapters.Hosting;

/// <summary>Tells a double click from two clicks: the same button, pressed again by the same person before its answer can have been read, means nothing more.</summary>
/// <remarks>Remembered by this process alone: two clicks that reach two instances count as two.</remarks>
internal sealed class DoubleClicks(TimeProvider time)
{
    /// <summary>How soon after a click another one belongs to it.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, long> last = new(StringComparer.Ordinal);

    /// <summary>Whether a click belongs to one before it; it is remembered.</summary>
    /// <param name="click">Names the message, the button and the person.</param>
    public bool IsAnother(string click)
    {
        if (last.Count >= Most) last.Clear();
        var now = time.GetTimestamp();
        var isAnother = false;
        last.AddOrUpdate(click, now, (_, before) =>
        {
            isAnother = time.GetElapsedTime(before, now) < Window;
            return now;
        });
        return isAnother;
    }

    /// <summary>Nothing came of a click: the next one counts.</summary>
    public void Forget(string click) => last.TryRemove(click, out _);
}
