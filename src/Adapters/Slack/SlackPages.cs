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

/// <summary>A channel or thread of Slack that is written to.</summary>
/// <param name="Team">Its workspace.</param>
/// <param name="Channel">Its id.</param>
/// <param name="Thread">The <c>ts</c> of the thread's first message, or null.</param>
internal sealed record SlackRoom(SlackTeam Team, string Channel, string? Thread)
{
    /// <summary>Within this a <c>ts</c> is unique.</summary>
    public string Place => $"{Team.Id}/{Channel}";
}

/// <summary>The messages that a channel has of ours: posted page by page, updated and deleted as a whole.</summary>
/// <remarks>
/// A page carries our key and its number as metadata. After a failure, a kill, or on another instance the work goes on where it stopped: the pages that
/// were written down are known, and the one of which nobody knows is looked for by its metadata.
/// </remarks>
internal sealed class SlackPages(SlackClient client, SlackTeams teams, SlackRates rates, IMessagePages known, TimeProvider time, ILogger<SlackPages> log)
{
    /// <summary>The type of the metadata by which a message of ours is found again.</summary>
    public const string MetadataType = "pmbot_message";

    private const int MostRemembered = 5_000;

    // What was on its way at the last end of the process may have arrived: soon after a start, what is of unknown age is looked for.
    private static readonly TimeSpan Caution = TimeSpan.FromSeconds(30);

    private readonly DateTimeOffset started = time.GetUtcNow();
    private readonly long startedAt = time.GetTimestamp();
    private readonly ConcurrentDictionary<string, DateTimeOffset> unsure = new(StringComparer.Ordinal);

    /// <summary>What goes by this key may be there already.</summary>
    public void Remember(string key)
    {
        if (unsure.Count >= MostRemembered) unsure.Clear();
        unsure[key] = time.GetUtcNow();
    }

    /// <summary>Posts a message; in words where Slack refuses its blocks.</summary>
    /// <returns>The <c>ts</c> of its first page.</returns>
    public async Task<string?> PostAsync(SlackRoom room, IReadOnlyList<SlackMessage> pages, Activity activity, CancellationToken cancellationToken)
    {
        var key = activity.Id;
        try
        {
            var isLong = key is not null && pages.Count > 1;
            List<string> shown = isLong ? [.. await known.FindAsync(SlackChannel.Name, room.Place, key!, cancellationToken)] : [];
            var sent = key is not null && MayBeThere(key, activity) ? await SentAsync(room, key, cancellationToken) : [];
            for (var number = shown.Count; number < pages.Count; number++)
            {
                if (!sent.TryGetValue(number, out var ts)) ts = await PostPageAsync(room, pages[number], key, number, cancellationToken);
                if (ts is not null) shown.Add(ts);
                if (!isLong || shown.Count == 0) continue;
                // From here on the message has begun: if the rest fails, what is there is not said twice.
                Remember(key!);
                await known.KeepAsync(SlackChannel.Name, room.Place, [key!], shown, cancellationToken);
            }

            if (key is not null) unsure.TryRemove(key, out _);
            return shown is [var first, ..] ? first : null;
        }
        catch (DeliveryException refused) when (IsOfBlocks(refused) && pages.Any(p => p.Blocks is not null))
        {
            // Better plain than not at all: a picture that Slack cannot fetch is enough for it to refuse a message.
            log.DoneWithout("blocks", refused.Code);
            return await PostAsync(room, MessageRenderer.TextOnly(activity), activity, cancellationToken);
        }
        catch (DeliveryException lost) when (lost.MayHaveArrived && key is not null)
        {
            Remember(key);
            throw;
        }
    }

    /// <summary>Puts a message in the place of another: page into page, those that are too many away, those that are missing below.</summary>
    /// <returns>The <c>ts</c> of its first page.</returns>
    public async Task<string> UpdateAsync(SlackRoom room, string messageId, Activity activity, CancellationToken cancellationToken)
    {
        var pages = MessageRenderer.Render(activity);
        IReadOnlyList<string> now;
        try
        {
            now = await ReplaceAsync(room, messageId, pages, activity.Id, cancellationToken);
        }
        catch (DeliveryException refused) when (IsOfBlocks(refused) && pages.Any(p => p.Blocks is not null))
        {
            log.DoneWithout("blocks", refused.Code);
            now = await ReplaceAsync(room, messageId, MessageRenderer.TextOnly(activity), activity.Id, cancellationToken);
        }

        return now[0];
    }

    /// <summary>Takes a message away, with all its pages; nothing happens to one that is gone.</summary>
    public async Task DeleteAsync(SlackRoom room, string messageId, CancellationToken cancellationToken)
    {
        foreach (var page in await PagesAsync(room, messageId, cancellationToken)) await DeletePageAsync(room, page, cancellationToken);
    }

