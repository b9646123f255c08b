using System.Text.Json;
using PmBot.Adapters.Hosting;
using static PmBot.Adapters.Activities.LenientJson;

namespace PmBot.Adapters.Discord.Gateway;

/// <summary>With what a session begins.</summary>
/// <param name="Token">The bot's token, without <c>Bot </c>.</param>
/// <param name="Intents">Which events it wants.</param>
internal sealed record GatewayAccess(string Token, int Intents)
{
    /// <summary>Servers, their threads and channels.</summary>
    public const int Guilds = 1;
    public const int GuildMessages = 1 << 9;
    public const int DirectMessages = 1 << 12;

    /// <summary>Privileged: what is said without mentioning the bot.</summary>
    public const int MessageContent = 1 << 15;

    /// <summary>The address of a connection, or null where the token must not be sent: neither encrypted nor on this machine.</summary>
    public static Uri? Address(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme is "wss" || (uri.Scheme is "ws" && Loopback.IsHost(uri.Host)))
            ? new UriBuilder(uri) { Query = "v=10&encoding=json&compress=zlib-stream" }.Uri
            : null;
}

/// <summary>What <c>GET /gateway/bot</c> says.</summary>
/// <param name="Url">Where the gateway is.</param>
/// <param name="Remaining">How many sessions may still be begun.</param>
/// <param name="ResetAfter">When there will be more.</param>
/// <param name="MaxConcurrency">How many may be begun within five seconds.</param>
internal sealed record GatewayInfo(string Url, int Remaining, TimeSpan ResetAfter, int MaxConcurrency)
{
    /// <summary>Reads the answer; null when it names no address.</summary>
    public static GatewayInfo? Read(JsonElement answer)
    {
        if (answer.ValueKind is not JsonValueKind.Object || !answer.TryGetProperty("url", out var url) || url.ValueKind is not JsonValueKind.String || url.GetString() is not { Length: > 0 } address) return null;
        var limit = answer.TryGetProperty("session_start_limit", out var given) && given.ValueKind is JsonValueKind.Object ? given : default;
        return new(address, Number(limit, "remaining", 1), TimeSpan.FromMilliseconds(Number(limit, "reset_after", 0)), Math.Max(1, Number(limit, "max_concurrency", 1)));
    }

    private static int Number(JsonElement from, string name, int otherwise) =>
        from.ValueKind is JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) ? number : otherwise;
}

/// <summary>What READY says.</summary>
internal static class GatewayReady
{
    /// <summary>The session that it begins; null when it names none.</summary>
    public static GatewaySession? Session(JsonElement data, long sequence)
    {
        if (data.ValueKind is not JsonValueKind.Object || Text(data, "session_id") is not { } id || Text(data, "resume_gateway_url") is not { } url) return null;
        var user = data.TryGetProperty("user", out var bot) && bot.ValueKind is JsonValueKind.Object ? bot : default;
        return new(id, url, sequence, Text(user, "id") ?? "", Text(user, "username"));
    }
}
