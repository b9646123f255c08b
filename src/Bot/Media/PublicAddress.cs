namespace PmBot.Bot.Media;

/// <summary>Where people's clients reach the service: <c>Http:PublicUrl</c>, else where it listens.</summary>
/// <param name="configured">The setting, or null.</param>
/// <param name="listening">Where the service listens; empty before it does, and where nothing serves.</param>
public sealed class PublicAddress(string? configured, Func<IEnumerable<string>> listening)
{
    /// <summary>The setting.</summary>
    public const string Key = "Http:PublicUrl";

    /// <summary>The address without a slash at its end, or null where nothing serves.</summary>
    public string? Find() => configured is { Length: > 0 } address ? address.TrimEnd('/') : listening().Select(Reachable).FirstOrDefault();

    /// <summary>What is wrong with a configured address, or null.</summary>
    public static string? Mistake(string? configured) =>
        configured is not { Length: > 0 } || (Uri.TryCreate(configured, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { Query: "", Fragment: "", UserInfo: "" })
            ? null
            : $"{Key}: '{configured}' is no address such as https://pmbot.example.com.";

    // One that listens everywhere is found on this machine at least.
    private static string Reachable(string address)
    {
        var binding = BindingAddress.Parse(address);
        var host = binding.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : binding.Host;
        return $"{binding.Scheme}://{host}:{binding.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}{binding.PathBase.TrimEnd('/')}";
    }
}
