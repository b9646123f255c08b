namespace PmBot.Bot.Proactive;

/// <summary>Where a message was written, as far as it can be found again.</summary>
/// <param name="Key">The key of its stored reference.</param>
/// <param name="IsPrivate">Nobody else reads along.</param>
/// <param name="Name">What a shared channel is called, where the platform says so.</param>
public sealed record ConversationPlace(string Key, bool IsPrivate, string? Name);
