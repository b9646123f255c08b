using System.Globalization;
using System.Text.Json;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Slack;

/// <summary>The Events API: from an event to an item of the inbox, or to nothing where it is not for us.</summary>
internal static class EventTranslator
{
    // What a person calls the bot by, where nothing marks a mention; whether it is meant is for the bot to say.
    private const int NameWithin = 24;

    /// <summary>The item of an event, or null.</summary>
    /// <param name="payload">The <c>event_callback</c>.</param>
    /// <param name="bot">The bot's own user in that workspace, or null where nobody knows it.</param>
    /// <param name="now">When it came in.</param>
    public static InboxItem? Translate(JsonElement payload, string? bot, DateTimeOffset now)
    {
        if (!payload.TryGetProperty("event", out var inner) || Team(payload) is not { Length: > 0 } team || LenientJson.Text(inner, "type") is not { } type) return null;
        var place = new SlackPlace(team, Channel(inner)) { Enterprise = Enterprise(payload) };
        var id = LenientJson.Text(payload, "event_id") ?? $"{type}:{LenientJson.Text(inner, "event_ts")}";
        return type switch
        {
            "message" or "app_mention" => Message(inner, type, place, LenientJson.Flag(payload, "is_ext_shared_channel"), bot, now),
            "app_home_opened" when LenientJson.Text(inner, "tab") is null or "home" && User(inner) is { } user =>
                SlackArrival.Item($"e:{id}", Home(id), new SlackSource(new SlackPlace(team, user) { Enterprise = place.Enterprise }, user, bot, IsShared: false), new SlackWork { Kind = SlackWorkKind.Home, At = now }),
            "link_shared" => Links(inner, id, place, bot, now),
            "app_uninstalled" => Gone(payload, id, place, now),
            "tokens_revoked" when inner.TryGetProperty("tokens", out var tokens) && tokens.ValueKind is JsonValueKind.Object && tokens.TryGetProperty("bot", out var bots) && bots.ValueKind is JsonValueKind.Array && bots.GetArrayLength() > 0 => Gone(payload, id, place, now),
            "member_joined_channel" when bot is not null && User(inner) == bot => Joined(inner, id, place, bot, now),
            _ => null,
        };
    }

    /// <summary>The workspace that an event is for.</summary>
    public static string? Team(JsonElement payload) => Authorization(payload, "team_id") ?? LenientJson.Text(payload, "team_id");

    /// <summary>The organisation, or null.</summary>
    public static string? Enterprise(JsonElement payload) => (Authorization(payload, "enterprise_id") ?? LenientJson.Text(payload, "enterprise_id")) is { Length: > 0 } id ? id : null;

    /// <summary>The bot's own user as the event names it.</summary>
    public static string? Bot(JsonElement payload) =>
        LenientJson.List(payload, "authorizations").FirstOrDefault() is { ValueKind: JsonValueKind.Object } first && LenientJson.Flag(first, "is_bot") && LenientJson.Text(first, "user_id") is { Length: > 0 } user ? user : null;

    /// <summary>The event of looking at the home page.</summary>
    public static Activity Home(string id) => new() { Type = ActivityTypes.Event, Name = "home/open", Id = id };

    private static InboxItem? Message(JsonElement inner, string type, SlackPlace place, bool isExternal, string? bot, DateTimeOffset now)
    {
        if (User(inner) is not { } user || user == bot || place.Channel.Length == 0 || LenientJson.Text(inner, "ts") is not { Length: > 0 } ts) return null;
        if (LenientJson.Text(inner, "bot_id") is { Length: > 0 } || LenientJson.Flag(inner, "hidden")) return null;
        if (LenientJson.Text(inner, "subtype") is not (null or "" or "file_share" or "thread_broadcast" or "me_message")) return null;

        var isShared = !(LenientJson.Text(inner, "channel_type") is "im" || (LenientJson.Text(inner, "channel_type") is null && place.Channel.StartsWith('D')));
        var thread = LenientJson.Text(inner, "thread_ts") is { Length: > 0 } root ? root : null;
        List<Entity> mentions = [];
        var text = SlackText.Read(LenientJson.Text(inner, "text") ?? "", mentions);
        var named = mentions.Exists(m => m.Mentioned!.Id == bot);
        var isMeant = !isShared || type == "app_mention" || named || thread is not null || CallsByName(text);
        if (!isMeant) return null;

        if (type == "app_mention" && !named) mentions.Add(new Entity { Type = "mention", Mentioned = new ChannelAccount { Id = bot ?? "pmbot" } });
        var activity = new Activity
        {
            Type = ActivityTypes.Message,
            Id = ts,
            Text = text,
            TextFormat = "plain",
            Timestamp = Moment(ts),
            Entities = mentions.Count == 0 ? null : mentions,
        };
        var at = place with { Thread = thread ?? (isShared ? ts : null) };
        var files = LenientJson.List(inner, "files").Any();
        // A mention comes as two events, in any order: the message's own time names it in both.
        return SlackArrival.Item($"m:{place.Team}:{place.Channel}:{ts}", activity, new SlackSource(at, user, bot, isShared) { IsOutsider = IsOutsider(inner, isExternal, place) }, new SlackWork { Kind = SlackWorkKind.Message, Files = files, At = now });
    }

