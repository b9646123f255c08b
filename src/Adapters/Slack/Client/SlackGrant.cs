using System.Text.Json;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Slack.Rendering;

namespace PmBot.Adapters.Slack.Client;

/// <summary>Reads what <c>oauth.v2.access</c> grants.</summary>
internal static class SlackGrant
{
    /// <summary>A new installation.</summary>
    /// <exception cref="DeliveryException">The grant has no bot token, or is of no workspace.</exception>
    public static SlackInstallation Read(JsonElement answer, DateTimeOffset now)
    {
        var forAll = CardReader.Flag(answer, "is_enterprise_install");
        var owner = answer.TryGetProperty(forAll ? "enterprise" : "team", out var named) ? named : default;
        if (CardReader.Text(owner, "id") is not { Length: > 0 } id || CardReader.Text(answer, "access_token") is not { Length: > 0 } token)
            throw new DeliveryException("Slack granted no bot token.", null, "no_bot_token");
        return new SlackInstallation(id, CardReader.Text(owner, "name"), CardReader.Text(answer, "bot_user_id"), token)
        {
            RefreshToken = NotEmpty(CardReader.Text(answer, "refresh_token")),
            Expires = Expires(answer, now),
            Scopes = CardReader.Text(answer, "scope"),
            InstalledBy = answer.TryGetProperty("authed_user", out var person) ? CardReader.Text(person, "id") : null,
            InstalledAt = now,
        };
    }

    /// <summary>An installation with the token that replaces its own.</summary>
    /// <exception cref="DeliveryException">There is none.</exception>
    public static SlackInstallation Renew(SlackInstallation stale, JsonElement answer, DateTimeOffset now) => stale with
    {
        Token = CardReader.Text(answer, "access_token") is { Length: > 0 } token ? token : throw new DeliveryException("Slack renewed no token.", null, "no_bot_token"),
        RefreshToken = NotEmpty(CardReader.Text(answer, "refresh_token")) ?? stale.RefreshToken,
        Expires = Expires(answer, now),
    };

    private static DateTimeOffset? Expires(JsonElement answer, DateTimeOffset now) =>
        answer.TryGetProperty("expires_in", out var seconds) && seconds.ValueKind is JsonValueKind.Number && seconds.TryGetInt32(out var life) && life > 0 ? now.AddSeconds(life) : null;

    private static string? NotEmpty(string? text) => text is "" ? null : text;
}
