using System.Collections.Concurrent;

namespace PmBot.Adapters.Hosting;

/// <summary>Remembers of which messages of the channel one of ours consists that was too long for one, so that its next version takes the place of all of them.</summary>
/// <remarks>What is remembered must outlive the process: a page that nobody knows of any more stands there for good.</remarks>
public interface IMessagePages
{
    /// <summary>The pages of the message that one of them, also one that it no longer has, belongs to; empty for a message that never had more than one.</summary>
    /// <param name="adapter">Whose.</param>
    /// <param name="place">Within what the channel's ids are unique.</param>
    /// <param name="page">The channel's id of the page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The channel's ids, in order.</returns>
    ValueTask<IReadOnlyList<string>> FindAsync(string adapter, string place, string page, CancellationToken cancellationToken);

    /// <summary>From now on the message consists of these pages. The ids that it had before lead to it still.</summary>
    /// <param name="adapter">Whose.</param>
    /// <param name="place">Within what the channel's ids are unique.</param>
    /// <param name="before">The pages that it had; empty for a new message.</param>
    /// <param name="pages">The pages that it has: at least one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask KeepAsync(string adapter, string place, IReadOnlyList<string> before, IReadOnlyList<string> pages, CancellationToken cancellationToken);
}

/// <summary>Pages that are remembered until the process ends.</summary>
internal sealed class MemoryPages : IMessagePages
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> kept = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    public ValueTask<IReadOnlyList<string>> FindAsync(string adapter, string place, string page, CancellationToken cancellationToken) =>
        ValueTask.FromResult(kept.GetValueOrDefault(Key(adapter, place, page), []));

    public ValueTask KeepAsync(string adapter, string place, IReadOnlyList<string> before, IReadOnlyList<string> pages, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> now = [.. pages];
        lock (gate)
        {
            // All ids of the message, also those that it had long before.
            var old = before.Count > 0 && kept.TryGetValue(Key(adapter, place, before[0]), out var same) ? kept.Where(k => ReferenceEquals(k.Value, same)).Select(k => k.Key).ToList() : [];
            foreach (var key in before.Concat(pages).Select(p => Key(adapter, place, p)).Concat(old)) kept[key] = now;
        }

        return ValueTask.CompletedTask;
    }

    private static string Key(string adapter, string place, string page) => $"{adapter}\n{place}\n{page}";
}