    private static InboxItem? Links(JsonElement inner, string id, SlackPlace place, string? bot, DateTimeOffset now)
    {
        List<string> links = [.. LenientJson.List(inner, "links").Select(l => LenientJson.Text(l, "url")).OfType<string>().Distinct(StringComparer.Ordinal).Take(5)];
        if (links.Count == 0 || User(inner) is not { } user || user == bot) return null;
        var work = new SlackWork
        {
            Kind = SlackWorkKind.Unfurl,
            Message = LenientJson.Text(inner, "message_ts"),
            Unfurl = LenientJson.Text(inner, "unfurl_id"),
            UnfurlSource = LenientJson.Text(inner, "source"),
            Links = links,
            At = now,
        };
        // While it is still being written it stands in no channel: only who writes it sees what it will look like.
        var isDraft = work.UnfurlSource is "composer";
        var isShared = !isDraft && !place.Channel.StartsWith('D');
        var at = isDraft ? place with { Channel = user } : place with { Thread = LenientJson.Text(inner, "thread_ts") is { Length: > 0 } root ? root : null };
        return SlackArrival.Item($"e:{id}", new Activity { Type = ActivityTypes.Event, Name = "links", Id = id }, new SlackSource(at, user, bot, isShared), work) with { Lane = $"unfurl:{id}" };
    }

    private static InboxItem Gone(JsonElement payload, string id, SlackPlace place, DateTimeOffset now)
    {
        var at = payload.TryGetProperty("event_time", out var time) && time.ValueKind is JsonValueKind.Number && time.TryGetInt64(out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : now;
        var forAll = LenientJson.List(payload, "authorizations").FirstOrDefault() is { ValueKind: JsonValueKind.Object } first && LenientJson.Flag(first, "is_enterprise_install");
        var owner = forAll && place.Enterprise is { } enterprise ? enterprise : place.Team;
        var activity = new Activity { Type = ActivityTypes.InstallationUpdate, Action = "remove", Id = id };
        return SlackArrival.Item($"e:{id}", activity, new SlackSource(new SlackPlace(owner, owner), owner, null, IsShared: false), new SlackWork { Kind = SlackWorkKind.Uninstall, At = at });
    }

    private static InboxItem? Joined(JsonElement inner, string id, SlackPlace place, string bot, DateTimeOffset now)
    {
        if (LenientJson.Text(inner, "inviter") is not { Length: > 0 } inviter || place.Channel.Length == 0) return null;
        var activity = new Activity { Type = ActivityTypes.ConversationUpdate, Id = id, MembersAdded = [new ChannelAccount { Id = bot }] };
        return SlackArrival.Item($"e:{id}", activity, new SlackSource(place, inviter, bot, IsShared: true), new SlackWork { Kind = SlackWorkKind.Joined, At = now });
    }

    /// <summary>In a channel that is shared between organisations a message names its sender's; one that does not could be anybody's.</summary>
    private static bool IsOutsider(JsonElement inner, bool isExternal, SlackPlace place) =>
        (LenientJson.Text(inner, "user_team") ?? LenientJson.Text(inner, "source_team") ?? LenientJson.Text(inner, "team")) is { Length: > 0 } theirs
            ? theirs != place.Team && theirs != place.Enterprise && (isExternal || place.Enterprise is null)
            : isExternal;

    private static bool CallsByName(string text) => text.AsSpan(0, Math.Min(text.Length, NameWithin)).Contains("pmbot", StringComparison.OrdinalIgnoreCase);

    private static string? User(JsonElement inner) => LenientJson.Text(inner, "user") is { Length: > 0 } user ? user : null;

    private static string Channel(JsonElement inner) => LenientJson.Text(inner, "channel") ?? "";

    private static string? Authorization(JsonElement payload, string field) =>
        LenientJson.List(payload, "authorizations").FirstOrDefault() is { ValueKind: JsonValueKind.Object } first && LenientJson.Text(first, field) is { Length: > 0 } value ? value : null;

    private static DateTimeOffset? Moment(string ts) =>
        decimal.TryParse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 100_000_000_000
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;
}
