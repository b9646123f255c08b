using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Slack;
using PmBot.Adapters.Slack.Client;
using PmBot.Adapters.Tests.BotFramework.StandIns;

namespace PmBot.Adapters.Tests.Slack;

/// <summary>The published samples, with every field that there is: none may be too much.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Events => ["AppHomeOpened", "AppMention", "AppRateLimited", "AppUninstalled", "ChannelRename", "MemberJoinedChannel", "MessageBot", "MessageChanged", "MessageDeleted", "MessageFileShare", "Message", "MessageThreadBroadcast", "TeamJoin", "TokensRevoked", "UserChange"];

    public static TheoryData<string> Interactions => ["BlockAction", "MessageShortcut", "ViewClosed", "ViewSubmission"];

    [SkippableTheory]
    [MemberData(nameof(Events))]
    public void An_event_is_translated_or_left(string name)
    {
        var payload = Read($"{name}Payload.json");
        Fill(payload, name);

        var item = EventTranslator.Translate(Json(payload), "U0BOT", DateTimeOffset.UnixEpoch);

        var taken = name is "AppHomeOpened" or "AppMention" or "AppUninstalled" or "MessageFileShare" or "Message" or "MessageThreadBroadcast" or "TokensRevoked";
        (item is not null).ShouldBe(taken);
        item?.Activity.Conversation!.TenantId.ShouldBe("T0TEAM");
    }

    [SkippableTheory]
    [MemberData(nameof(Events))]
    public void Blank_fields_break_nothing(string name)
    {
        var payload = Json(Read($"{name}Payload.json"));

        Should.NotThrow(() => EventTranslator.Translate(payload, null, DateTimeOffset.UnixEpoch));
    }

    [SkippableTheory]
    [MemberData(nameof(Interactions))]
    public void Blank_interactions_break_nothing(string name)
    {
        var payload = Json(Read($"{name}Payload.json"));

        Should.NotThrow(() => InteractionTranslator.Translate(payload, null, DateTimeOffset.UnixEpoch));
    }

    [SkippableFact]
    public void A_command_is_translated()
    {
        var payload = Read("SlashCommandPayload.json");
        foreach (var (field, value) in new[] { ("team_id", "T0TEAM"), ("channel_id", "C1"), ("user_id", "U1"), ("text", "hola"), ("trigger_id", "1.2") }) payload[field] = value;

        CommandTranslator.Translate(Json(payload), "U0BOT", DateTimeOffset.UnixEpoch)!.Activity.Text.ShouldBe("hola");
        CommandTranslator.Translate(Json(Read("SlashCommandPayload.json")), null, DateTimeOffset.UnixEpoch).ShouldBeNull();
    }

    [SkippableFact]
    public void Answers_are_read()
    {
        var person = Read("users.info.response.json")["user"]!.AsObject();
        (person["tz"], person["locale"], person["profile"]!["real_name"]) = ("America/Bogota", "es-LA", "Ana");
        SlackPerson.Read(Json(person)).ShouldBe(new SlackPerson("Ana", "America/Bogota", "es-LA", "T00000000", "E00000000"));

        var grant = Read("oauth.v2.access.response.json");
        (grant["access_token"], grant["team"]!["id"]) = ("xoxb-1", "T0TEAM");
        SlackGrant.Read(Json(grant), DateTimeOffset.UnixEpoch).ShouldSatisfyAllConditions(g => g.Id.ShouldBe("T0TEAM"), g => g.Token.ShouldBe("xoxb-1"), g => g.RefreshToken.ShouldBeNull());
    }

    private static void Fill(JsonObject payload, string name)
    {
        (payload["type"], payload["team_id"], payload["event_id"]) = (name == "AppRateLimited" ? "app_rate_limited" : "event_callback", "T0TEAM", "Ev1");
        if (payload["authorizations"]?[0] is JsonObject authorization) (authorization["team_id"], authorization["user_id"], authorization["is_bot"]) = ("T0TEAM", "U0BOT", true);
        if (payload["event"] is not JsonObject inner) return;
        foreach (var field in new[] { "bot_id", "app_id" }) if (name is not "MessageBot" && inner.ContainsKey(field)) inner[field] = "";
        foreach (var (field, value) in new[] { ("user", "U1"), ("channel", "D1"), ("ts", "1700000000.000100"), ("text", "hola"), ("tab", "home"), ("thread_ts", "1700000000.000050"), ("channel_type", "im") })
        {
            if (inner[field] is JsonValue) inner[field] = value;
        }

        if (name == "AppMention") inner["subtype"] = "";
        if (inner["hidden"] is JsonValue && name is not "MessageChanged" and not "MessageDeleted") inner["hidden"] = false;
    }

    private static JsonObject Read(string file)
    {
        var path = Sample.SharedFolder() is { } shared ? Path.Combine(shared, "specs", "slack-discord", "slack-samples", file) : null;
        Skip.If(path is null || !File.Exists(path), "Slack's published samples are not on this machine.");
        return JsonNode.Parse(File.ReadAllText(path!))!.AsObject();
    }

    private static JsonElement Json(JsonObject payload) => JsonElement.Parse(payload.ToJsonString());
}
