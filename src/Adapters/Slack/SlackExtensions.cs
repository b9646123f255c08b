using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Slack.Client;
using PmBot.Adapters.Slack.Socket;
using PmBot.Adapters.Slack.Views;

namespace PmBot.Adapters.Slack;

/// <summary>Adds the Slack channel to an application; an <see cref="IInbox"/>, an <see cref="IOutbound"/> and <see cref="ISlackTexts"/> must be registered beside it.</summary>
public static class SlackExtensions
{
    /// <summary>Registers the channel; its settings are checked when the application starts. Without settings nothing of it runs.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, IConfiguration configuration)
    {
        var setup = new SlackOptionsSetup(configuration);
        services.AddOptions<SlackOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<SlackOptions>>(setup);
        services.AddSingleton<IValidateOptions<SlackOptions>>(setup);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TurnHost>();
        services.TryAddSingleton<ISlackInstallations, NoInstallations>();
        services.TryAddSingleton(new SlackSocketTimes());
        services.AddChannelHttp(SlackClient.HttpClientName, TimeSpan.FromSeconds(10), 4 * 1024 * 1024, "PmBot");
        AddClient(services);
        services.AddRateLimiter(limits => limits.AddPolicy<string, SlackInstallLimit>(SlackInstallLimit.Name));
        services.TryAddSingleton<SlackWaits>(p => new(Time(p)));
        services.TryAddSingleton(p => new SlackTurns(p.GetRequiredService<TurnHost>(), Get<SlackDirectory>(p), Get<IOutbound>(p), Time(p)));
        services.TryAddSingleton(p => new SlackSearches(Get<SlackTeams>(p), Get<SlackTurns>(p), Time(p), Log<SlackSearches>(p)));
        services.TryAddSingleton(p => new SlackForms(
            Get<SlackSender>(p), Get<SlackDirectory>(p), Get<SlackTurns>(p), Get<SlackWaits>(p), Get<ISlackTexts>(p), Get<IOutbound>(p), Time(p), Log<SlackForms>(p)));
        services.TryAddSingleton(p => new SlackHomes(Get<SlackSender>(p), Get<SlackTurns>(p), Get<IInbox>(p), Get<ISlackTexts>(p), Time(p), Log<SlackHomes>(p)));
        services.TryAddSingleton(p => new SlackIntake(
            Get<IInbox>(p), Get<SlackTeams>(p), Get<SlackSearches>(p), Get<SlackWaits>(p), Get<SlackDirectory>(p), Get<ISlackTexts>(p), Time(p), Log<SlackIntake>(p)));
        services.AddSingleton<IInboxReceiver>(p => new SlackReceiver(
            Get<SlackTeams>(p), Get<SlackSender>(p), Get<SlackTurns>(p), Get<SlackForms>(p), Get<SlackHomes>(p), Get<ISlackInstallations>(p), Get<ISlackTexts>(p), Get<IOutbound>(p), Log<SlackReceiver>(p)));
        if (configuration[$"{SlackOptions.Section}:{nameof(SlackOptions.AppToken)}"] is { Length: > 0 })
        {
            services.TryAddSingleton(p => new SlackSocketService(Options(p), Get<SlackClient>(p), Get<SlackIntake>(p), Get<SlackSocketTimes>(p), Get<SlackHealth>(p), Time(p), Log<SlackSocketService>(p)));
            services.AddHostedService(p => p.GetRequiredService<SlackSocketService>());
        }

        return services;
    }

    /// <summary>Limits how often one address may ask for an installation, where the app can be installed; before the endpoints.</summary>
    public static void UseSlackLimits(this IApplicationBuilder app)
    {
        if (Options(app.ApplicationServices).IsInstallable) app.UseRateLimiter();
    }

    /// <summary>Maps <c>/api/slack/events|commands|interactions</c>, and <c>/api/slack/oauth</c> where the app can be installed.</summary>
    public static void MapSlack(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var options = Options(services);
        if (options.SigningSecret is not null)
        {
            var slack = new SlackEndpoints(options, Get<SlackIntake>(services), Time(services), Log<SlackEndpoints>(services));
            endpoints.MapPost("/api/slack/events", slack.EventsAsync).WithDisplayName("Slack events");
            endpoints.MapPost("/api/slack/commands", slack.CommandsAsync).WithDisplayName("Slack commands");
            endpoints.MapPost("/api/slack/interactions", slack.InteractionsAsync).WithDisplayName("Slack interactions");
        }

        if (options.IsInstallable)
        {
            var install = new SlackInstall(options, Get<SlackClient>(services), Get<SlackTeams>(services), Get<ISlackInstallations>(services), Get<ISlackTexts>(services), Time(services), Log<SlackInstall>(services));
            endpoints.MapGet(SlackInstall.Path, install.HandleAsync).WithDisplayName("Slack installation").RequireRateLimiting(SlackInstallLimit.Name);
        }
    }

    private static void AddClient(IServiceCollection services)
    {
        services.TryAddSingleton<IMessagePages, MemoryPages>();
        services.TryAddSingleton(p => new SlackRates(Time(p)));
        services.TryAddSingleton(p => new SlackHealth(Options(p)));
        services.TryAddSingleton(p => new SlackClient(
            p.GetRequiredService<IHttpClientFactory>().CreateClient(SlackClient.HttpClientName), Options(p), Get<SlackRates>(p), Get<SlackHealth>(p), Time(p), Log<SlackClient>(p)));
        services.TryAddSingleton(p => new SlackTeams(Get<SlackClient>(p), Options(p), Get<ISlackInstallations>(p), Time(p), Log<SlackTeams>(p)));
        services.TryAddSingleton(p => new SlackDirectory(Get<SlackClient>(p), Time(p), Log<SlackDirectory>(p)));
        services.TryAddSingleton(p => new SlackPages(Get<SlackClient>(p), Get<SlackTeams>(p), Get<SlackRates>(p), Get<IMessagePages>(p), Time(p), Log<SlackPages>(p)));
        services.TryAddSingleton(p => new SlackSender(Get<SlackClient>(p), Get<SlackTeams>(p), Get<SlackDirectory>(p), Get<SlackPages>(p), Time(p), Log<SlackSender>(p)));
        services.AddSingleton<IChannelSender>(p => p.GetRequiredService<SlackSender>());
    }

    private static T Get<T>(IServiceProvider provider)
        where T : notnull => provider.GetRequiredService<T>();

    private static SlackOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<SlackOptions>>().Value;

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private static ILogger<T> Log<T>(IServiceProvider provider) => provider.GetRequiredService<ILogger<T>>();
}
