using System.CommandLine;
using PmBot.Adapters.Discord;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Channels.Discord;
using PmBot.Bot.Hosting;

namespace PmBot.Bot.Commands.Channels;

/// <summary><c>channels discord-register</c>: tells Discord which commands there are, unless it knows them already.</summary>
internal sealed class DiscordRegisterCommand : IChannelCommand
{
    /// <inheritdoc/>
    public Command Create()
    {
        var guild = new Option<string?>("--guild") { Description = "The id of one server, where the commands appear at once; else everywhere, within the hour." };
        guild.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } id && !(id.Length is >= 17 and <= 20 && id.All(char.IsAsciiDigit))) result.AddError("--guild takes a server's id, a number of 17 to 20 digits.");
        });
        var command = new Command("discord-register", "Register the slash commands with Discord, in English and Spanish; nothing is written when nothing changed.") { guild };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(guild), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? guild, CancellationToken cancellationToken)
    {
        var configuration = ChannelSettings.Read();
        if (KnownSettings.Check(configuration) is { Count: > 0 } wrong) throw new SettingsException(string.Join('\n', wrong));
        if (string.IsNullOrWhiteSpace(configuration["Discord:BotToken"])) throw new SettingsException("Discord:BotToken is not set: copy it from the developer portal, page Bot.");

        await using var services = new ServiceCollection().AddLogging().AddSingleton(SlashCommands.All).AddDiscordRest(configuration).BuildServiceProvider();
        try
        {
            var written = await services.GetRequiredService<DiscordAdmin>().RegisterCommandsAsync(guild, cancellationToken);
            await Console.Out.WriteLineAsync(written ? "The commands are registered." : "Discord has these commands already; nothing was written.");
            return ExitCodes.Ok;
        }
        catch (DeliveryException e)
        {
            await Console.Error.WriteLineAsync($"pmbot: {Explain(e, guild)}");
            return ExitCodes.Failed;
        }
    }

    private static string Explain(DeliveryException failure, string? guild) => failure.Status is 403 && guild is not null
        ? "Discord refused: invite the application to that server with the scope applications.commands, or check the server's id."
        : DiscordFailure.Explain(failure);
}
