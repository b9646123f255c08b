namespace PmBot.Adapters.BotFramework.Authentication;

/// <summary>Names and addresses of the clouds: issuers, key documents, token endpoint, scope.</summary>
internal sealed record LoginService
{
    internal const string HttpClientName = "PmBot.BotFramework.Login";

    private const string PublicTenant = "botframework.com";
    private const string GovernmentTenant = "MicrosoftServices.onmicrosoft.us";

    // The tenants that Microsoft's own tools get their tokens from.
    private static readonly string[] PublicToolTenants = ["d6d49420-f39b-4df7-a1dc-d59a935871db", "f8cdef31-a31e-4b4a-93e4-5f571e91255a"];
    private static readonly string[] GovernmentToolTenants = ["cab8a31a-1906-4287-a0d8-4eef66b95f6e"];

    public required string? AppId { get; init; }
    public required string? AppPassword { get; init; }
    /// <summary>Where the bot gets its own tokens.</summary>
    public required Uri TokenEndpoint { get; init; }
    /// <summary>What the bot's own tokens are for.</summary>
    public required string Scope { get; init; }
    public required string ChannelIssuer { get; init; }
    public required Uri ChannelMetadata { get; init; }
    public required IReadOnlySet<string> EmulatorIssuers { get; init; }
    public required Uri EmulatorMetadata { get; init; }

    public static LoginService Of(BotFrameworkOptions options)
    {
        var government = options.IsGovernment;
        var cloud = government ? "us" : "com";
        var login = (options.LoginEndpoint ?? $"https://login.microsoftonline.{cloud}").TrimEnd('/');
        var home = government ? GovernmentTenant : PublicTenant;
        var tenant = options.AppType is AppType.SingleTenant ? options.TenantId! : home;
        var isWhole = login.EndsWith("/token", StringComparison.OrdinalIgnoreCase);
        var loginRoot = isWhole ? new Uri(login).GetLeftPart(UriPartial.Authority) : login;
        return new()
        {
            AppId = options.AppId,
            AppPassword = options.AppPassword,
            TokenEndpoint = new(isWhole ? login : $"{login}/{tenant}/oauth2/v2.0/token"),
            Scope = government ? "https://api.botframework.us/.default" : "https://api.botframework.com/.default",
            ChannelIssuer = government ? "https://api.botframework.us" : "https://api.botframework.com",
            ChannelMetadata = new(options.OpenIdMetadata ?? (government
                ? "https://login.botframework.azure.us/v1/.well-known/openidconfiguration"
                : "https://login.botframework.com/v1/.well-known/openidconfiguration")),
            EmulatorIssuers = Issuers(options, government),
            EmulatorMetadata = new(options.EmulatorOpenIdMetadata
                ?? $"{loginRoot}/{(government ? GovernmentToolTenants[0] : PublicTenant)}/v2.0/.well-known/openid-configuration"),
        };
    }

    private static HashSet<string> Issuers(BotFrameworkOptions options, bool government)
    {
        IEnumerable<string> tenants = government ? GovernmentToolTenants : PublicToolTenants;
        if (options.TenantId is { } own) tenants = tenants.Append(own);
        return tenants
            .SelectMany(tenant => new[] { $"https://sts.windows.net/{tenant}/", $"https://login.microsoftonline.{(government ? "us" : "com")}/{tenant}/v2.0" })
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
