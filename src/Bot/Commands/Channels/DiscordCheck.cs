using Microsoft.Extensions.Options;
using PmBot.Adapters.Discord;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Channels.Discord;

namespace PmBot.Bot.Commands.Channels;

/// <summary>Looks over the settings of Discord, and asks it who the bot is and which intents it has.</summary>
internal sealed class DiscordCheck : IChannelCheck
{
    /// <inheritdoc/>
    public string Channel => "Discord";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> CheckAsync(ChannelCheckup checkup, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(checkup.Configuration["Discord:BotToken"]))
        {
            return string.IsNullOrWhiteSpace(checkup.Configuration["Discord:ApplicationId"])
                ? [Finding.Off("set Discord:BotToken to use it; docs/channels/discord.md says how.")]
                : [Finding.Wrong("Discord:ApplicationId is set but Discord:BotToken is not: copy it from the developer portal, page Bot.")];
        }

        await using var services = new ServiceCollection().AddLogging().AddSingleton(SlashCommands.All).AddDiscordRest(checkup.Configuration).BuildServiceProvider();
        DiscordOptions options;
        try
        {
            options = services.GetRequiredService<IOptions<DiscordOptions>>().Value;
        }
        catch (OptionsValidationException invalid)
        {
            return [.. invalid.Failures.Select(Finding.Wrong)];
        }

        List<Finding> found = [];
        if (options.ApplicationId is null) found.Add(Finding.Note("Discord:ApplicationId is not set; it is asked for when commands are registered."));
        if (checkup.IsOffline) return [Finding.Ok("a token is set; whether it is good, Discord was not asked."), .. found];
        found.InsertRange(0, await AskAsync(services.GetRequiredService<DiscordAdmin>(), options, cancellationToken));
        return found;
    }

    private static async Task<List<Finding>> AskAsync(DiscordAdmin admin, DiscordOptions options, CancellationToken cancellationToken)
    {
        try
        {
            List<Finding> found = [Finding.Ok($"the token is good; the bot is called {await admin.WhoAmIAsync(cancellationToken)}.")];
            var application = await admin.ApplicationAsync(cancellationToken);
            if (options.ApplicationId is { } id && id != application.Id) found.Add(Finding.Wrong($"Discord:ApplicationId is {id}, but the token belongs to {application.Id}."));
            if (options.MessageContent && !application.HasMessageContent)
                found.Add(Finding.Wrong("Discord:MessageContent is true, but \"Message Content Intent\" is off in the developer portal, page Bot: Discord will refuse the connection (4014)."));
            if (!options.MessageContent) found.Add(Finding.Note("Discord:MessageContent is false: in servers the bot hears only what mentions it or replies to it."));
            return found;
        }
        catch (DeliveryException e)
        {
            return [Finding.Wrong(DiscordFailure.Explain(e))];
        }
    }
}
