namespace PmBot.Adapters.DirectLine;

/// <summary>Keeps what was said in web conversations beyond the life of the process.</summary>
/// <remarks>Writing may lag a moment behind: whoever restores a conversation leaves room in its sequence for what was not written any more.</remarks>
public interface ITranscripts
{
    /// <summary>What is kept of a conversation, or null.</summary>
    Task<Transcript?> LoadAsync(string conversation, CancellationToken cancellationToken);

    /// <summary>Keeps an entry and how far its conversation has come. Does not wait.</summary>
    /// <param name="conversation">Its id.</param>
    /// <param name="head">How far it has come; <see cref="Transcript.Entries"/> is empty.</param>
    /// <param name="entry">What was said, or null where only the conversation has changed.</param>
    void Keep(string conversation, Transcript head, TranscriptEntry? entry);
}

/// <summary>A web conversation as it is kept.</summary>
/// <param name="Epoch">Names its life: the watermarks that clients hold begin with it.</param>
/// <param name="Sequence">How many entries it has had.</param>
/// <param name="Person">The account that talks, once known.</param>
/// <param name="Locale">The client's language, once known.</param>
/// <param name="Ended">One side has ended it.</param>
/// <param name="Entries">The last ones, oldest first.</param>
public sealed record Transcript(string Epoch, long Sequence, string? Person, string? Locale, bool Ended, IReadOnlyList<TranscriptEntry> Entries);

/// <summary>One thing that was said.</summary>
/// <param name="Sequence">Its place.</param>
/// <param name="ActivityId">The id by which it is replaced.</param>
/// <param name="Timestamp">When it was first shown.</param>
/// <param name="Json">The activity in UTF-8, as clients get it.</param>
public sealed record TranscriptEntry(long Sequence, string ActivityId, DateTimeOffset Timestamp, ReadOnlyMemory<byte> Json);

/// <summary>Keeps nothing: what was said lives as long as the process.</summary>
internal sealed class NoTranscripts : ITranscripts
{
    public Task<Transcript?> LoadAsync(string conversation, CancellationToken cancellationToken) => Task.FromResult<Transcript?>(null);

    public void Keep(string conversation, Transcript head, TranscriptEntry? entry)
    {
    }
}
