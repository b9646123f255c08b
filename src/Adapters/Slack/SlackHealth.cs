using System.Net.Http.Headers;

namespace PmBot.Adapters.Slack;

/// <summary>How the channel stands, for health checks: what Slack said of the tokens that stand in the settings.</summary>
/// <remarks>The tokens of workspaces that installed the app are their own matter: one that was revoked is no fault of the service.</remarks>
public sealed class SlackHealth
{
    // What Slack says of a token that no longer works, whatever it is used for.
    private static readonly HashSet<string> OfTokens = new(StringComparer.Ordinal)
    {
        "invalid_auth", "not_authed", "not_allowed_token_type", "account_inactive", "token_revoked", "token_expired", "no_permission", "org_login_required", "ekm_access_denied", "two_factor_setup_required",
    };

    private readonly SlackOptions options;
    private volatile string? botRefused;
    private volatile string? appRefused;
    private volatile bool isConnected;

    internal SlackHealth(SlackOptions options) => this.options = options;

    /// <summary>Nothing of Slack is set up.</summary>
    public bool IsOff => !options.IsEnabled;

    /// <summary>What is wrong, in plain words and without anything secret; null where nothing is known to be.</summary>
    public string? Problem =>
        appRefused is { } app ? $"Slack refuses the app-level token ({app}): make a new one with connections:write, set Slack:AppToken and start again."
        : botRefused is { } bot ? $"Slack refuses the bot token ({bot}): install the app again, copy its token to Slack:BotToken and start again."
        : options.IsSocketMode && !isConnected ? "The connection to Slack is being made."
        : null;

    internal void Connected(bool value) => isConnected = value;

    internal void AppTokenRefused(string code) => appRefused = code;

    /// <summary>A call was answered: <paramref name="code"/> is Slack's word for what is wrong, or null.</summary>
    internal void Answered(AuthenticationHeaderValue credentials, string? code)
    {
        if (options.BotToken is not { } token || credentials.Parameter != token) return;
        if (code is null) botRefused = null;
        else if (OfTokens.Contains(code)) botRefused = code;
    }
}
