using System.Text.Json.Nodes;

namespace PmBot.Adapters.Discord.Rest;

/// <summary>One call of the REST API.</summary>
/// <param name="Method">GET, POST, PUT, PATCH or DELETE.</param>
/// <param name="Path">Below the API's address, ids and all.</param>
/// <param name="Route">The same without ids: calls of one route share limits, for each <paramref name="Major"/>.</param>
/// <param name="Major">The channel, server or webhook that limits are counted for.</param>
/// <param name="Body">JSON, or null.</param>
/// <param name="IsInteraction">Authorised by the token in the path, and outside of the global limit.</param>
internal sealed record DiscordCall(HttpMethod Method, string Path, string Route, string Major = "", JsonNode? Body = null, bool IsInteraction = false)
{
    public static DiscordCall GatewayBot() => new(HttpMethod.Get, "/gateway/bot", "/gateway/bot");

    public static DiscordCall Me() => new(HttpMethod.Get, "/users/@me", "/users/@me");

    public static DiscordCall Application() => new(HttpMethod.Get, "/applications/@me", "/applications/@me");

    public static DiscordCall Channel(string channel) => new(HttpMethod.Get, $"/channels/{Id(channel)}", "/channels/{id}", channel);

    public static DiscordCall OpenDirect(string user) => new(HttpMethod.Post, "/users/@me/channels", "/users/@me/channels", Body: new JsonObject { ["recipient_id"] = user });

    public static DiscordCall Post(string channel, JsonObject message) =>
        new(HttpMethod.Post, $"/channels/{Id(channel)}/messages", "/channels/{id}/messages", channel, message);

    public static DiscordCall Edit(string channel, string message, JsonObject body) =>
        new(HttpMethod.Patch, $"/channels/{Id(channel)}/messages/{Id(message)}", "/channels/{id}/messages/{id}", channel, body);

    public static DiscordCall Delete(string channel, string message) =>
        new(HttpMethod.Delete, $"/channels/{Id(channel)}/messages/{Id(message)}", "/channels/{id}/messages/{id}", channel);

    public static DiscordCall Typing(string channel) => new(HttpMethod.Post, $"/channels/{Id(channel)}/typing", "/channels/{id}/typing", channel);

    public static DiscordCall Callback(string interaction, string token, JsonObject body) =>
        new(HttpMethod.Post, $"/interactions/{Id(interaction)}/{Id(token)}/callback", "/interactions/{id}/{token}/callback", token, body, IsInteraction: true);

    public static DiscordCall FollowUp(string application, string token, JsonObject message) =>
        new(HttpMethod.Post, $"/webhooks/{Id(application)}/{Id(token)}?wait=true", "/webhooks/{id}/{token}", token, message, IsInteraction: true);

    /// <param name="application">The application's id.</param>
    /// <param name="token">The interaction's token.</param>
    /// <param name="message">A message's id, or <c>@original</c>.</param>
    /// <param name="body">What it says now.</param>
    public static DiscordCall EditFollowUp(string application, string token, string message, JsonObject body) =>
        new(HttpMethod.Patch, $"/webhooks/{Id(application)}/{Id(token)}/messages/{Id(message)}", "/webhooks/{id}/{token}/messages/{id}", token, body, IsInteraction: true);

    public static DiscordCall DeleteFollowUp(string application, string token, string message) =>
        new(HttpMethod.Delete, $"/webhooks/{Id(application)}/{Id(token)}/messages/{Id(message)}", "/webhooks/{id}/{token}/messages/{id}", token, IsInteraction: true);

    /// <summary>The commands of the application, everywhere or in one server.</summary>
    public static DiscordCall Commands(string application, string? guild) =>
        new(HttpMethod.Get, $"{CommandsPath(application, guild)}?with_localizations=true", "/applications/{id}/commands", guild ?? "");

    /// <summary>Replaces the commands of the application, everywhere or in one server.</summary>
    public static DiscordCall ReplaceCommands(string application, string? guild, JsonArray commands) =>
        new(HttpMethod.Put, CommandsPath(application, guild), "/applications/{id}/commands", guild ?? "", commands);

    private static string CommandsPath(string application, string? guild) =>
        guild is null ? $"/applications/{Id(application)}/commands" : $"/applications/{Id(application)}/guilds/{Id(guild)}/commands";

    // Ids come from Discord and from stored references: whatever they are, they stay one segment of the path.
    private static string Id(string id) => id is "@original" ? id : Uri.EscapeDataString(id);
}
