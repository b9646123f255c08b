using System.Text.Json.Nodes;

namespace PmBot.Adapters.Slack.Rendering;

/// <summary>One message as Slack takes it.</summary>
/// <param name="Text">Beside blocks the text of the notification, else all of it; escaped.</param>
/// <param name="Blocks">What is shown; null where the text is all.</param>
/// <param name="Mrkdwn">The text has markup of its own.</param>
internal sealed record SlackMessage(string Text, JsonArray? Blocks, bool Mrkdwn);
