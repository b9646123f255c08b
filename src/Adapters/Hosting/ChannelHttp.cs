using Microsoft.Extensions.DependencyInjection;

namespace PmBot.Adapters.Hosting;

/// <summary>The HTTP clients by which adapters call their platforms.</summary>
internal static class ChannelHttp
{
    /// <summary>Adds a named client for calls that carry tokens: no redirects, no cookies, no lines of its own in the log.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="name">Its name at the factory.</param>
    /// <param name="timeout">How long a call may take.</param>
    /// <param name="mostBytes">The largest answer that is read, in bytes.</param>
    /// <param name="userAgent">How it calls itself, or null for not at all.</param>
    public static void AddChannelHttp(this IServiceCollection services, string name, TimeSpan timeout, int mostBytes, string? userAgent = null) => services
        .AddHttpClient(name, client =>
        {
            client.Timeout = timeout;
            client.MaxResponseContentBufferSize = mostBytes;
            if (userAgent is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        })
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            // A redirect could carry a message, or a token, somewhere that was never checked.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        })
        // The clients live as long as the process; the handler itself renews its connections.
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        // Addresses hold ids of conversations and tokens of answers, and the channels have lines and spans of their own.
        .RemoveAllLoggers();
}
