using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using PmBot.Adapters.BotFramework;
using PmBot.Adapters.Discord;
using PmBot.Adapters.Slack;

namespace PmBot.Bot.Channels;

/// <summary>How every channel stands, in one form: <c>off</c>, <c>ok</c> or <c>degraded</c> with the reason.</summary>
internal static class ChannelHealth
{
    /// <summary><c>{"webchat":{"state":"ok"},"discord":{"state":"degraded","problem":"..."}}</c>; nothing in it is secret.</summary>
    public static JsonObject Report(IServiceProvider services)
    {
        var discord = services.GetRequiredService<DiscordStatus>().Now;
        var slack = services.GetService<SlackHealth>();
        var isTeamsOn = services.GetRequiredService<IOptions<BotFrameworkOptions>>().Value.RequiresTokens;
        return new JsonObject
        {
            ["webchat"] = State(isOff: false, null),
            ["teams"] = State(!isTeamsOn, null),
            ["slack"] = State(slack?.IsOff != false, slack?.Problem),
            ["discord"] = State(discord.State is DiscordState.Off, discord.State switch
            {
                DiscordState.Connecting => discord.Problem ?? "The connection to Discord is being made.",
                DiscordState.Stopped => discord.Problem ?? "Discord refused the connection for good.",
                _ => null,
            }),
        };
    }

    private static JsonObject State(bool isOff, string? problem) =>
        isOff ? new() { ["state"] = "off" }
        : problem is null ? new() { ["state"] = "ok" }
        : new() { ["state"] = "degraded", ["problem"] = problem };
}
