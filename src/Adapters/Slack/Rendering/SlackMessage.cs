using System.Text.Json.Nodes;

namespace PmBot.Adapters.Slack.Rendering;

/// <summary>One message as Slack takes it.</summary>
/// <param name="Text">Beside blocks the text of the notification, else all of it; escaped.</param>
/// <param name="Blocks">What is shown; null where the text is all.</param>
/// <param name="Mrkdwn">The text has markup of its own.</param>
internal sealed record SlackMessage(string Text, JsonArray? Blocks, bool Mrkdwn)
{
    /// <summary>The arguments of the call that says it.</summary>
    /// <param name="channel">Where; null for an answer by response_url.</param>
    /// <param name="more">What the method takes besides; what is null is left out.</param>
    public JsonObject ToJson(string? channel, params (string Name, string? Value)[] more)
    {
        var message = new JsonObject { ["text"] = Text };
        if (channel is not null) message["channel"] = channel;
        foreach (var (name, value) in more)
        {
            if (value is not null) message[name] = value;
        }

        if (Blocks is { } blocks) message["blocks"] = blocks.DeepClone();
        else if (!Mrkdwn && channel is not null && !message.ContainsKey("ts") && !message.ContainsKey("user")) message["mrkdwn"] = false;
        return message;
    }
}