    /// <summary>Posts one page.</summary>
    /// <returns>Its <c>ts</c>.</returns>
    public async Task<string?> PostPageAsync(SlackRoom room, SlackMessage page, string? key, int number, CancellationToken cancellationToken)
    {
        var message = page.ToJson(room.Channel, ("thread_ts", room.Thread));
        message["unfurl_links"] = false;
        message["unfurl_media"] = false;
        if (key is not null)
            message["metadata"] = new JsonObject { ["event_type"] = MetadataType, ["event_payload"] = new JsonObject { ["key"] = key, ["page"] = number } };
        await rates.EnterChannelAsync(room.Team.Id, room.Channel, cancellationToken);
        var answer = await CallAsync(room.Team, "chat.postMessage", message, cancellationToken);
        return LenientJson.Text(answer, "ts");
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

    private async Task<IReadOnlyList<string>> ReplaceAsync(SlackRoom room, string messageId, IReadOnlyList<SlackMessage> pages, string? key, CancellationToken cancellationToken)
    {
        var before = await PagesAsync(room, messageId, cancellationToken);
        var (shown, old) = (new List<string>(), before);
        Dictionary<int, string?>? sent = null;
        for (var number = 0; number < pages.Count; number++)
        {
            if (number < old.Count && await TryReplaceAsync(room, old[number], pages[number], cancellationToken))
            {
                shown.Add(old[number]);
                continue;
            }

            sent ??= key is not null && unsure.ContainsKey(key) ? await SentAsync(room, key, cancellationToken) : [];
            if (key is not null) Remember(key);
            if (!sent.TryGetValue(number, out var ts)) ts = await PostPageAsync(room, pages[number], key, number, cancellationToken);
            if (ts is null) continue;
            shown.Add(ts);
            if (pages.Count == 1) continue;
            IReadOnlyList<string> sofar = [.. shown, .. old.Skip(shown.Count)];
            await known.KeepAsync(SlackChannel.Name, room.Place, before, sofar, cancellationToken);
            before = sofar;
        }

        foreach (var page in old.Except(shown, StringComparer.Ordinal)) await DeletePageAsync(room, page, cancellationToken);
        IReadOnlyList<string> now = shown.Count > 0 ? shown : old;
        if (!before.SequenceEqual(now, StringComparer.Ordinal) && (before.Count > 1 || now.Count > 1)) await known.KeepAsync(SlackChannel.Name, room.Place, before, now, cancellationToken);
        if (key is not null) unsure.TryRemove(key, out _);
        return now;
    }

    private async Task<bool> TryReplaceAsync(SlackRoom room, string ts, SlackMessage page, CancellationToken cancellationToken)
    {
        var message = page.ToJson(room.Channel, ("ts", ts));
        // Blocks that are not named stay as they were.
        if (page.Blocks is null) message["blocks"] = new JsonArray();
        try
        {
            await CallAsync(room.Team, "chat.update", message, cancellationToken);
            return true;
        }
        catch (DeliveryException gone) when (gone.Code is "message_not_found" or "cant_update_message" or "edit_window_closed")
        {
            return false;
        }
    }

    private async Task DeletePageAsync(SlackRoom room, string ts, CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(room.Team, "chat.delete", new JsonObject { ["channel"] = room.Channel, ["ts"] = ts }, cancellationToken);
        }
        catch (DeliveryException gone) when (gone.Code is "message_not_found" or "cant_delete_message")
        {
            // By contract nothing happens where the channel cannot.
        }
    }

    /// <summary>The pages of a message; itself where it has no others.</summary>
    private async Task<IReadOnlyList<string>> PagesAsync(SlackRoom room, string messageId, CancellationToken cancellationToken) =>
        await known.FindAsync(SlackChannel.Name, room.Place, messageId, cancellationToken) is { Count: > 0 } pages ? pages : [messageId];

    /// <summary>An earlier attempt, of this process or of one that died, may have reached Slack.</summary>
    private bool MayBeThere(string key, Activity activity) =>
        unsure.ContainsKey(key) || (activity.Timestamp is { } written ? written < started : time.GetElapsedTime(startedAt) < Caution);

    /// <summary>The pages of a message that Slack has already, by their number.</summary>
    private async Task<Dictionary<int, string?>> SentAsync(SlackRoom room, string key, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> fields = [new("channel", room.Channel), new("limit", "50"), new("include_all_metadata", "true")];
        // A thread comes from its beginning: what is new stands at its end.
        fields.Add(room.Thread is null ? new("inclusive", "true") : new("ts", room.Thread));
        if (room.Thread is not null) fields.Add(new("oldest", (time.GetUtcNow() - TimeSpan.FromMinutes(30)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        JsonElement answer;
        try
        {
            answer = await client.ReadAsync(room.Team, room.Thread is null ? "conversations.history" : "conversations.replies", fields, cancellationToken);
        }
        catch (DeliveryException blind) when (!blind.IsTransient || !unsure.ContainsKey(key))
        {
            // Without the scope to read there is no way to tell: said twice is better than not said.
            log.DoneWithout("conversations.history", blind.Code);
            return [];
        }

        var sent = new Dictionary<int, string?>();
        foreach (var message in LenientJson.List(answer, "messages"))
        {
            if (message.TryGetProperty("metadata", out var metadata) && LenientJson.Text(metadata, "event_type") == MetadataType
                && metadata.TryGetProperty("event_payload", out var payload) && LenientJson.Text(payload, "key") == key
                && payload.TryGetProperty("page", out var page) && page.TryGetInt32(out var number))
                sent[number] = LenientJson.Text(message, "ts");
        }

        return sent;
    }

    private static bool IsOfBlocks(DeliveryException refused) => refused.Code is "invalid_blocks" or "invalid_blocks_format" or "msg_blocks_too_long";
}
