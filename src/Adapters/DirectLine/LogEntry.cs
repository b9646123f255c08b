namespace PmBot.Adapters.DirectLine;

/// <summary>One activity as clients get it, already in its final bytes.</summary>
/// <param name="Sequence">Its place in the conversation; 0 for what is shown and forgotten (typing).</param>
/// <param name="ActivityId">The id by which clients replace it.</param>
/// <param name="Timestamp">When it was first sent; an update keeps it, and so its place on the page.</param>
/// <param name="Json">The activity in UTF-8.</param>
internal sealed record LogEntry(long Sequence, string ActivityId, DateTimeOffset Timestamp, byte[] Json);
