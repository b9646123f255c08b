using System.Text.Json;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.DirectLine.Identity;

/// <summary>Who a site says its visitor is, as far as its signed token goes.</summary>
/// <param name="Subject">The site's own lasting id of the person.</param>
/// <param name="Name">The name to show, if given.</param>
/// <param name="Email">Their e-mail, unless the token says that nobody checked it.</param>
/// <param name="Username">What they are called where they sign in, if given.</param>
internal sealed record SiteIdentity(string Subject, string? Name, string? Email, string? Username);

/// <summary>What a vouched-for account says of its person beside id and name.</summary>
public static class AccountClaims
{
    /// <summary>The field of <see cref="ChannelAccount.Extra"/> with the e-mail.</summary>
    public const string Email = "email";

    /// <summary>The field of <see cref="ChannelAccount.Extra"/> with the username.</summary>
    public const string Username = "username";

    /// <summary>A claim of an account, or null. To be believed only where the turn's sender is vouched for.</summary>
    public static string? Of(ChannelAccount account, string claim) =>
        account.Extra?.TryGetValue(claim, out var value) is true && value is { ValueKind: JsonValueKind.String } && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>An account that makes these claims.</summary>
    internal static ChannelAccount With(this ChannelAccount account, string? email, string? username)
    {
        if (email is null && username is null) return account;
        account.Extra = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (email is not null) account.Extra[Email] = JsonSerializer.SerializeToElement(email, ActivityJson.Default.String);
        if (username is not null) account.Extra[Username] = JsonSerializer.SerializeToElement(username, ActivityJson.Default.String);
        return account;
    }
}
