using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PmBot.Adapters.BotFramework.Authentication;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.BotFramework;

/// <summary>Adds the Bot Framework channel to an application; an <see cref="ITurnHandler"/> and an <see cref="IOutbound"/> must be registered beside it.</summary>
public static class BotFrameworkExtensions
{
    /// <summary>Registers the channel; its settings are checked when the application starts.</summary>
    public static IServiceCollection AddBotFramework(this IServiceCollection services, IConfiguration configuration)
    {
        var setup = new BotFrameworkOptionsSetup(configuration);
        services.AddOptions<BotFrameworkOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<BotFrameworkOptions>>(setup);
        services.AddSingleton<IValidateOptions<BotFrameworkOptions>>(setup);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TurnHost>();

        services.AddChannelHttp(ConnectorClient.HttpClientName, TimeSpan.FromSeconds(10), 4 * 1024 * 1024);
        services.AddChannelHttp(LoginService.HttpClientName, TimeSpan.FromSeconds(8), 4 * 1024 * 1024);
        services.TryAddSingleton(provider => new AppTokens(
            Http(provider, LoginService.HttpClientName), LoginService.Of(Options(provider)), Time(provider), Log<AppTokens>(provider)));
        services.TryAddSingleton(provider => new ConnectorClient(
            Http(provider, ConnectorClient.HttpClientName), provider.GetRequiredService<AppTokens>(), Time(provider), Log<ConnectorClient>(provider)));
        services.AddSingleton<IChannelSender>(provider => new ConnectorSender(provider.GetRequiredService<ConnectorClient>()));
        services.TryAddSingleton(CallerCheck);
        services.TryAddSingleton<MessagesEndpoint>();
        return services;
    }

    /// <summary>Maps <c>POST /api/messages</c>.</summary>
    public static IEndpointConventionBuilder MapBotFramework(this IEndpointRouteBuilder endpoints)
    {
        var messages = endpoints.ServiceProvider.GetRequiredService<MessagesEndpoint>();
        return endpoints.MapPost("/api/messages", messages.HandleAsync).WithDisplayName("Bot Framework messages");
    }

    private static ICallerCheck CallerCheck(IServiceProvider provider)
    {
        var options = Options(provider);
        if (options.RequiresTokens)
            return new BearerTokens(options, Http(provider, LoginService.HttpClientName), Time(provider), Log<BearerTokens>(provider));
        Log<LocalCallers>(provider).LocalCallersOnly();
        return new LocalCallers();
    }

    private static HttpClient Http(IServiceProvider provider, string name) => provider.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    private static BotFrameworkOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<BotFrameworkOptions>>().Value;

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private static ILogger<T> Log<T>(IServiceProvider provider) => provider.GetRequiredService<ILogger<T>>();
}
