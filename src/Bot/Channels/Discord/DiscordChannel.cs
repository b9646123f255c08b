using System.Text.Json;
using System.Text.Json.Serialization;
using PmBot.Adapters.Discord;
using PmBot.Adapters.Discord.Gateway;
using PmBot.Adapters.Discord.Rendering;
using PmBot.Bot.Replies;
using PmBot.ProjectCore.Channels;

namespace PmBot.Bot.Channels.Discord;

/// <summary>Discord as the bot uses it: with its own sentences, commands and stores.</summary>
internal static class DiscordChannel
{
    /// <summary>Adds the channel; without <c>Discord:BotToken</c> it stays off.</summary>
    public static IServiceCollection AddDiscordChannel(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(p => Texts(p.GetRequiredService<ReplyCatalog>()))
        .AddSingleton(SlashCommands.All)
        .AddSingleton<IGatewaySessions, StoredSessions>()
        .AddSingleton<IComponentData, StoredComponents>()
        .AddDiscord(configuration);

    private static DiscordTexts Texts(ReplyCatalog replies) =>
        new((locale, key) => replies.Say(locale?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? "en" : "es", $"channels.{key}"));

    /// <summary>The session in the database, so that another process can go on with it.</summary>
    private sealed class StoredSessions(DiscordStore store) : IGatewaySessions
    {
        public async ValueTask<GatewaySession?> LoadAsync(string application, CancellationToken cancellationToken) =>
            await store.SessionAsync(application, cancellationToken) is { } json ? JsonSerializer.Deserialize(json, SessionJson.Default.GatewaySession) : null;

        public async ValueTask SaveAsync(string application, GatewaySession? session, CancellationToken cancellationToken) =>
            await store.KeepSessionAsync(application, session is null ? null : JsonSerializer.Serialize(session, SessionJson.Default.GatewaySession), cancellationToken);
    }

    /// <summary>The data of long buttons in the database: a button still works after a restart.</summary>
    private sealed class StoredComponents(DiscordStore store) : IComponentData
    {
        public async ValueTask KeepAsync(IReadOnlyList<KeptData> data, CancellationToken cancellationToken) =>
            await store.KeepComponentsAsync([.. data.Select(d => (d.Id, d.Json)).DistinctBy(d => d.Id, StringComparer.Ordinal)], cancellationToken);

        public async ValueTask<string?> FindAsync(string id, CancellationToken cancellationToken) => await store.ComponentAsync(id, cancellationToken);
    }
}

/// <summary>How sessions are stored.</summary>
[JsonSerializable(typeof(GatewaySession))]
internal sealed partial class SessionJson : JsonSerializerContext;
