using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace PmBot.Bot.State;

/// <summary>Registers the state store and the conversation gate.</summary>
public static class StateServices
{
    private const string DefaultStoragePath = "data/pmbot.db";

    /// <summary>Redis when <c>ConnectionStrings:Redis</c> is set, else the embedded store, opened when the host starts.</summary>
    public static IServiceCollection AddBotState(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<StateOptions>, StateOptionsValidator>();
        services.AddOptions<StateOptions>()
            .Bind(configuration.GetSection(StateOptions.Section))
            .PostConfigure(options =>
            {
                if (string.IsNullOrWhiteSpace(options.Path)) options.Path = DefaultPath(configuration["Storage:Path"]);
            })
            .ValidateOnStart();

        if (configuration.GetConnectionString("Redis") is { Length: > 0 } redis) services.AddRedis(redis);
        else services.AddEmbedded();
        return services.AddHostedService<StateStartup>();
    }

    /// <summary>The state file beside the main database: <c>x/pmbot.state.db</c> for <c>x/pmbot.db</c>.</summary>
    internal static string DefaultPath(string? storagePath)
    {
        var storage = string.IsNullOrWhiteSpace(storagePath) ? DefaultStoragePath : storagePath;
        return string.Equals(storage, EmbeddedStateStore.InMemory, StringComparison.Ordinal) ? storage : Path.ChangeExtension(storage, ".state.db");
    }

    private static void AddRedis(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(provider =>
            new RedisConnection(connectionString, provider.GetRequiredService<ILogger<RedisConnection>>()));
        services.AddSingleton<IStateStore>(provider =>
            new RedisStateStore(provider.GetRequiredService<RedisConnection>(), Options(provider).KeyPrefix));
        services.AddSingleton<IConversationGate>(provider => new RedisConversationGate(
            provider.GetRequiredService<RedisConnection>(),
            Options(provider).KeyPrefix,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RedisConversationGate>>()));
    }

    private static void AddEmbedded(this IServiceCollection services)
    {
        services.AddSingleton<IStateStore>(provider => EmbeddedStateStore.Open(
            Options(provider).Path,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EmbeddedStateStore>>()));
        services.AddSingleton<IConversationGate, LocalConversationGate>();
    }

    private static StateOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<StateOptions>>().Value;
}
