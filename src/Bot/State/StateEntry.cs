namespace PmBot.Bot.State;

/// <summary>One entry in the memory of the embedded store.</summary>
/// <remarks>
/// Immutable but for its expiry, which readers push out and the writer ends: an entry whose expiry is <see cref="Gone"/> has
/// left the memory, and whoever still holds it has to ask the writer. Times are Unix milliseconds.
/// </remarks>
internal sealed class StateEntry(string key, ReadOnlyMemory<byte> json, long version, long timeToLive, long expiresAt)
{
    /// <summary>The expiry of an entry that never ends.</summary>
    public const long Never = long.MaxValue;

    private const long Gone = long.MinValue;
    private const int Overhead = 256;

    private long _expiresAt = expiresAt;
    private volatile bool _renewed;

    public string Key { get; } = key;

    public StoredState Stored { get; } = new(json, version);

    /// <summary>Milliseconds; 0 for an entry that never ends.</summary>
    public long TimeToLive { get; } = timeToLive;

    public long ExpiresAt => Volatile.Read(ref _expiresAt);

    /// <summary>Read since the cache last looked for something to drop.</summary>
    public bool Referenced { get; set; }

    /// <summary>The file has an earlier expiry than this.</summary>
    public bool Renewed => _renewed;

    /// <summary>Roughly what it occupies, in bytes.</summary>
    public int Weight => Overhead + (Key.Length * sizeof(char)) + Stored.Json.Length;

    /// <summary>Starts the time to live again; false when it is over or the entry has left the memory.</summary>
    public bool TryRenew(long now)
    {
        while (true)
        {
            var current = ExpiresAt;
            if (current <= now) return false;
            if (current == Never) return true;
            var renewed = now + TimeToLive;
            if (renewed <= current) return true;
            if (Interlocked.CompareExchange(ref _expiresAt, renewed, current) != current) continue;
            _renewed = true;
            return true;
        }
    }

    /// <summary>The expiry to write down. The mark goes first, so that a renewal in between sets it again.</summary>
    public long TakeRenewal()
    {
        _renewed = false;
        return ExpiresAt;
    }

    /// <summary>Ends the entry for all who hold it, and gives the expiry it had.</summary>
    public long Retire() => Interlocked.Exchange(ref _expiresAt, Gone);
}
