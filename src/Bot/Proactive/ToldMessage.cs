namespace PmBot.Bot.Proactive;

/// <summary>A message that was told.</summary>
/// <param name="ConversationKey">The key of the conversation's stored reference.</param>
/// <param name="MessageId">What it can be replaced by: the channel's id of it, or our own name; empty where nothing was said.</param>
internal sealed record ToldMessage(string ConversationKey, string MessageId);
