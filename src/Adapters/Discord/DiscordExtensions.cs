using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PmBot.Adapters.Discord.Gateway;
using PmBot.Adapters.Discord.Interactions;
using PmBot.Adapters.Discord.Rendering;
using PmBot.Adapters.Discord.Rest;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Discord;

/// <summary>Adds the Discord channel to an application.</summary>
/// <remarks>
/// Beside it there must be an <see cref="ITurnHandler"/>, an <see cref="IInbox"/>, an <see cref="IOutbound"/>, <see cref="DiscordTexts"/> and
/// <see cref="DiscordCommands"/>. Sessions and the data of components are kept in memory, unless the application has stores for them.
/// </remarks>
public static class DiscordExtensions
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Registers the REST side alone: enough to register commands and to check settings.</summary>
    public static IServiceCollection AddDiscordRest(this IServiceCollection services, IConfiguration configuration)
    {
        var setup = new DiscordOptionsSetup(configuration);
        services.AddOptions<DiscordOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<DiscordOptions>>(setup);
        services.AddSingleton<IValidateOptions<DiscordOptions>>(setup);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(DiscordCommands.None);
        services.TryAddSingleton<DiscordStatus>();
        var set = new DiscordOptions();
        setup.Configure(set);
        services.AddChannelHttp(DiscordRest.HttpClientName, CallTimeout, 16 * 1024 * 1024, set.UserAgent);
        services.TryAddSingleton(provider => new DiscordRest(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(DiscordRest.HttpClientName), Options(provider),
            provider.GetRequiredService<DiscordStatus>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<DiscordRest>>()));
        services.TryAddSingleton(provider => new DiscordAdmin(provider.GetRequiredService<DiscordRest>(), provider.GetRequiredService<DiscordCommands>(), Options(provider)));
        return services;
    }

    /// <summary>Registers the channel; without a token it stays off.</summary>
    public static IServiceCollection AddDiscord(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDiscordRest(configuration);
        services.TryAddSingleton<TurnHost>();
        services.TryAddSingleton<IGatewaySessions, MemorySessions>();
        services.TryAddSingleton<IComponentData, MemoryComponentData>();
        services.TryAddSingleton<IMessagePages, MemoryPages>();
        services.TryAddSingleton<ChannelBook>();
        services.TryAddSingleton<InteractionPlanner>();
        services.TryAddSingleton<DirectAnswers>();
        services.TryAddSingleton<FirstAnswers>();
        services.TryAddSingleton<DiscordInteractions>();
        services.AddSingleton<IChannelSender>(provider => new DiscordSender(
            provider.GetRequiredService<DiscordRest>(), provider.GetRequiredService<FirstAnswers>(), provider.GetRequiredService<IComponentData>(), provider.GetRequiredService<IMessagePages>(),
            provider.GetRequiredService<DiscordTexts>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IInboxReceiver>(provider => new DiscordReceiver(
            provider.GetRequiredService<TurnHost>(), provider.GetRequiredService<IOutbound>(), provider.GetRequiredService<DiscordTexts>(), Options(provider)));
        services.TryAddSingleton(provider => new DispatchPump(
            Options(provider), provider.GetRequiredService<IInbox>(), provider.GetRequiredService<ChannelBook>(), provider.GetRequiredService<DiscordInteractions>(), provider.GetRequiredService<FirstAnswers>(),
            provider.GetRequiredService<IGatewaySessions>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<DispatchPump>>()));
        services.TryAddSingleton<IDispatchSink>(provider => provider.GetRequiredService<DispatchPump>());
        // Stopped in the opposite order: first the gateway, then what it has brought is stored.
        services.AddHostedService(provider => provider.GetRequiredService<DispatchPump>());
        services.AddSingleton<IHostedService>(provider => new DiscordGateway(
            Options(provider), provider.GetRequiredService<DiscordRest>(), provider.GetRequiredService<IDispatchSink>(), provider.GetRequiredService<IGatewaySessions>(),
            provider.GetRequiredService<DiscordStatus>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<DiscordGateway>>()));
        return services;
    }

    private static DiscordOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<DiscordOptions>>().Value;
}
