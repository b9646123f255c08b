using System.Collections.Concurrent;
using PmBot.Adapters.DirectLine;

namespace PmBot.Adapters.Tests.DirectLine.StandIns;

/// <summary>Transcripts that outlive a server, as a database's do; can stop writing, as before a crash.</summary>
internal sealed class Transcripts : ITranscripts
{
    private readonly ConcurrentDictionary<string, (Transcript Head, List<TranscriptEntry> Entries)> kept = new(StringComparer.Ordinal);

    public bool Writes { get; set; } = true;

    public Task<Transcript?> LoadAsync(string conversation, CancellationToken cancellationToken) =>
        Task.FromResult(kept.TryGetValue(conversation, out var found) ? found.Head with { Entries = [.. found.Entries.OrderBy(e => e.Sequence)] } : null);

    public void Keep(string conversation, Transcript head, TranscriptEntry? entry)
    {
        if (!Writes) return;
        var entries = kept.GetOrAdd(conversation, _ => (head, [])).Entries;
        if (entry is not null)
        {
            entries.RemoveAll(e => e.ActivityId == entry.ActivityId);
            entries.Add(entry);
        }

        kept[conversation] = (head, entries);
    }
}
