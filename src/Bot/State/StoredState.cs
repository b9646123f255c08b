namespace PmBot.Bot.State;

/// <summary>An entry of an <see cref="IStateStore"/>.</summary>
/// <param name="Json">The document as UTF-8. It may be shared with other readers: never write through it.</param>
/// <param name="Version">What the next save has to expect; 1 or more.</param>
public sealed record StoredState(ReadOnlyMemory<byte> Json, long Version);
