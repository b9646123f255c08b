namespace PmBot.Adapters.DirectLine;

/// <summary>The last activities of one conversation, oldest first, within a number and a size.</summary>
/// <remarks>
/// Not thread safe. An update supersedes its activity: the old entry goes, the new one takes a later place, so a client
/// gets it after any watermark before it, and never two versions in one answer.
/// </remarks>
internal sealed class ActivityLog(int maxCount, int maxBytes)
{
    private readonly LinkedList<LogEntry> _entries = new();

    public long Sequence { get; private set; }

    public int Bytes { get; private set; }

    public long NextSequence() => ++Sequence;

    /// <summary>Goes on behind a sequence number of an earlier life.</summary>
    public void Continue(long sequence) => Sequence = Math.Max(Sequence, sequence);

    public LogEntry? Find(string activityId)
    {
        for (var node = _entries.Last; node is not null; node = node.Previous)
        {
            if (string.Equals(node.Value.ActivityId, activityId, StringComparison.Ordinal)) return node.Value;
        }
        return null;
    }

    public void Add(LogEntry entry)
    {
        if (Find(entry.ActivityId) is { } superseded) Remove(_entries.Find(superseded)!);
        _entries.AddLast(entry);
        Bytes += entry.Json.Length;
        while (_entries.Count > maxCount || (Bytes > maxBytes && _entries.Count > 1)) Remove(_entries.First!);
    }

    /// <summary>Up to <paramref name="limit"/> entries after a sequence number, oldest first.</summary>
    public List<LogEntry> After(long sequence, int limit = int.MaxValue)
    {
        var node = _entries.Last;
        while (node is not null && node.Value.Sequence > sequence) node = node.Previous;
        node = node is null ? _entries.First : node.Next;
        var found = new List<LogEntry>();
        for (; node is not null && found.Count < limit; node = node.Next) found.Add(node.Value);
        return found;
    }

    private void Remove(LinkedListNode<LogEntry> node)
    {
        Bytes -= node.Value.Json.Length;
        _entries.Remove(node);
    }
}
