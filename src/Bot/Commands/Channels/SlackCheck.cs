using System.Net.Http.Headers;
using System.Text.Json;
using PmBot.Adapters.Slack;

namespace PmBot.Bot.Commands.Channels;

/// <summary>Looks over Slack's settings, and asks Slack whether its tokens are good and allow what is needed.</summary>
internal sealed class SlackCheck : IChannelCheck
{
    /// <inheritdoc/>
    public string Channel => "Slack";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> CheckAsync(ChannelCheckup checkup, CancellationToken cancellationToken)
    {
        var section = checkup.Configuration.GetSection(SlackOptions.Section);
        string? Setting(string name) => section[name] is { Length: > 0 } value ? value.Trim() : null;
        var (bot, app, secret, client) = (Setting("BotToken"), Setting("AppToken"), Setting("SigningSecret"), Setting("ClientId"));
        if (bot is null && app is null && secret is null && client is null)
        {
            return [Finding.Off("no Slack: settings; docs/channels/slack.md says how to begin.")];
        }

        var findings = new List<Finding>();
        if (bot is null && client is null)
        {
            findings.Add(Finding.Wrong("neither Slack:BotToken (one workspace) nor Slack:ClientId (many) is set."));
        }

        if (client is not null && Setting("ClientSecret") is null)
        {
            findings.Add(Finding.Wrong("Slack:ClientSecret is missing; it stands beside the client id under Basic Information."));
        }

        if (app is null && secret is null)
        {
            findings.Add(Finding.Wrong("neither Slack:AppToken (Socket Mode) nor Slack:SigningSecret (HTTP) is set: nothing would come in."));
        }
        else if (app is null && checkup.Configuration["Http:PublicUrl"] is not { Length: > 0 })
        {
            findings.Add(Finding.Note("Http:PublicUrl is not set: links to tasks are not unfurled, and Slack must know the address from the manifest."));
        }

        if (client is not null && Setting("EncryptionKey") is null && checkup.Configuration.GetConnectionString("Postgres") is { Length: > 0 })
        {
            findings.Add(Finding.Note("Slack:EncryptionKey is not set: with several instances each would encrypt tokens with a key of its own."));
        }

        if (!checkup.IsOffline)
        {
            var api = (Setting("ApiBaseUrl") ?? SlackOptions.DefaultApi).TrimEnd('/');
            if (bot is not null)
            {
                findings.AddRange(await AskAsync(checkup, $"{api}/auth.test", bot, "Slack:BotToken", SlackManifest.Scopes, cancellationToken));
            }

            if (app is not null)
            {
                findings.AddRange(await AskAsync(checkup, $"{api}/apps.connections.open", app, "Slack:AppToken", [], cancellationToken));
            }
        }

        return findings.Count > 0 ? findings : [Finding.Ok("the settings are complete; nobody was asked whether the tokens are good.")];
    }

    private static async Task<IReadOnlyList<Finding>> AskAsync(ChannelCheckup checkup, string address, string token, string setting, IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
            using var response = await checkup.Http.SendAsync(request, cancellationToken);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            if (!answer.RootElement.TryGetProperty("ok", out var ok) || ok.ValueKind is not JsonValueKind.True)
            {
                return [Finding.Wrong($"{setting} was refused by Slack: {Reason(Text(answer.RootElement, "error"))}")];
            }

            var missing = response.Headers.TryGetValues("X-OAuth-Scopes", out var granted) ? scopes.Except(string.Join(',', granted).Split(',', StringSplitOptions.TrimEntries), StringComparer.Ordinal).ToList() : [];
            return missing.Count > 0
                ? [Finding.Wrong($"{setting} lacks the scopes {string.Join(", ", missing)}: add them under OAuth & Permissions and install the app again.")]
                : [Finding.Ok(Text(answer.RootElement, "team") is { } team ? $"{setting} is good, for the workspace {team}." : $"{setting} is good.")];
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or UriFormatException or InvalidOperationException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return [Finding.Wrong($"Slack could not be asked about {setting}: {e.Message}")];
        }
    }

    private static string Reason(string? code) => code switch
    {
        "invalid_auth" or "not_authed" => "it is wrong, or was made anew since. Copy it once more from the app's page.",
        "token_revoked" or "account_inactive" => "the app was taken out of the workspace. Install it again.",
        "not_allowed_token_type" => "it is a token of another kind. A bot token begins with xoxb-, an app-level token with xapp-.",
        "missing_scope" => "the app-level token lacks the scope connections:write.",
        null => "no reason given.",
        _ => code,
    };

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
