using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Slack.Client;

/// <summary>Which workspaces we may speak to, each with its own token and never with another's.</summary>
internal sealed class SlackTeams(SlackClient client, SlackOptions options, ISlackInstallations installations, TimeProvider time, ILogger<SlackTeams> log) : IDisposable
{
    // A token that expires is renewed before it does, so that no call is in the air when it dies.
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim renewing = new(1, 1);
    private readonly ConcurrentDictionary<string, (SlackInstallation Installation, long At)> known = new(StringComparer.Ordinal);
    private SlackTeam? single;
    private string[] singleIds = [];

    /// <summary>The workspace, or null for one that we do not serve.</summary>
    /// <param name="team">Its id.</param>
    /// <param name="enterprise">Its organisation's, if it has one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DeliveryException">Slack would not say which workspace our token is of.</exception>
    public async Task<SlackTeam?> FindAsync(string team, string? enterprise, CancellationToken cancellationToken)
    {
        if (options.IsInstallable)
        {
            foreach (var id in new[] { team, enterprise }.OfType<string>())
            {
                if (await InstallationAsync(id, cancellationToken) is { } installed) return await ReadyAsync(installed, cancellationToken);
            }
        }

        if (options.BotToken is not { } token) return null;
        single ??= await IdentifyAsync(token, cancellationToken);
        return singleIds.Contains(team, StringComparer.Ordinal) || (enterprise is not null && singleIds.Contains(enterprise, StringComparer.Ordinal)) ? single : null;
    }

    /// <summary>The workspace of a place.</summary>
    /// <exception cref="DeliveryException">We do not serve it, or not any more.</exception>
    public async Task<SlackTeam> OfAsync(SlackPlace place, CancellationToken cancellationToken) =>
        await FindAsync(place.Team, place.Enterprise, cancellationToken) ?? throw new DeliveryException("PmBot is not installed in this Slack workspace.", null, "not_installed");

    /// <summary>A token was refused as expired: a new one, or null where there is none.</summary>
    public async Task<SlackTeam?> RenewAsync(SlackTeam team, CancellationToken cancellationToken)
    {
        known.TryRemove(team.Id, out _);
        if (!options.IsInstallable || await installations.FindAsync(team.Id, cancellationToken) is not { } stored) return null;
        if (stored.Token != team.Token) return Team(stored);
        return stored.RefreshToken is null ? null : Team(await RenewAsync(stored, cancellationToken));
    }

    /// <summary>Forgets what is remembered of a workspace: it was installed again, or taken away.</summary>
    public void Forget(string id) => known.TryRemove(id, out _);

    public void Dispose() => renewing.Dispose();

    private static SlackTeam Team(SlackInstallation installed) => new(installed.Id, installed.Token, installed.BotUser);

    private async Task<SlackInstallation?> InstallationAsync(string id, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(id, out var remembered) && time.GetElapsedTime(remembered.At) < Remembered) return remembered.Installation;
        if (await installations.FindAsync(id, cancellationToken) is not { } found)
        {
            known.TryRemove(id, out _);
            return null;
        }

        known[id] = (found, time.GetTimestamp());
        return found;
    }

    private async Task<SlackTeam> ReadyAsync(SlackInstallation installed, CancellationToken cancellationToken) =>
        installed is { RefreshToken: not null, Expires: { } expires } && expires - Early <= time.GetUtcNow()
            ? Team(await RenewAsync(installed, cancellationToken))
            : Team(installed);

    private async Task<SlackInstallation> RenewAsync(SlackInstallation stale, CancellationToken cancellationToken)
    {
        await renewing.WaitAsync(cancellationToken);
        try
        {
            // A refresh token works once: somebody else, here or in another instance, may have been faster.
            if (await installations.FindAsync(stale.Id, cancellationToken) is { } stored && stored.Token != stale.Token) return Remember(stored);
            try
            {
                var answer = await client.AsAppAsync(
                    "oauth.v2.access", SlackClient.Basic(options.ClientId!, options.ClientSecret!),
                    [new("grant_type", "refresh_token"), new("refresh_token", stale.RefreshToken!)], cancellationToken);
                var renewed = SlackGrant.Renew(stale, answer, time.GetUtcNow());
                await installations.SaveAsync(renewed, cancellationToken);
                log.TokenRenewed(stale.Id);
                return Remember(renewed);
            }
            catch (DeliveryException refused) when (!refused.IsTransient)
            {
                if (await installations.FindAsync(stale.Id, cancellationToken) is { } theirs && theirs.Token != stale.Token) return Remember(theirs);
                log.TokenNotRenewed(stale.Id, refused.Code);
                throw;
            }
        }
        finally
        {
            renewing.Release();
        }
    }

    private SlackInstallation Remember(SlackInstallation installation)
    {
        known[installation.Id] = (installation, time.GetTimestamp());
        return installation;
    }

    private async Task<SlackTeam> IdentifyAsync(string token, CancellationToken cancellationToken)
    {
        var answer = await client.AsAppAsync("auth.test", SlackClient.Bearer(token), [], cancellationToken);
        var team = LenientJson.Text(answer, "team_id") ?? throw new DeliveryException("Slack does not say which workspace the token is of.", null, "no_team");
        singleIds = LenientJson.Flag(answer, "is_enterprise_install") && LenientJson.Text(answer, "enterprise_id") is { } enterprise ? [team, enterprise] : [team];
        log.Identified(team, LenientJson.Text(answer, "team"));
        return new SlackTeam(team, token, LenientJson.Text(answer, "user_id"));
    }
}
