using System.Text.Json;
using PmBot.Adapters.Discord.Rest;
using PmBot.Adapters.Hosting;

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
        // Without the setting it is asked for: a bot's application has the same id as the bot in all but very old ones, which is why it is not taken from there.
        var application = options.ApplicationId ?? await ApplicationAsync(cancellationToken);
        return await new CommandRegistration(rest, commands).RegisterAsync(application, guild, cancellationToken);
    }

    /// <summary>The bot's own name, by which its token proves good.</summary>
    /// <exception cref="DeliveryException">Discord refused the token, or could not be reached.</exception>
    public async Task<string> WhoAmIAsync(CancellationToken cancellationToken) =>
        Text(await rest.InsistAsync(DiscordCall.Me(), 2, cancellationToken), "username") ?? throw new DeliveryException("Discord did not say who the bot is.");

    private async Task<string> ApplicationAsync(CancellationToken cancellationToken) =>
        Text(await rest.InsistAsync(DiscordCall.Application(), 2, cancellationToken), "id") ?? throw new DeliveryException("Discord did not name the application.");

    private static string? Text(JsonElement from, string name) =>
        from.ValueKind is JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
