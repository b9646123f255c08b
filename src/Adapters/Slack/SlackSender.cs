using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Slack.Client;
using PmBot.Adapters.Slack.Rendering;

namespace PmBot.Adapters.Slack;

/// <summary>Slack's wire: activities become messages, as many as it takes, and a message that may have arrived is looked for before it is sent again.</summary>
internal sealed class SlackSender(SlackClient client, SlackTeams teams, SlackDirectory directory, SlackPages messages, TimeProvider time, ILogger<SlackSender> log) : IChannelSender
{
    private const int ResponseUses = 5;
    private const int MostRemembered = 5_000;

    private readonly ConcurrentDictionary<string, int> responses = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> told = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Adapter => SlackChannel.Name;

    /// <inheritdoc/>
    /// <remarks>What only one person sees carries no metadata, and no method finds it again.</remarks>
    public bool TellsDuplicates(ConversationReference reference, Activity message, TimeSpan age) => SlackPlace.Of(reference).OnlyFor is null || Audience.IsEveryone(message);

    /// <inheritdoc/>
    public async Task<string?> SendAsync(ConversationReference reference, Activity message, CancellationToken cancellationToken)
    {
        // There is no typing sign for bots.
        if (message.Type is ActivityTypes.Typing) return null;
        var place = SlackPlace.Of(reference);
        var team = await teams.OfAsync(place, cancellationToken);
        var pages = MessageRenderer.Render(message);
        var isForAll = Audience.IsEveryone(message);
        if (place.OnlyFor is { } person && !isForAll) return await TellAsync(team, place, person, pages, message.Id, replace: false, cancellationToken);
        try
        {
            return await messages.PostAsync(await RoomAsync(team, place, cancellationToken), pages, message, cancellationToken);
        }
        catch (DeliveryException refused) when (IsOutside(refused) && isForAll && Responds(place))
        {
            // Where the bot is no member, the answer to what was pressed may still be for all.
            foreach (var page in pages) await RespondAsync(place, page, ("response_type", "in_channel"), replace: false, cancellationToken);
            return null;
        }
        catch (DeliveryException refused) when (IsOutside(refused) && Responds(place))
        {
            // A shortcut may be used where the bot is no member: then the person alone hears of it.
            return await TellAsync(team, place, reference.User?.Id ?? place.Channel, pages, message.Id, replace: false, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task<string?> SendAgainAsync(ConversationReference reference, Activity message, CancellationToken cancellationToken)
    {
        if (message.Id is { } key) messages.Remember(key);
        return SendAsync(reference, message, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<string?> UpdateAsync(ConversationReference reference, string messageId, Activity message, CancellationToken cancellationToken)
    {
        var place = SlackPlace.Of(reference);
        var team = await teams.OfAsync(place, cancellationToken);
        return place.OnlyFor is { } person
            ? await TellAsync(team, place, person, MessageRenderer.Render(message), message.Id, replace: true, cancellationToken)
            : await messages.UpdateAsync(await RoomAsync(team, place, cancellationToken), messageId, message, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<string?> UpdateAgainAsync(ConversationReference reference, string messageId, Activity message, CancellationToken cancellationToken)
    {
        if (message.Id is { } key) messages.Remember(key);
        return UpdateAsync(reference, messageId, message, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(ConversationReference reference, string messageId, CancellationToken cancellationToken)
    {
        var place = SlackPlace.Of(reference);
        var team = await teams.OfAsync(place, cancellationToken);
        if (place.OnlyFor is null) await messages.DeleteAsync(await RoomAsync(team, place, cancellationToken), messageId, cancellationToken);
        else if (Responds(place)) await client.RespondAsync(place.ResponseUrl!, new JsonObject { ["delete_original"] = true }, cancellationToken);
    }

    /// <summary>Calls a method, once more with a new token where the old one has expired.</summary>
    public Task<JsonElement> CallAsync(SlackTeam team, string method, JsonObject arguments, CancellationToken cancellationToken) => messages.CallAsync(team, method, arguments, cancellationToken);

    /// <summary>Says something that only one person sees; where a page fails, the next attempt goes on with that page.</summary>
    /// <remarks>
    /// No method of Slack's reaches what one person sees, and a response_url replaces the one message that was pressed, a command's none at all: of what takes
    /// several messages only that one is ever replaced, and further pages of a new version come below.
    /// </remarks>
    private async Task<string?> TellAsync(SlackTeam team, SlackPlace place, string person, IReadOnlyList<SlackMessage> pages, string? key, bool replace, CancellationToken cancellationToken)
    {
        for (var page = key is null ? 0 : told.GetValueOrDefault(key); page < pages.Count; page++)
        {
            if (!await TryRespondAsync(place, pages[page], replace && page == 0, cancellationToken)) await TellWithoutResponseAsync(team, place, person, pages[page], cancellationToken);
            if (key is null || pages.Count == 1) continue;
            if (told.Count >= MostRemembered) told.Clear();
            told[key] = page + 1;
        }

        if (key is not null) told.TryRemove(key, out _);
        return null;
    }

    /// <summary>Says a page by the response_url; false where there is none, or none that still works.</summary>
    private async Task<bool> TryRespondAsync(SlackPlace place, SlackMessage page, bool replace, CancellationToken cancellationToken)
    {
        if (!Responds(place)) return false;
        try
        {
            await RespondAsync(place, page, ("response_type", "ephemeral"), replace, cancellationToken);
            return true;
        }
        catch (DeliveryException used) when (!used.IsTransient)
        {
            log.DoneWithout("response_url", used.Code);
            return false;
        }
    }

    private async Task RespondAsync(SlackPlace place, SlackMessage page, (string Name, string? Value) audience, bool replace, CancellationToken cancellationToken)
    {
        var answer = page.ToJson(channel: null, audience);
        answer["replace_original"] = replace;
        responses.AddOrUpdate(place.ResponseUrl!, 1, static (_, uses) => uses + 1);
        if (responses.Count > MostRemembered) responses.Clear();
        await client.RespondAsync(place.ResponseUrl!, answer, cancellationToken);
    }

    private async Task TellWithoutResponseAsync(SlackTeam team, SlackPlace place, string person, SlackMessage page, CancellationToken cancellationToken)
    {
        if (place.Channel.StartsWith('C') || place.Channel.StartsWith('G'))
        {
            try
            {
                await CallAsync(team, "chat.postEphemeral", page.ToJson(place.Channel, ("user", person), ("thread_ts", place.Thread)), cancellationToken);
                return;
            }
            catch (DeliveryException outside) when (IsOutside(outside))
            {
                log.DoneWithout("chat.postEphemeral", outside.Code);
            }
        }

        await messages.PostPageAsync(new SlackRoom(team, await directory.DirectAsync(team, person, cancellationToken), Thread: null), page, key: null, 0, cancellationToken);
    }

    private bool Responds(SlackPlace place) =>
        place is { ResponseUrl: { Length: > 0 } url, ResponseUntil: { } until } && until > time.GetUtcNow() && responses.GetValueOrDefault(url) < ResponseUses;

    private static bool IsOutside(DeliveryException refused) => refused.Code is "not_in_channel" or "channel_not_found" or "user_not_in_channel";

    private async Task<SlackRoom> RoomAsync(SlackTeam team, SlackPlace place, CancellationToken cancellationToken) =>
        new(team, place.Channel.Length > 0 && place.Channel[0] is 'U' or 'W' ? await directory.DirectAsync(team, place.Channel, cancellationToken) : place.Channel, place.Thread);
}
