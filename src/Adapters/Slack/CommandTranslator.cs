using System.Text.Json;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Slack;

/// <summary>The slash command: what stands behind it is said to the bot; what it answers in a channel only the person sees.</summary>
internal static class CommandTranslator
{
    private static readonly TimeSpan ResponseLife = TimeSpan.FromMinutes(30);

    /// <summary>The item of a command, or null where it is none.</summary>
    /// <param name="fields">The command's fields.</param>
    /// <param name="bot">The bot's own user in that workspace, or null where nobody knows it.</param>
    /// <param name="now">When it came in.</param>
    public static InboxItem? Translate(JsonElement fields, string? bot, DateTimeOffset now)
    {
        if (LenientJson.Text(fields, "team_id") is not { Length: > 0 } team || LenientJson.Text(fields, "channel_id") is not { Length: > 0 } channel
            || LenientJson.Text(fields, "user_id") is not { Length: > 0 } user) return null;

        var recipient = bot ?? "pmbot";
        List<Entity> mentions = [new Entity { Type = "mention", Mentioned = new ChannelAccount { Id = recipient } }];
        var text = SlackText.Read(LenientJson.Text(fields, "text") ?? "", mentions).Trim();
        var id = LenientJson.Text(fields, "trigger_id") is { Length: > 0 } trigger ? trigger : Guid.CreateVersion7(now).ToString("N");
        var activity = new Activity { Type = ActivityTypes.Message, Id = id, Text = text, TextFormat = "plain", Timestamp = now, Entities = mentions };
        var isShared = !channel.StartsWith('D') && LenientJson.Text(fields, "channel_name") is not "directmessage";
        // In a direct message nobody else reads along; should it be one between two others, the answer finds its way by the response_url.
        var place = new SlackPlace(team, channel)
        {
            Enterprise = LenientJson.Text(fields, "enterprise_id") is { Length: > 0 } enterprise ? enterprise : null,
            OnlyFor = isShared ? user : null,
            ResponseUrl = LenientJson.Text(fields, "response_url"),
            ResponseUntil = now + ResponseLife,
        };
        var source = new SlackSource(place, user, bot, isShared, isShared ? LenientJson.Text(fields, "channel_name") : null);
        return SlackArrival.Item($"c:{id}", activity, source, new SlackWork { Kind = SlackWorkKind.Message, Trigger = LenientJson.Text(fields, "trigger_id"), At = now });
    }
}
