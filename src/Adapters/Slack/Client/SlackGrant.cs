using System.Text.Json;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Slack.Client;

/// <summary>Reads what <c>oauth.v2.access</c> grants.</summary>
internal static class SlackGrant
{
    /// <summary>A new installation.</summary>
    /// <exception cref="DeliveryException">The grant has no bot token, or is of no workspace.</exception>
    public static SlackInstallation Read(JsonElement answer, DateTimeOffset now)
    {
        var forAll = LenientJson.Flag(answer, "is_enterprise_install");
        var owner = answer.TryGetProperty(forAll ? "enterprise" : "team", out var named) ? named : default;
        if (LenientJson.Text(owner, "id") is not { Length: > 0 } id || LenientJson.Text(answer, "access_token") is not { Length: > 0 } token)
            throw new DeliveryException("Slack granted no bot token.", null, "no_bot_token");
        return new SlackInstallation(id, LenientJson.Text(owner, "name"), LenientJson.Text(answer, "bot_user_id"), token)
        {
            RefreshToken = NotEmpty(LenientJson.Text(answer, "refresh_token")),
            Expires = Expires(answer, now),
            Scopes = LenientJson.Text(answer, "scope"),
            InstalledBy = answer.TryGetProperty("authed_user", out var person) ? LenientJson.Text(person, "id") : null,
            InstalledAt = now,
        };
    }

    /// <summary>An installation with the token that replaces its own.</summary>
    /// <exception cref="DeliveryException">There is none.</exception>
    public static SlackInstallation Renew(SlackInstallation stale, JsonElement answer, DateTimeOffset now) => stale with
    {
        Token = LenientJson.Text(answer, "access_token") is { Length: > 0 } token ? token : throw new DeliveryException("Slack renewed no token.", null, "no_bot_token"),
        RefreshToken = NotEmpty(LenientJson.Text(answer, "refresh_token")) ?? stale.RefreshToken,
        Expires = Expires(answer, now),
    };

    private static DateTimeOffset? Expires(JsonElement answer, DateTimeOffset now) =>
        answer.TryGetProperty("expires_in", out var seconds) && seconds.ValueKind is JsonValueKind.Number && seconds.TryGetInt32(out var life) && life > 0 ? now.AddSeconds(life) : null;

    private static string? NotEmpty(string? text) => text is "" ? null : text;
}
