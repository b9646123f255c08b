namespace PmBot.Bot.State;

/// <summary>One transaction of the embedded store: decides on the entries as they will be, and shows them once it is committed.</summary>
internal sealed class StateBatch(StateFile file, StateCache cache, long now)
{
    private const int PurgeAtOnce = 500;

    // What this transaction found or changed; null: deleted.
    private readonly Dictionary<string, StateEntry?> _staged = new(StringComparer.Ordinal);

    public StoredState? Load(string key) => Find(key)?.Stored;

    public bool Save(string key, ReadOnlyMemory<byte> json, long expectedVersion, long timeToLive)
    {
        if ((Find(key)?.Stored.Version ?? 0) != expectedVersion) return false;
        var expiresAt = timeToLive == 0 ? StateEntry.Never : now + timeToLive;
        var entry = new StateEntry(key, json, expectedVersion + 1, timeToLive, expiresAt);
        file.Write(entry);
        _staged[key] = entry;
        return true;
    }

    public bool Delete(string key)
    {
        _staged[key] = null;
        return file.Delete(key);
    }

    /// <summary>Deletes entries whose time is over, a bounded number at once, and writes down what was renewed in memory.</summary>
    /// <returns>How many were deleted, and whether there may be more.</returns>
    public (int Deleted, bool More) Purge()
    {
        WriteRenewals();
        var deleted = 0;
        var expired = file.Expired(now, PurgeAtOnce);
        foreach (var key in expired)
        {
            // A reader may have renewed it since its expiry was written: then it lives.
            if (Find(key) is { } alive) Renew(alive, alive.TakeRenewal());
            else if (Delete(key)) deleted++;
        }

        return (deleted, expired.Count == PurgeAtOnce);
    }

    /// <summary>Writes down how far readers have pushed expiries out.</summary>
    /// <returns>Whether there were any.</returns>
    public bool WriteRenewals()
    {
        var any = false;
        foreach (var entry in cache.Entries)
        {
            if (!entry.Renewed) continue;
            Renew(entry, entry.TakeRenewal());
            any = true;
        }

        return any;
    }

    /// <summary>Makes room in the memory; part of the transaction because renewals only known there are written down.</summary>
    public void Trim() => cache.Trim((entry, expiresAt) =>
    {
        if (entry.Renewed) Renew(entry, expiresAt);
    });

    /// <summary>After the commit: readers see what it did.</summary>
    public void Publish()
    {
        foreach (var (key, entry) in _staged)
        {
            if (entry is null) cache.Remove(key);
            else cache.Put(entry);
        }
    }

    private StateEntry? Find(string key)
    {
        if (_staged.TryGetValue(key, out var entry)) return entry is not null && entry.TryRenew(now) ? entry : null;
        if (cache.TryGet(key, out entry)) return entry.TryRenew(now) ? entry : null;
        if (file.Read(key) is not { } read || !read.TryRenew(now)) return null;
        _staged[key] = read;
        return read;
    }

    private void Renew(StateEntry entry, long expiresAt) => file.Renew(entry.Key, entry.Stored.Version, expiresAt);
}
