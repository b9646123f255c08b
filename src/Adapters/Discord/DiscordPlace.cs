using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using static PmBot.Adapters.Activities.LenientJson;

namespace PmBot.Adapters.Discord;

/// <summary>The interaction that a reference belongs to: its token answers for a quarter of an hour.</summary>
/// <param name="Id">Discord's id of it.</param>
/// <param name="Application">The application's id.</param>
/// <param name="Token">Authorises the answers.</param>
/// <param name="Until">When it ends.</param>
/// <param name="IsPrivate">The answers are for the person alone.</param>
/// <param name="Message">The message whose component was pressed; null where a command was given.</param>
internal sealed record InteractionAddress(string Id, string Application, string Token, DateTimeOffset Until, bool IsPrivate, string? Message);

/// <summary>Writes and reads what Discord's references say.</summary>
internal static class DiscordPlace
{
    /// <summary>The adapter's name in references and in the inbox.</summary>
    public const string Adapter = "discord";

    /// <summary>How long an interaction's token is used: a little less than the 15 minutes it lives.</summary>
    public static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(14);

    private const string ThreadMark = ";messageid=";

    /// <summary>A conversation: a direct one, a channel, or a thread, which keeps its channel and is named by the message that it hangs from.</summary>
    public static ConversationAccount Conversation(string channel, string? parent, string? guild, string? name) => new()
    {
        Id = parent is null ? channel : $"{parent}{ThreadMark}{channel}",
        Name = name,
        IsGroup = guild is not null,
        ConversationType = guild is null ? "personal" : "channel",
        TenantId = guild,
    };

    /// <summary>The channel to write to: a thread is one itself.</summary>
    /// <exception cref="DeliveryException">The reference names none.</exception>
    public static string Channel(ConversationReference reference)
    {
        var id = reference.Conversation.Id ?? "";
        var mark = id.IndexOf(ThreadMark, StringComparison.Ordinal);
        var channel = mark < 0 ? id : id[(mark + ThreadMark.Length)..];
        return channel.Length > 0 && channel.All(char.IsAsciiDigit) ? channel : throw new DeliveryException("The reference names no Discord channel.");
    }

    /// <summary>What a reference keeps of an interaction, or of the message that is answered.</summary>
    public static JsonElement Data(InteractionAddress? interaction, string? replyTo)
    {
        var data = new JsonObject();
        if (replyTo is not null) data["reply_to"] = replyTo;
        if (interaction is not null)
        {
            data["interaction"] = new JsonObject
            {
                ["id"] = interaction.Id, ["application"] = interaction.Application, ["token"] = interaction.Token,
                ["until"] = interaction.Until.ToUnixTimeSeconds(), ["private"] = interaction.IsPrivate, ["message"] = interaction.Message,
            };
        }

        return JsonSerializer.SerializeToElement(data, ActivityJson.Default.JsonObject);
    }

    /// <summary>The interaction of a reference, or null.</summary>
    public static InteractionAddress? Interaction(ConversationReference reference) =>
        reference.ChannelData is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("interaction", out var one) && one.ValueKind is JsonValueKind.Object
            && Text(one, "id") is { } id && Text(one, "application") is { } application && Text(one, "token") is { } token && one.TryGetProperty("until", out var until) && until.TryGetInt64(out var seconds)
            ? new(id, application, token, DateTimeOffset.FromUnixTimeSeconds(seconds), one.TryGetProperty("private", out var flag) && flag.ValueKind is JsonValueKind.True, Text(one, "message"))
            : null;

    /// <summary>The message that is answered, or null.</summary>
    public static string? ReplyTo(ConversationReference reference) =>
        reference.ChannelData is { ValueKind: JsonValueKind.Object } data ? Text(data, "reply_to") : null;

    /// <summary>When something with a snowflake as its id was made, by Discord's clock.</summary>
    public static DateTimeOffset? Made(string snowflake) =>
        ulong.TryParse(snowflake, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? DateTimeOffset.FromUnixTimeMilliseconds((long)(id >> 22) + 1_420_070_400_000) : null;
}
