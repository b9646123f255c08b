using System.Text.Json;
using System.Text.Json.Serialization;

namespace PmBot.Adapters.Discord.Wire;

/// <summary>A user, as far as it is read.</summary>
internal sealed class DiscordUser
{
    public string Id { get; set; } = "";
    public string? Username { get; set; }
    public string? GlobalName { get; set; }
    public bool? Bot { get; set; }
    public bool? System { get; set; }
}

/// <summary>A user in a server.</summary>
internal sealed class DiscordMember
{
    public string? Nick { get; set; }
    public DiscordUser? User { get; set; }
}

/// <summary>A message.</summary>
internal sealed class DiscordMessage
{
    public string Id { get; set; } = "";
    public string ChannelId { get; set; } = "";
    public string? GuildId { get; set; }
    public DiscordUser? Author { get; set; }
    public DiscordMember? Member { get; set; }
    public string? Content { get; set; }
    public DateTimeOffset? Timestamp { get; set; }
    public int Type { get; set; }
    public int? Flags { get; set; }
    public List<DiscordUser>? Mentions { get; set; }
    public List<string>? MentionRoles { get; set; }
    public string? WebhookId { get; set; }
    public DiscordMessage? ReferencedMessage { get; set; }
    public List<DiscordAttachment>? Attachments { get; set; }
}

/// <summary>A file of a message.</summary>
internal sealed class DiscordAttachment
{
    public string? Filename { get; set; }
    public string? ContentType { get; set; }
    public string? Url { get; set; }
}

/// <summary>A channel or thread.</summary>
internal sealed class DiscordChannel
{
    public string Id { get; set; } = "";
    public int Type { get; set; }
    public string? ParentId { get; set; }
    public string? GuildId { get; set; }
    public string? Name { get; set; }
}

/// <summary>A server, as it is told when the bot comes to know it.</summary>
internal sealed class DiscordGuild
{
    public string Id { get; set; } = "";
    public string? Name { get; set; }

    /// <summary>It is out of order, not gone.</summary>
    public bool? Unavailable { get; set; }
    public List<DiscordChannel>? Channels { get; set; }
    public List<DiscordChannel>? Threads { get; set; }
    public List<DiscordRole>? Roles { get; set; }
}

/// <summary>A role; one is the bot's own.</summary>
internal sealed class DiscordRole
{
    public string Id { get; set; } = "";
    public DiscordRoleTags? Tags { get; set; }
}

/// <summary>What a role is for.</summary>
internal sealed class DiscordRoleTags
{
    public string? BotId { get; set; }
}

/// <summary>A command, a press, a form or a request for choices.</summary>
internal sealed class DiscordInteraction
{
    public string Id { get; set; } = "";
    public string ApplicationId { get; set; } = "";
    public int Type { get; set; }
    public string Token { get; set; } = "";
    public DiscordInteractionData? Data { get; set; }
    public string? GuildId { get; set; }
    public DiscordChannel? Channel { get; set; }
    public string? ChannelId { get; set; }
    public DiscordMember? Member { get; set; }
    public DiscordUser? User { get; set; }
    public DiscordMessage? Message { get; set; }
    public string? Locale { get; set; }
}

/// <summary>What an interaction is about.</summary>
internal sealed class DiscordInteractionData
{
    public string? Name { get; set; }
    public int? Type { get; set; }
    public List<DiscordOption>? Options { get; set; }
    public DiscordResolved? Resolved { get; set; }
    public string? TargetId { get; set; }
    public string? CustomId { get; set; }
    public List<string>? Values { get; set; }
    public List<DiscordField>? Components { get; set; }
}

/// <summary>A subcommand or an argument.</summary>
internal sealed class DiscordOption
{
    public string Name { get; set; } = "";
    public int Type { get; set; }
    public JsonElement? Value { get; set; }
    public List<DiscordOption>? Options { get; set; }
    public bool? Focused { get; set; }
}

/// <summary>The messages and users that an interaction names.</summary>
internal sealed class DiscordResolved
{
    public Dictionary<string, DiscordMessage>? Messages { get; set; }
    public Dictionary<string, DiscordUser>? Users { get; set; }
}

/// <summary>A part of a form that was sent: a row, a label or a field.</summary>
internal sealed class DiscordField
{
    public string? CustomId { get; set; }
    public string? Value { get; set; }
    public List<string>? Values { get; set; }
    public List<DiscordField>? Components { get; set; }
    public DiscordField? Component { get; set; }
}

/// <summary>How Discord's payloads are read: snake_case, unknown fields left alone.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(DiscordMessage))]
[JsonSerializable(typeof(DiscordInteraction))]
[JsonSerializable(typeof(DiscordGuild))]
[JsonSerializable(typeof(DiscordChannel))]
internal sealed partial class DiscordJson : JsonSerializerContext;
