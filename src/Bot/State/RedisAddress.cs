using System.Globalization;

namespace PmBot.Bot.State;

/// <summary>Reads <c>redis://:password@host:port/database</c>, as hosting services give it; <c>rediss://</c> is with TLS.</summary>
internal static class RedisAddress
{
    private const int DefaultPort = 6379;

    /// <summary>The same in the form of StackExchange.Redis; anything else is returned as it is.</summary>
    /// <exception cref="ArgumentException">The address cannot be read, or asks for what this client cannot do.</exception>
    public static string ToConnectionString(string configuration)
    {
        var secure = configuration.StartsWith("rediss://", StringComparison.OrdinalIgnoreCase);
        if (!secure && !configuration.StartsWith("redis://", StringComparison.OrdinalIgnoreCase)) return configuration;

        // Neither message repeats the address: it may hold a password.
        if (!Uri.TryCreate(configuration, UriKind.Absolute, out var address) || address.Host.Length == 0)
            throw new ArgumentException("ConnectionStrings:Redis is not a valid redis:// address.", nameof(configuration));

        var (user, password) = address.UserInfo.Split(':', 2) is [var name, var secret] ? (name, Uri.UnescapeDataString(secret)) : (address.UserInfo, "");
        if (user is not ("" or "default"))
            throw new ArgumentException("ConnectionStrings:Redis names a user; only the default user with a password is supported.", nameof(configuration));
        if (password.Contains(',', StringComparison.Ordinal))
            throw new ArgumentException("The password in ConnectionStrings:Redis must not contain a comma.", nameof(configuration));

        var port = address.Port > 0 ? address.Port : DefaultPort;
        var parts = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{address.Host}:{port}") };
        if (password.Length > 0) parts.Add($"password={password}");
        if (address.AbsolutePath.Trim('/') is { Length: > 0 } database) parts.Add($"defaultDatabase={database}");
        if (secure) parts.Add($"ssl=true,sslHost={address.Host}");
        return string.Join(',', parts);
    }
}
