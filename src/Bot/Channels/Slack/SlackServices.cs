using Microsoft.Extensions.Options;
using PmBot.Adapters.Slack;
using PmBot.Bot.Hosting;

namespace PmBot.Bot.Channels.Slack;

/// <summary>Adds Slack with the bot's own parts: its sentences, and installations kept in the database.</summary>
internal static class SlackServices
{
    /// <param name="services">Where to.</param>
    /// <param name="configuration">The settings.</param>
    /// <param name="keyFile">Where the key for tokens is kept unless a setting gives one.</param>
    public static IServiceCollection AddSlackChannel(this IServiceCollection services, IConfiguration configuration, string keyFile)
    {
        services.AddSingleton<ISlackTexts, SlackTexts>();
        services.AddSingleton(provider => new Lazy<TokenCipher>(
            () => new TokenCipher(provider.GetRequiredService<IOptions<SlackOptions>>().Value.EncryptionKey ?? SigningKeyFile.ReadOrCreate(keyFile))));
        services.AddSingleton<ISlackInstallations, SlackInstallations>();
        return services.AddSlack(configuration);
    }
}
