using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PmBot.Adapters.DirectLine.Identity;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.DirectLine;

/// <summary>Adds Direct Line 3.0 and PmBot's web chat page to a host.</summary>
public static class DirectLineExtensions
{
    /// <summary>Registers the channel; sections <see cref="DirectLineOptions.Section"/> and <see cref="WebChatOptions.Section"/>.</summary>
    public static IServiceCollection AddDirectLine(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DirectLineOptions>().Bind(configuration.GetSection(DirectLineOptions.Section)).ValidateOnStart();
        var webChat = configuration.GetSection(WebChatOptions.Section);
        services.AddOptions<WebChatOptions>().Bind(webChat).ValidateOnStart().Configure(options =>
        {
            // One value, as an environment variable gives it, is not a list to the binder.
            if (webChat[nameof(WebChatOptions.AllowedOrigins)] is { Length: > 0 } listed) options.AllowedOrigins.Add(listed);
        });
        services.AddSingleton<IValidateOptions<DirectLineOptions>, DirectLineOptionsCheck>().AddSingleton<IValidateOptions<WebChatOptions>, WebChatOptionsCheck>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TurnHost>();

        services.AddSingleton<DirectLineTokens>().AddSingleton<CallerCheck>().AddSingleton<CallerRates>().AddSingleton<SitePolicy>();
        services.TryAddSingleton<ITranscripts, NoTranscripts>();
        services.AddSingleton<DirectLineConversations>().AddSingleton<ActivityIntake>().AddSingleton<DirectLineTurns>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<DirectLineTurns>());
        services.AddSingleton<IChannelSender, DirectLineSender>();
        services.AddSingleton<TokenEndpoints>().AddSingleton<ConversationEndpoints>().AddSingleton<ActivityEndpoint>();
        services.AddSingleton<UploadEndpoint>().AddSingleton<StreamEndpoint>().AddSingleton<WebChatTokenEndpoint>();
        services.AddSingleton<SiteIdentities>().AddChannelHttp(SiteIdentities.HttpClientName, TimeSpan.FromSeconds(8), 1024 * 1024);
        services.AddSingleton<WebChatBundle>().AddSingleton<WebChatPage>();
        return services;
    }

    /// <summary>Maps <c>/v3/directline</c>, <c>/api/webchat</c> and the page at <c>/</c>.</summary>
    public static IEndpointRouteBuilder MapDirectLine(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var tokens = services.GetRequiredService<TokenEndpoints>();
        var conversations = services.GetRequiredService<ConversationEndpoints>();
        var webChat = services.GetRequiredService<WebChatTokenEndpoint>();

        var directLine = endpoints.MapGroup("/v3/directline");
        directLine.MapMethods("/{**route}", [HttpMethods.Options], Answers.AnswerPreflightAsync);
        directLine.MapPost("/tokens/generate", Answers.ForAnySite(tokens.GenerateAsync));
        directLine.MapPost("/tokens/refresh", Answers.ForAnySite(tokens.RefreshAsync));
        directLine.MapGet("/session/getsessionid", Answers.ForAnySite(tokens.GetSessionIdAsync));
        directLine.MapPost("/conversations", Answers.ForAnySite(conversations.StartAsync));
        directLine.MapGet("/conversations/{conversation}", Answers.ForAnySite(conversations.ReconnectAsync));
        directLine.MapGet("/conversations/{conversation}/activities", Answers.ForAnySite(conversations.ReadAsync));
        directLine.MapPost("/conversations/{conversation}/activities", Answers.ForAnySite(services.GetRequiredService<ActivityEndpoint>().PostAsync));
        directLine.MapPost("/conversations/{conversation}/upload", Answers.ForAnySite(services.GetRequiredService<UploadEndpoint>().PostAsync));

        var stream = endpoints.CreateApplicationBuilder().UseWebSockets();
        stream.Run(services.GetRequiredService<StreamEndpoint>().RunAsync);
        directLine.MapGet("/conversations/{conversation}/stream", stream.Build());

        var page = services.GetRequiredService<WebChatPage>();
        var bundle = services.GetRequiredService<WebChatBundle>();
        endpoints.MapGet("/", page.WriteAsync);
        endpoints.MapGet("/embed.js", WebChatPage.WriteEmbedAsync);
        endpoints.MapGet("/webchat/{file}", WebChatPage.WriteFileAsync);
        endpoints.MapGet("/webchat/webchat.{version}.js", bundle.WriteScriptAsync);
        endpoints.MapGet("/webchat/LICENSE.txt", bundle.WriteLicenceAsync);

        endpoints.MapPost("/api/webchat/token", http => Answers.GuardAsync(webChat.PostAsync, http));
        endpoints.MapMethods("/api/webchat/token", [HttpMethods.Options], webChat.AnswerSiteAsync);
        endpoints.MapGet("/api/webchat/site", webChat.AnswerSiteAsync);
        return endpoints;
    }
}
