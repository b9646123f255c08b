using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Discord.Rest;
using PmBot.Adapters.Discord.Wire;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Discord;

/// <summary>Which channels are threads, and of which; and which role of a server is the bot's own. A message says neither.</summary>
internal sealed class ChannelBook(DiscordRest rest, ILogger<ChannelBook> log)
{
    private const int Most = 50_000;

    private readonly ConcurrentDictionary<string, Known> channels = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> ownRoles = new(StringComparer.Ordinal);

    /// <summary>Whether a role is the bot's own: people choose it where they mean the bot.</summary>
    public bool IsOwnRole(string role) => ownRoles.ContainsKey(role);

    /// <summary>Learns from <c>GUILD_CREATE</c>.</summary>
    public void Learn(DiscordGuild guild, string botId)
    {
        foreach (var channel in (guild.Channels ?? []).Concat(guild.Threads ?? [])) Learn(channel);
        foreach (var role in guild.Roles ?? [])
        {
            if (role.Tags?.BotId is { Length: > 0 } bot && bot == botId) ownRoles.TryAdd(role.Id, 0);
        }
    }

    /// <summary>Learns of a channel or thread.</summary>
    public void Learn(DiscordChannel channel)
    {
        if (channel.Id.Length == 0) return;
        // Whatever is forgotten is asked for again.
        if (channels.Count >= Most) channels.Clear();
        channels[channel.Id] = new Known(IsThread(channel.Type) ? channel.ParentId : null, channel.Name);
    }

    /// <summary>Forgets a channel or thread that was deleted.</summary>
    public void Forget(string channel) => channels.TryRemove(channel, out _);

    /// <summary>A channel of a server by its id; asked for where nobody has told of it.</summary>
    /// <exception cref="DeliveryException">Discord could not be asked: try again.</exception>
    public async ValueTask<Known> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (channels.TryGetValue(id, out var known)) return known;
        try
        {
            var answer = await rest.CallAsync(DiscordCall.Channel(id), cancellationToken);
            if (answer.ValueKind is JsonValueKind.Object && answer.Deserialize(DiscordJson.Default.DiscordChannel) is { } channel) Learn(channel);
        }
        catch (DeliveryException e) when (!e.IsTransient)
        {
            // The bot may not see it: then it is a channel like any other.
            channels[id] = new Known(null, null);
        }
        catch (JsonException e)
        {
            log.EventUnreadable("channel", e);
        }

        return channels.GetValueOrDefault(id) ?? new Known(null, null);
    }

    /// <summary>True for threads of all kinds.</summary>
    public static bool IsThread(int type) => type is 10 or 11 or 12;

    /// <summary>What is known of a channel.</summary>
    /// <param name="Parent">The channel that a thread belongs to; null for what is no thread.</param>
    /// <param name="Name">Its name.</param>
    internal sealed record Known(string? Parent, string? Name);
}
