using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Discord.Rest;
using PmBot.Adapters.Hosting;
using static PmBot.Adapters.Activities.LenientJson;

namespace PmBot.Adapters.Discord;

/// <summary>What an operator does with the application: registers its commands, asks whether its token is good.</summary>
public sealed class DiscordAdmin
{
    private readonly DiscordRest rest;
    private readonly DiscordCommands commands;
    private readonly DiscordOptions options;

    internal DiscordAdmin(DiscordRest rest, DiscordCommands commands, DiscordOptions options) => (this.rest, this.commands, this.options) = (rest, commands, options);

    /// <summary>Registers the commands unless Discord has them already.</summary>
    /// <param name="guild">A server's id, where they appear at once; null for everywhere.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether anything was written.</returns>
    /// <exception cref="DeliveryException">Discord refused.</exception>
    public async Task<bool> RegisterCommandsAsync(string? guild, CancellationToken cancellationToken)
    {
        var application = options.ApplicationId ?? (await ApplicationAsync(cancellationToken)).Id;
        return await new CommandRegistration(rest, commands).RegisterAsync(application, guild, cancellationToken);
    }

    /// <summary>Commands as they are written to Discord.</summary>
    public static JsonArray Payload(DiscordCommands commands) => CommandRegistration.Payload(commands);

    /// <summary>The bot's own name, by which its token proves good.</summary>
    /// <exception cref="DeliveryException">Discord refused the token, or could not be reached.</exception>
    public async Task<string> WhoAmIAsync(CancellationToken cancellationToken) =>
        Text(await rest.InsistAsync(DiscordCall.Me(), 2, cancellationToken), "username") ?? throw new DeliveryException("Discord did not say who the bot is.");

    /// <summary>The application of the token.</summary>
    /// <exception cref="DeliveryException">Discord refused the token, or could not be reached.</exception>
    public async Task<DiscordApplication> ApplicationAsync(CancellationToken cancellationToken)
    {
        var answer = await rest.InsistAsync(DiscordCall.Application(), 2, cancellationToken);
        var flags = answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty("flags", out var given) && given.TryGetInt64(out var number) ? number : 0;
        return new(Text(answer, "id") ?? throw new DeliveryException("Discord did not name the application."), (flags & DiscordApplication.MessageContentFlags) != 0);
    }
}

/// <summary>An application, as Discord knows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="HasMessageContent">It may ask for the intent "Message Content".</param>
public sealed record DiscordApplication(string Id, bool HasMessageContent)
{
    /// <summary>GATEWAY_MESSAGE_CONTENT and, for applications in fewer than a hundred servers, its limited form.</summary>
    internal const long MessageContentFlags = (1 << 18) | (1 << 19);
}
