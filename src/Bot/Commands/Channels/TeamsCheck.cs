using System.Text.Json;
using PmBot.Bot.Media;

namespace PmBot.Bot.Commands.Channels;

/// <summary>Looks over the settings for Teams, and asks the login service for a token.</summary>
internal sealed class TeamsCheck : IChannelCheck
{
    /// <inheritdoc/>
    public string Channel => "Teams";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> CheckAsync(ChannelCheckup checkup, CancellationToken cancellationToken)
    {
        var settings = checkup.Configuration;
        var (app, secret, tenant) = (settings["MicrosoftAppId"], settings["MicrosoftAppPassword"], settings["MicrosoftAppTenantId"]);
        if (string.IsNullOrEmpty(app))
        {
            return string.IsNullOrEmpty(secret)
                ? [Finding.Off("set MicrosoftAppId and MicrosoftAppPassword, see docs/channels/teams.md. Until then /api/messages answers callers on this machine only.")]
                : [Finding.Wrong("MicrosoftAppPassword is set but MicrosoftAppId is not.")];
        }

        var findings = new List<Finding>();
        if (!Guid.TryParse(app, out _)) findings.Add(Finding.Wrong("MicrosoftAppId is no application id such as 00000000-0000-0000-0000-000000000000."));
        if (string.IsNullOrEmpty(secret)) findings.Add(Finding.Wrong("MicrosoftAppPassword is missing: the value of a client secret (not its id) of the registration."));
        var single = string.Equals(settings["MicrosoftAppType"], "SingleTenant", StringComparison.OrdinalIgnoreCase);
        if (single && string.IsNullOrEmpty(tenant)) findings.Add(Finding.Wrong("MicrosoftAppType is SingleTenant, so MicrosoftAppTenantId must name the tenant."));
        findings.Add(Address(settings[PublicAddress.Key]));
        if (findings.Exists(f => f.Kind is FindingKind.Wrong && !f.Text.StartsWith(PublicAddress.Key, StringComparison.Ordinal))) return findings;
        findings.Add(checkup.IsOffline ? Finding.Note("the secret was not tried (--offline).") : await TryAsync(checkup, app, secret!, single ? tenant! : "botframework.com", cancellationToken));
        return findings;
    }

    private static Finding Address(string? address) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var uri) ? Finding.Note($"{PublicAddress.Key} is not set: cards have no pictures, and teams-package cannot be made.")
        : uri.Scheme != Uri.UriSchemeHttps ? Finding.Wrong($"{PublicAddress.Key} must be an https address; Teams speaks to nothing else.")
        : Finding.Ok($"the bot's messaging endpoint is {address!.TrimEnd('/')}/api/messages; it must stand like this in the bot's registration.");

    private static async Task<Finding> TryAsync(ChannelCheckup checkup, string app, string secret, string tenant, CancellationToken cancellationToken)
    {
        var login = (checkup.Configuration["BotFramework:LoginEndpoint"] ?? "https://login.microsoftonline.com").TrimEnd('/');
        var address = login.EndsWith("/token", StringComparison.OrdinalIgnoreCase) ? login : $"{login}/{tenant}/oauth2/v2.0/token";
        using var form = new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", app), new("client_secret", secret), new("scope", "https://api.botframework.com/.default")]);
        try
        {
            using var answer = await checkup.Http.PostAsync(new Uri(address), form, cancellationToken);
            if (answer.IsSuccessStatusCode) return Finding.Ok("the login service takes the id and the secret.");
            return Finding.Wrong(Reason(await answer.Content.ReadAsStringAsync(cancellationToken)) ?? $"the login service refused the id and the secret ({(int)answer.StatusCode}).");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Finding.Note($"the login service at {new Uri(address).Host} could not be reached, so the secret was not tried.");
        }
    }

    // learn.microsoft.com/entra/identity-platform/reference-error-codes
    private static string? Reason(string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            var said = json.RootElement.TryGetProperty("error_description", out var text) && text.ValueKind is JsonValueKind.String ? text.GetString()! : "";
            return said switch
            {
                _ when said.StartsWith("AADSTS7000215", StringComparison.Ordinal) => "MicrosoftAppPassword is wrong: it must be the secret's value, not its id.",
                _ when said.StartsWith("AADSTS7000222", StringComparison.Ordinal) => "the client secret has expired: make a new one and set MicrosoftAppPassword.",
                _ when said.StartsWith("AADSTS700016", StringComparison.Ordinal) => "there is no application MicrosoftAppId in this tenant; for a single-tenant bot set MicrosoftAppType=SingleTenant and MicrosoftAppTenantId.",
                _ when said.StartsWith("AADSTS90002", StringComparison.Ordinal) => "there is no tenant MicrosoftAppTenantId.",
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
