using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Slack.Client;

/// <summary>Who people are and what channels are called, remembered for an hour; nothing that comes in waits long for it.</summary>
internal sealed class SlackDirectory(SlackClient client, TimeProvider time, ILogger<SlackDirectory> log)
{
    private const int MostRemembered = 20_000;

    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private static readonly TimeSpan LifeOfNothing = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, (SlackPerson? Person, long At)> people = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string? Text, long At)> channels = new(StringComparer.Ordinal);

    /// <summary>A person's profile, or null while Slack does not say.</summary>
    public async Task<SlackPerson?> FindAsync(SlackTeam team, string user, CancellationToken cancellationToken)
    {
        var key = $"{team.Id}/{user}";
        if (people.TryGetValue(key, out var known) && time.GetElapsedTime(known.At) < (known.Person is null ? LifeOfNothing : Life)) return known.Person;
        var answer = await TryAsync(team, "users.info", [new("user", user), new("include_locale", "true")], cancellationToken);
        var person = answer is { } found && found.TryGetProperty("user", out var profile) ? SlackPerson.Read(profile) : null;
        if (people.Count >= MostRemembered) people.Clear();
        people[key] = (person, time.GetTimestamp());
        return person;
    }

    /// <summary>What a channel is called, or null where Slack does not say.</summary>
    public async Task<string?> NameAsync(SlackTeam team, string channel, CancellationToken cancellationToken)
    {
        if (channel.Length == 0 || channel[0] is not ('C' or 'G')) return null;
        var key = $"{team.Id}/{channel}";
        if (channels.TryGetValue(key, out var known) && time.GetElapsedTime(known.At) < (known.Text is null ? LifeOfNothing : Life)) return known.Text;
        var answer = await TryAsync(team, "conversations.info", [new("channel", channel)], cancellationToken);
        var name = answer is { } found && found.TryGetProperty("channel", out var info) ? LenientJson.Text(info, "name") : null;
        if (channels.Count >= MostRemembered) channels.Clear();
        channels[key] = (name, time.GetTimestamp());
        return name;
    }

    /// <summary>The direct channel with a person: messages are updated by its id, never by theirs.</summary>
    /// <exception cref="DeliveryException">Slack does not open it.</exception>
    public async Task<string> DirectAsync(SlackTeam team, string user, CancellationToken cancellationToken)
    {
        var key = $"{team.Id}/{user}/direct";
        if (channels.TryGetValue(key, out var known) && known.Text is { } channel) return channel;
        var answer = await client.PostAsync(team, "conversations.open", new() { ["users"] = user }, cancellationToken);
        channel = answer.TryGetProperty("channel", out var opened) && LenientJson.Text(opened, "id") is { Length: > 0 } id ? id : throw new DeliveryException("Slack opened no direct message.");
        channels[key] = (channel, time.GetTimestamp());
        return channel;
    }

    /// <summary>The address of a message, or null where Slack does not say.</summary>
    public async Task<string?> LinkAsync(SlackTeam team, string channel, string message, CancellationToken cancellationToken) =>
        await TryAsync(team, "chat.getPermalink", [new("channel", channel), new("message_ts", message)], cancellationToken) is { } answer ? LenientJson.Text(answer, "permalink") : null;

    /// <summary>A profile changed.</summary>
    public void Forget(string team, string user) => people.TryRemove($"{team}/{user}", out _);

    private async Task<JsonElement?> TryAsync(SlackTeam team, string method, KeyValuePair<string, string>[] fields, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await client.ReadAsync(team, method, fields, either.Token);
        }
        catch (DeliveryException failure)
        {
            log.DoneWithout(method, failure.Code);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            log.DoneWithout(method, "timeout");
            return null;
        }
    }
}

/// <summary>What a profile says of a person.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Zone">Their time zone, by its IANA name.</param>
/// <param name="Locale">The language of their client.</param>
/// <param name="Team">The workspace that they are of.</param>
/// <param name="Enterprise">Its organisation, or null.</param>
/// <param name="IsStranger">Slack calls them a stranger: they are known from a shared channel only.</param>
internal sealed record SlackPerson(string? Name, string? Zone, string? Locale, string? Team = null, string? Enterprise = null, bool IsStranger = false)
{
    /// <summary>Whether they are of another organisation than an installation's.</summary>
    /// <param name="team">The workspace, or the organisation of an installation for all of it.</param>
    /// <param name="enterprise">The workspace's organisation, or null.</param>
    public bool IsOutsider(string team, string? enterprise) =>
        IsStranger || (Team is { } theirs && theirs != team && theirs != enterprise && (Enterprise is null || (Enterprise != enterprise && Enterprise != team)));

    public static SlackPerson Read(JsonElement user)
    {
        var profile = user.TryGetProperty("profile", out var own) ? own : default;
        var names = new[] { LenientJson.Text(profile, "real_name"), LenientJson.Text(user, "real_name"), LenientJson.Text(profile, "display_name"), LenientJson.Text(user, "name") };
        return new SlackPerson(
            names.FirstOrDefault(n => !string.IsNullOrWhiteSpace(n)),
            LenientJson.Text(user, "tz") is { Length: > 0 } zone ? zone : null,
            LenientJson.Text(user, "locale") is { Length: > 0 } locale ? locale : null,
            LenientJson.Text(user, "team_id") is { Length: > 0 } team ? team : null,
            user.TryGetProperty("enterprise_user", out var account) && LenientJson.Text(account, "enterprise_id") is { Length: > 0 } enterprise ? enterprise : null,
            LenientJson.Flag(user, "is_stranger"));
    }
}
