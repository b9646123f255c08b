using PmBot.Adapters.Activities;
using PmBot.Adapters.Discord.Wire;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Discord;

/// <summary>From Discord's messages to activities.</summary>
internal static class DiscordTranslator
{
    /// <summary>Whether a message is one to be heard: a person's, said or replied, and not our own (D13).</summary>
    public static bool IsHeard(DiscordMessage message, string botId) =>
        message is { Author: { Id.Length: > 0, Bot: not true, System: not true } author, WebhookId: null, Type: 0 or 19, Id.Length: > 0, ChannelId.Length: > 0 } && author.Id != botId;

    /// <summary>Whether a message names the bot or its role, or replies to it.</summary>
    public static bool IsAddressed(DiscordMessage message, string botId, Func<string, bool> isOwnRole) =>
        (message.Mentions ?? []).Exists(u => u.Id == botId)
        || (message.MentionRoles ?? []).Exists(r => isOwnRole(r))
        || message.ReferencedMessage?.Author?.Id == botId;

    /// <summary>The activity of a message.</summary>
    /// <param name="message">One that <see cref="IsHeard"/>.</param>
    /// <param name="channel">Where it was said.</param>
    /// <param name="bot">The bot.</param>
    /// <param name="isOwnRole">Whether a role is the bot's own.</param>
    public static Activity ToActivity(DiscordMessage message, ChannelBook.Known channel, ChannelAccount bot, Func<string, bool> isOwnRole)
    {
        var addressed = IsAddressed(message, bot.Id!, isOwnRole);
        var entities = new List<Entity>();
        // The mention is taken out of the text; that there was one is kept, since it says that the bot is meant.
        if (addressed) entities.Add(new Entity { Type = "mention", Mentioned = new ChannelAccount { Id = bot.Id, Name = bot.Name } });
        foreach (var user in (message.Mentions ?? []).Where(u => u.Id != bot.Id))
        {
            foreach (var text in (ReadOnlySpan<string>)[$"<@{user.Id}>", $"<@!{user.Id}>"])
            {
                if (message.Content?.Contains(text, StringComparison.Ordinal) == true) entities.Add(new Entity { Type = "mention", Text = text, Mentioned = Account(user, null) });
            }
        }

        return new Activity
        {
            Type = ActivityTypes.Message,
            Id = message.Id,
            ChannelId = DiscordPlace.Adapter,
            Timestamp = message.Timestamp,
            From = Account(message.Author!, message.Member?.Nick),
            Recipient = bot,
            Conversation = DiscordPlace.Conversation(message.ChannelId, channel.Parent, message.GuildId, channel.Name),
            Text = Strip(message, bot.Id!, isOwnRole),
            Entities = entities.Count > 0 ? entities : null,
            Attachments = message.Attachments is { Count: > 0 } files ? [.. files.Select(f => new Attachment { Name = f.Filename, ContentType = f.ContentType ?? "application/octet-stream", ContentUrl = f.Url })] : null,
            ReplyToId = message.ReferencedMessage?.Id,
        };
    }

    /// <summary>The way back to a conversation.</summary>
    public static ConversationReference Reference(Activity activity, InteractionAddress? interaction) => new()
    {
        Adapter = DiscordPlace.Adapter,
        ChannelId = DiscordPlace.Adapter,
        Conversation = activity.Conversation!,
        User = activity.From,
        Bot = activity.Recipient,
        Locale = activity.Locale,
        // In a channel others write meanwhile: the answer hangs from what it answers.
        ChannelData = DiscordPlace.Data(interaction, interaction is null && activity.Conversation!.IsGroup == true ? activity.Id : null),
    };

    /// <summary>A person as an account: by the name that the server shows.</summary>
    public static ChannelAccount Account(DiscordUser user, string? nick) =>
        new() { Id = user.Id, Name = First(nick, user.GlobalName, user.Username) ?? user.Id, Role = "user" };

    private static string Strip(DiscordMessage message, string botId, Func<string, bool> isOwnRole)
    {
        var text = (message.Content ?? "").Replace($"<@{botId}>", " ", StringComparison.Ordinal).Replace($"<@!{botId}>", " ", StringComparison.Ordinal);
        foreach (var role in (message.MentionRoles ?? []).Where(isOwnRole)) text = text.Replace($"<@&{role}>", " ", StringComparison.Ordinal);
        return text.Trim();
    }

    private static string? First(params ReadOnlySpan<string?> names)
    {
        foreach (var name in names)
        {
            if (!string.IsNullOrWhiteSpace(name)) return name;
        }

        return null;
    }
}
