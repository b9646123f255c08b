using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace PmBot.Bot.State;

/// <summary>The entries used last, bounded by their size; what was read since the last round gets a second chance.</summary>
/// <remarks>Anybody may read at any time; only the writer changes it.</remarks>
internal sealed class StateCache(long budget)
{
    private readonly ConcurrentDictionary<string, LinkedListNode<StateEntry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<StateEntry> _round = new();
    private long _weight;

    public int Count => _round.Count;

    public IEnumerable<StateEntry> Entries => _round;

    public bool TryGet(string key, [NotNullWhen(true)] out StateEntry? entry)
    {
        entry = _entries.TryGetValue(key, out var node) ? node.Value : null;
        return entry is not null;
    }

    public void Put(StateEntry entry)
    {
        if (_entries.TryGetValue(entry.Key, out var old)) Unlink(old);
        _entries[entry.Key] = _round.AddLast(entry);
        _weight += entry.Weight;
    }

    public void Remove(string key)
    {
        if (!_entries.TryRemove(key, out var node)) return;
        Unlink(node);
        node.Value.Retire();
    }

    /// <summary>Drops entries until the rest fits; <paramref name="dropped"/> is told each one's last expiry.</summary>
    public void Trim(Action<StateEntry, long> dropped)
    {
        while (_weight > budget && _round.First is { } node)
        {
            var entry = node.Value;
            _round.RemoveFirst();
            if (entry.Referenced)
            {
                entry.Referenced = false;
                _round.AddLast(node);
                continue;
            }

            _entries.TryRemove(entry.Key, out _);
            _weight -= entry.Weight;
            dropped(entry, entry.Retire());
        }
    }

    public void Clear()
    {
        foreach (var entry in _round) entry.Retire();
        _entries.Clear();
        _round.Clear();
        _weight = 0;
    }

    private void Unlink(LinkedListNode<StateEntry> node)
    {
        _round.Remove(node);
        _weight -= node.Value.Weight;
    }
}
