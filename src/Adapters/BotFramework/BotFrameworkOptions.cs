namespace PmBot.Adapters.BotFramework;

/// <summary>Settings of the Bot Framework channel: the root keys <c>MicrosoftApp*</c> and the section <c>BotFramework</c>.</summary>
/// <remarks>Without <see cref="AppId"/> the endpoint answers callers on this machine only.</remarks>
public sealed class BotFrameworkOptions
{
    /// <summary>Section name; the <c>MicrosoftApp*</c> keys stand at the root, as Azure's tools write them.</summary>
    public const string Section = "BotFramework";

    /// <summary>The <see cref="ChannelService"/> of Azure Government.</summary>
    public const string GovernmentService = "https://botframework.azure.us";

    /// <summary><c>MicrosoftAppId</c>: the bot's application id.</summary>
    public string? AppId { get; set; }

    /// <summary><c>MicrosoftAppPassword</c>: its client secret.</summary>
    public string? AppPassword { get; set; }

    /// <summary><c>MicrosoftAppType</c>: <c>MultiTenant</c> (default) or <c>SingleTenant</c>.</summary>
    public AppType AppType { get; set; }

    /// <summary><c>MicrosoftAppTenantId</c>: the tenant of a single-tenant bot.</summary>
    public string? TenantId { get; set; }

    /// <summary>Empty for the public cloud, <see cref="GovernmentService"/> for Azure Government.</summary>
    public string? ChannelService { get; set; }

    /// <summary>Where the channels' signing keys are described; the cloud's own by default.</summary>
    public string? OpenIdMetadata { get; set; }

    /// <summary>Where the Emulator's signing keys are described; <see cref="LoginEndpoint"/>'s own by default.</summary>
    public string? EmulatorOpenIdMetadata { get; set; }

    /// <summary>The login service, <c>https://login.microsoftonline.com</c> by default; an address ending in <c>/token</c> is used as it is.</summary>
    public string? LoginEndpoint { get; set; }

    /// <summary>How long a turn may take; channels give up after 10 to 15 seconds.</summary>
    public TimeSpan TurnTimeout { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>True when callers must authenticate.</summary>
    public bool RequiresTokens => !string.IsNullOrEmpty(AppId);

    internal bool IsGovernment => string.Equals(ChannelService?.TrimEnd('/'), GovernmentService, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Whose users a bot's registration serves.</summary>
public enum AppType
{
    /// <summary>Registered for any tenant.</summary>
    MultiTenant,
    /// <summary>Registered for one tenant, which its tokens come from.</summary>
    SingleTenant,
}
