namespace PmBot.Bot.State;

/// <summary>Small JSON documents by key, changed by compare-and-set.</summary>
/// <remarks>
/// <para>Versions count up by one from 1 within the life of an entry: after a save that expected <c>n</c> the version is
/// <c>n + 1</c>. An entry that was deleted or has expired starts again at 1, so a version means nothing beyond that life.</para>
/// <para>Every call throws <see cref="StateUnavailableException"/> when the store is away. A save that ends so, or is cancelled,
/// may still have been written: load again before drawing a conclusion.</para>
/// </remarks>
public interface IStateStore
{
    /// <summary>Reads an entry and renews its time to live; null when there is none or it has expired.</summary>
    Task<StoredState?> LoadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Writes an entry if its version is still <paramref name="expectedVersion"/>.</summary>
    /// <param name="key">Any non-empty text.</param>
    /// <param name="utf8Json">The document; copied, so the buffer may be reused once the call has returned.</param>
    /// <param name="expectedVersion">The version loaded before; 0 when there must be no entry (or an expired one).</param>
    /// <param name="timeToLive">How long the entry lives after the last load or save; null keeps it for good.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>False when somebody else was faster: nothing was written.</returns>
    Task<bool> SaveAsync(
        string key,
        ReadOnlyMemory<byte> utf8Json,
        long expectedVersion,
        TimeSpan? timeToLive,
        CancellationToken cancellationToken);

    /// <summary>Removes an entry, whatever its version; nothing happens when there is none.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);
}
