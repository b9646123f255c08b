namespace PmBot.Adapters.Slack.Client;

/// <summary>A workspace that we may speak to.</summary>
/// <param name="Id">The key of its installation: the workspace's or the organisation's id.</param>
/// <param name="Token">Its bot token.</param>
/// <param name="BotUser">The bot's own user there, or null where nobody said so yet.</param>
internal sealed record SlackTeam(string Id, string Token, string? BotUser);
