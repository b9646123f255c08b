using Microsoft.AspNetCore.Http;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.BotFramework.Authentication;

/// <summary>Who may call the endpoint: with an app id whoever holds a valid token, without one whoever is on this machine.</summary>
internal interface ICallerCheck
{
    /// <summary>Looks at the request's head, before its body is read.</summary>
    ValueTask<(Caller? Caller, Refusal? Refusal)> IdentifyAsync(HttpContext context, CancellationToken cancellationToken);
}

/// <summary>A caller that was let in, and what its token binds its activities to.</summary>
/// <param name="Authenticated">It showed a valid token.</param>
/// <param name="ServiceUrl">The only serviceUrl it may name; null for any.</param>
/// <param name="Channels">The only channels it may speak for; null for any.</param>
internal sealed record Caller(bool Authenticated, string? ServiceUrl, IReadOnlySet<string>? Channels)
{
    /// <summary>Someone on this machine.</summary>
    public static Caller Local { get; } = new(Authenticated: false, ServiceUrl: null, Channels: null);

    /// <summary>Says why the activity is not this caller's to send, or null.</summary>
    public Refusal? Check(Activity activity)
    {
        if (ServiceUrl is not null && !string.Equals(ServiceUrl, activity.ServiceUrl, StringComparison.Ordinal))
            return Refusal.Unauthorized("The token is for another serviceUrl than the activity's.");
        return Channels is not null && (activity.ChannelId is null || !Channels.Contains(activity.ChannelId))
            ? Refusal.Unauthorized("The token's key is not endorsed for the activity's channel.")
            : null;
    }
}
