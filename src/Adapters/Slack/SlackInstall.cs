using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Slack.Client;

namespace PmBot.Adapters.Slack;

/// <summary><c>GET /api/slack/oauth</c>: begins an installation, and ends it when Slack sends the person back.</summary>
/// <remarks>The state works once, for ten minutes, and only in the browser that began: nobody can be made to end an installation that somebody else began.</remarks>
internal sealed class SlackInstall(SlackOptions options, SlackClient client, SlackTeams teams, ISlackInstallations installations, ISlackTexts texts, TimeProvider time, ILogger<SlackInstall> log)
{
    public const string Path = "/api/slack/oauth";
    public const string CookieName = "pmbot_slack_install";

    private static readonly TimeSpan StateLife = TimeSpan.FromMinutes(10);

    /// <summary>Begins, or ends when there is a code or an error.</summary>
    public Task HandleAsync(HttpContext context) =>
        context.Request.Query.ContainsKey("code") || context.Request.Query.ContainsKey("error") ? EndAsync(context) : BeginAsync(context);

    private async Task BeginAsync(HttpContext context)
    {
        var state = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        await installations.AddStateAsync(Hash(state), time.GetUtcNow() + StateLife, context.RequestAborted);
        context.Response.Cookies.Append(CookieName, state, Cookie(context, StateLife));
        context.Response.Redirect(QueryHelpers.AddQueryString(options.AuthorizePage.AbsoluteUri, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = options.ClientId,
            ["scope"] = string.Join(',', SlackManifest.Scopes),
            ["state"] = state,
            ["redirect_uri"] = RedirectUri(context),
        }));
    }

    private async Task EndAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var state = query["state"].ToString();
        var begun = context.Request.Cookies[CookieName];
        context.Response.Cookies.Delete(CookieName, Cookie(context, null));
        var isTheirs = state.Length > 0 && begun is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(begun));
        // Another browser's state is not used up: whoever began there may still end.
        if (!isTheirs || !await installations.TakeStateAsync(Hash(state), context.RequestAborted))
        {
            await FailAsync(context, StatusCodes.Status400BadRequest, "install.again", "the state is unknown, used or of another browser");
            return;
        }

        if (query["error"].ToString() is { Length: > 0 } error)
        {
            await FailAsync(context, StatusCodes.Status200OK, "install.again", error == "access_denied" ? "access_denied" : "refused by Slack");
            return;
        }

        try
        {
            var answer = await client.AsAppAsync(
                "oauth.v2.access", SlackClient.Basic(options.ClientId!, options.ClientSecret!), [new("code", query["code"].ToString()), new("redirect_uri", RedirectUri(context))], context.RequestAborted);
            var installed = SlackGrant.Read(answer, time.GetUtcNow());
            await installations.SaveAsync(installed, context.RequestAborted);
            teams.Forget(installed.Id);
            log.Installed(installed.Id, installed.Name);
            var app = LenientJson.Text(answer, "app_id") is { Length: > 0 } id && id.All(char.IsAsciiLetterOrDigit) && installed.Id.All(char.IsAsciiLetterOrDigit) ? $"slack://app?team={installed.Id}&id={id}" : null;
            await ShowAsync(context, StatusCodes.Status200OK, "installed", app);
        }
        catch (DeliveryException refused)
        {
            await FailAsync(context, StatusCodes.Status502BadGateway, "install.failed", refused.Code ?? refused.Message);
        }
    }

    private Task FailAsync(HttpContext context, int status, string key, string reason)
    {
        log.InstallFailed(reason);
        return ShowAsync(context, status, key, link: null);
    }

    private Task ShowAsync(HttpContext context, int status, string key, string? link) => SlackPage.ShowAsync(context, texts, status, key, link);

    private string RedirectUri(HttpContext context) =>
        (options.PublicUrl?.TrimEnd('/') ?? $"{context.Request.Scheme}://{context.Request.Host}") + Path;

    private CookieOptions Cookie(HttpContext context, TimeSpan? life) => new()
    {
        HttpOnly = true,
        // Slack sends the person back by a link: Strict would leave the cookie at home.
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps || options.PublicUrl?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true,
        Path = Path,
        MaxAge = life,
    };

    private static string Hash(string state) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)));
}
