using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Slack.Client;
using PmBot.Adapters.Slack.Rendering;

namespace PmBot.Adapters.Slack;

/// <summary>Slack's wire: activities become messages, as many as it takes, and a message that may have arrived is looked for before it is sent again.</summary>
internal sealed class SlackSender(SlackClient client, SlackTeams teams, SlackDirectory directory, SlackRates rates, TimeProvider time, ILogger<SlackSender> log) : IChannelSender
{
    /// <summary>The type of the metadata by which a message of ours is found again.</summary>
    public const string MetadataType = "pmbot_message";

    private const int ResponseUses = 5;
    private const int MostRemembered = 5_000;

    // What was on its way at the last end of the process may have arrived: soon after a start, what is of unknown age is looked for.
    private static readonly TimeSpan Caution = TimeSpan.FromSeconds(30);

    private readonly DateTimeOffset started = time.GetUtcNow();
    private readonly long startedAt = time.GetTimestamp();
    private readonly ConcurrentDictionary<string, DateTimeOffset> unsure = new(StringComparer.Ordinal);
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
            return await PostAsync(team, place, pages, message, cancellationToken);
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
        if (message.Id is { } key) Remember(key);
        return SendAsync(reference, message, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<string?> UpdateAsync(ConversationReference reference, string messageId, Activity message, CancellationToken cancellationToken)
    {
        var place = SlackPlace.Of(reference);
        var team = await teams.OfAsync(place, cancellationToken);
        var pages = MessageRenderer.Render(message);
        if (place.OnlyFor is { } person) return await TellAsync(team, place, person, pages, key: null, replace: true, cancellationToken);
        var channel = await ChannelAsync(team, place, cancellationToken);
        try
        {
            await CallAsync(team, "chat.update", Message(pages[0], channel, ("ts", messageId)), cancellationToken);
        }
        catch (DeliveryException refused) when (refused.Code is "invalid_blocks" or "msg_blocks_too_long")
        {
            pages = MessageRenderer.TextOnly(message);
            var plain = Message(pages[0], channel, ("ts", messageId));
            plain["blocks"] = new JsonArray();
            await CallAsync(team, "chat.update", plain, cancellationToken);
        }
        catch (DeliveryException gone) when (gone.Code is "message_not_found" or "cant_update_message" or "edit_window_closed")
        {
            return await PostAsync(team, place, pages, message, cancellationToken);
        }

        // What does not fit any more into the message stands below it.
        if (pages.Count > 1) await PostAsync(team, place, [.. pages.Skip(1)], message, cancellationToken);
        return messageId;
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(ConversationReference reference, string messageId, CancellationToken cancellationToken)
    {
        var place = SlackPlace.Of(reference);
        var team = await teams.OfAsync(place, cancellationToken);
        try
        {
            if (place.OnlyFor is null)
                await CallAsync(team, "chat.delete", new JsonObject { ["channel"] = await ChannelAsync(team, place, cancellationToken), ["ts"] = messageId }, cancellationToken);
            else if (Responds(place))
                await client.RespondAsync(place.ResponseUrl!, new JsonObject { ["delete_original"] = true }, cancellationToken);
        }
        catch (DeliveryException gone) when (gone.Code is "message_not_found" or "cant_delete_message")
        {
            // By contract nothing happens where the channel cannot.
        }
    }

    /// <summary>Calls a method, once more with a new token where the old one has expired.</summary>
    public async Task<JsonElement> CallAsync(SlackTeam team, string method, JsonObject arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await client.PostAsync(team, method, arguments, cancellationToken);
        }
        catch (DeliveryException expired) when (expired.Code is "token_expired")
        {
            if (await teams.RenewAsync(team, cancellationToken) is not { } renewed) throw;
            return await client.PostAsync(renewed, method, arguments, cancellationToken);
        }
    }

    private async Task<string?> PostAsync(SlackTeam team, SlackPlace place, IReadOnlyList<SlackMessage> pages, Activity activity, CancellationToken cancellationToken)
    {
        var channel = await ChannelAsync(team, place, cancellationToken);
        var key = activity.Id;
        var sent = key is not null && MayBeThere(key, activity) ? await SentAsync(team, channel, place.Thread, key, cancellationToken) : [];
        try
        {
            string? first = null;
            for (var page = 0; page < pages.Count; page++)
            {
                if (!sent.TryGetValue(page, out var ts)) ts = await PostPageAsync(team, channel, place.Thread, pages[page], key, page, cancellationToken);
                first ??= ts;
                // From here on the message has begun: if the rest fails, what is there is not said twice.
                if (key is not null && pages.Count > 1) Remember(key);
            }

            if (key is not null) unsure.TryRemove(key, out _);
            return first;
        }
        catch (DeliveryException refused) when (refused.Code is "invalid_blocks" or "invalid_blocks_format" or "msg_blocks_too_long" && pages.Any(p => p.Blocks is not null))
        {
            // Better plain than not at all: a picture that Slack cannot fetch is enough for it to refuse a message.
            log.DoneWithout("blocks", refused.Code);
            return await PostAsync(team, place, MessageRenderer.TextOnly(activity), activity, cancellationToken);
        }
        catch (DeliveryException lost) when (lost.MayHaveArrived && key is not null)
        {
            Remember(key);
            throw;
        }
    }

    private async Task<string?> PostPageAsync(SlackTeam team, string channel, string? thread, SlackMessage page, string? key, int number, CancellationToken cancellationToken)
    {
        var message = Message(page, channel, ("thread_ts", thread));
        message["unfurl_links"] = false;
        message["unfurl_media"] = false;
        if (key is not null)
            message["metadata"] = new JsonObject { ["event_type"] = MetadataType, ["event_payload"] = new JsonObject { ["key"] = key, ["page"] = number } };
        await rates.EnterChannelAsync(team.Id, channel, cancellationToken);
        var answer = await CallAsync(team, "chat.postMessage", message, cancellationToken);
        return CardReader.Text(answer, "ts");
    }

    /// <summary>An earlier attempt, of this process or of one that died, may have reached Slack.</summary>
    private bool MayBeThere(string key, Activity activity) =>
        unsure.ContainsKey(key) || (activity.Timestamp is { } written ? written < started : time.GetElapsedTime(startedAt) < Caution);

    /// <summary>The pages of a message that Slack has already, by their number.</summary>
    private async Task<Dictionary<int, string?>> SentAsync(SlackTeam team, string channel, string? thread, string key, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> fields = [new("channel", channel), new("limit", "50"), new("include_all_metadata", "true")];
        // A thread comes from its beginning: what is new stands at its end.
        fields.Add(thread is null ? new("inclusive", "true") : new("ts", thread));
        if (thread is not null) fields.Add(new("oldest", (time.GetUtcNow() - TimeSpan.FromMinutes(30)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        JsonElement answer;
        try
        {
            answer = await client.ReadAsync(team, thread is null ? "conversations.history" : "conversations.replies", fields, cancellationToken);
        }
        catch (DeliveryException blind) when (!blind.IsTransient || !unsure.ContainsKey(key))
        {
            // Without the scope to read there is no way to tell: said twice is better than not said.
            log.DoneWithout("conversations.history", blind.Code);
            return [];
        }

        var sent = new Dictionary<int, string?>();
        foreach (var message in CardReader.List(answer, "messages"))
        {
            if (message.TryGetProperty("metadata", out var metadata) && CardReader.Text(metadata, "event_type") == MetadataType
                && metadata.TryGetProperty("event_payload", out var payload) && CardReader.Text(payload, "key") == key
                && payload.TryGetProperty("page", out var page) && page.TryGetInt32(out var number))
                sent[number] = CardReader.Text(message, "ts");
        }

        return sent;
    }

    /// <summary>Says something that only one person sees; where a page fails, the next attempt goes on with that page.</summary>
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
        var answer = Message(page, channel: null, audience);
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
                await CallAsync(team, "chat.postEphemeral", Message(page, place.Channel, ("user", person), ("thread_ts", place.Thread)), cancellationToken);
                return;
            }
            catch (DeliveryException outside) when (IsOutside(outside))
            {
                log.DoneWithout("chat.postEphemeral", outside.Code);
            }
        }

        await PostPageAsync(team, await directory.DirectAsync(team, person, cancellationToken), thread: null, page, key: null, 0, cancellationToken);
    }

    private bool Responds(SlackPlace place) =>
        place is { ResponseUrl: { Length: > 0 } url, ResponseUntil: { } until } && until > time.GetUtcNow() && responses.GetValueOrDefault(url) < ResponseUses;

    private static bool IsOutside(DeliveryException refused) => refused.Code is "not_in_channel" or "channel_not_found" or "user_not_in_channel";

    private async Task<string> ChannelAsync(SlackTeam team, SlackPlace place, CancellationToken cancellationToken) =>
        place.Channel.Length > 0 && place.Channel[0] is 'U' or 'W' ? await directory.DirectAsync(team, place.Channel, cancellationToken) : place.Channel;

    private void Remember(string key)
    {
        if (unsure.Count >= MostRemembered) unsure.Clear();
        unsure[key] = time.GetUtcNow();
    }

    private static JsonObject Message(SlackMessage page, string? channel, params (string Name, string? Value)[] more)
    {
        var message = new JsonObject { ["text"] = page.Text };
        if (channel is not null) message["channel"] = channel;
        foreach (var (name, value) in more)
        {
            if (value is not null) message[name] = value;
        }

        if (page.Blocks is { } blocks) message["blocks"] = blocks.DeepClone();
        else if (!page.Mrkdwn && channel is not null && !message.ContainsKey("ts") && !message.ContainsKey("user")) message["mrkdwn"] = false;
        return message;
    }
}
