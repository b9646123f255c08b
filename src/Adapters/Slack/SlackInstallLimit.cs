using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Slack;

/// <summary>How often one address may ask for an installation: everybody can reach that page, and each time something is stored or Slack is asked.</summary>
/// <remarks>An installation is two requests. Behind a proxy on this machine everybody comes from there, so that it gets more.</remarks>
internal sealed class SlackInstallLimit(ISlackTexts texts) : IRateLimiterPolicy<string>
{
    /// <summary>The policy's name.</summary>
    public const string Name = "slack-install";

    /// <summary>Requests of one address in a minute.</summary>
    public const int PerMinute = 20;

    /// <summary>Requests of this machine in a minute.</summary>
    public const int PerMinuteHere = 200;

    /// <inheritdoc/>
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => async (rejected, _) =>
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await SlackPage.ShowAsync(rejected.HttpContext, texts, StatusCodes.Status429TooManyRequests, "install.slow", link: null);
    };

    /// <inheritdoc/>
    public RateLimitPartition<string> GetPartition(HttpContext httpContext)
    {
        var address = httpContext.Connection.RemoteIpAddress;
        var most = address is null || Loopback.Is(address) ? PerMinuteHere : PerMinute;
        return RateLimitPartition.GetFixedWindowLimiter(CallerLine.Of(address), _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
    }
}
