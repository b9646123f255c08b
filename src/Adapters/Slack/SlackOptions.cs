namespace PmBot.Adapters.Slack;

/// <summary>Settings of the Slack channel: the section <c>Slack</c>.</summary>
/// <remarks>One workspace by <see cref="BotToken"/>, or many that install the app by <see cref="ClientId"/>; Socket Mode with <see cref="AppToken"/>, else HTTP.</remarks>
public sealed class SlackOptions
{
    /// <summary>Section name.</summary>
    public const string Section = "Slack";

    /// <summary>Where Slack's Web API is unless settings say otherwise.</summary>
    public const string DefaultApi = "https://slack.com/api";

    /// <summary>The bot token (<c>xoxb-</c>) of the one workspace that is served.</summary>
    public string? BotToken { get; set; }

    /// <summary>The app-level token (<c>xapp-</c>) with <c>connections:write</c>: Slack is then reached by Socket Mode and needs no public address.</summary>
    public string? AppToken { get; set; }

    /// <summary>What Slack signs its requests with.</summary>
    public string? SigningSecret { get; set; }

    /// <summary>The app's client id, for installing it in many workspaces.</summary>
    public string? ClientId { get; set; }

    /// <summary>The app's client secret.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Where the Web API is; loopback addresses may be http.</summary>
    public string ApiBaseUrl { get; set; } = DefaultApi;

    /// <summary>The key that workspaces' tokens are encrypted with, 32 bytes in base64; several instances need the same.</summary>
    public string? EncryptionKey { get; set; }

    /// <summary>The service's public address, which Slack sends people back to; where it is not known, that of the request.</summary>
    internal string? PublicUrl { get; set; }

    /// <summary>The names that may be set.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [nameof(BotToken), nameof(AppToken), nameof(SigningSecret), nameof(ClientId), nameof(ClientSecret), nameof(ApiBaseUrl), nameof(EncryptionKey)];

    /// <summary>Anything of Slack is set up.</summary>
    public bool IsEnabled => BotToken is not null || ClientId is not null || AppToken is not null || SigningSecret is not null;

    /// <summary>Slack is reached by a WebSocket of ours.</summary>
    public bool IsSocketMode => AppToken is not null;

    /// <summary>Other workspaces may install the app.</summary>
    public bool IsInstallable => ClientId is not null && ClientSecret is not null;

    /// <summary>The address of a Web API method.</summary>
    internal Uri Method(string name) => new($"{ApiBaseUrl.TrimEnd('/')}/{name}");

    /// <summary>The page on which a person lets the app in.</summary>
    internal Uri AuthorizePage => new(new Uri(ApiBaseUrl), "/oauth/v2/authorize");
}
