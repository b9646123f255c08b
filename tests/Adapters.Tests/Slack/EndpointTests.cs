using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.Slack.StandIns;

namespace PmBot.Adapters.Tests.Slack;

public sealed class EndpointTests
{
    [Fact]
    public async Task A_direct_message_is_answered_where_it_was_written()
    {
        await using var bot = await SlackHost.StartEchoAsync();

        using var answer = await bot.EventAsync(Message("hola &amp; adiós", "D0ANA", "1700000000.000100", type: "im"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        var post = (await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.postMessage"), "an answer")).Single(c => c.Method == "chat.postMessage");
        post["channel"].ShouldBe("D0ANA");
        post["text"].ShouldBe("echo hola &amp; adiós");
        post["thread_ts"].ShouldBeNull();
        post.IsJson.ShouldBeTrue();
    }

    [Fact]
    public async Task A_mention_is_answered_in_its_thread_once_whichever_of_its_two_events_comes_first()
    {
        foreach (var first in new[] { "message", "app_mention" })
        {
            await using var bot = await SlackHost.StartEchoAsync();
            var mention = Message($"<@{SlackStandIn.BotUser}> hola", "C0GENERAL", "1700000000.000200");
            var second = mention.DeepClone().AsObject();
            mention["type"] = first;
            second["type"] = first == "message" ? "app_mention" : "message";

            foreach (var inner in new[] { mention, second }) (await bot.EventAsync(inner)).Dispose();

            await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.postMessage"), "an answer");
            bot.Inbox.Items.ShouldHaveSingleItem();
            bot.Slack.CallsOf("chat.postMessage").ShouldHaveSingleItem()["thread_ts"].ShouldBe("1700000000.000200");
        }
    }

    [Fact]
    public async Task A_reply_stays_in_its_thread()
    {
        await using var bot = await SlackHost.StartEchoAsync();
        var reply = Message("el viernes", "C0GENERAL", "1700000009.000100");
        reply["thread_ts"] = "1700000000.000200";

        (await bot.EventAsync(reply)).Dispose();

        var post = (await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.postMessage"), "an answer")).Single(c => c.Method == "chat.postMessage");
        post["thread_ts"].ShouldBe("1700000000.000200");
    }

    [Fact]
    public async Task The_turn_knows_who_speaks_and_where()
    {
        Activity? seen = null;
        ConversationReference? reference = null;
        await using var bot = await SlackHost.StartAsync((turn, ct) =>
        {
            (seen, reference) = (turn.Activity, turn.Reference);
            return turn.SendAsync(new() { Text = "ok" }, ct);
        });
        bot.Slack.People["U0ANA"] = Person("Ana Gómez", "America/Bogota", "es-LA");
        bot.Slack.People["U0LUIS"] = Person("Luis", "UTC", "es-ES");

        (await bot.EventAsync(Message($"<@{SlackStandIn.BotUser}> asigna la 7 a <@U0LUIS>", "C0GENERAL", "1700000000.000300", "app_mention"))).Dispose();

        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.postMessage"), "an answer");
        seen.ShouldNotBeNull();
        seen.From!.Name.ShouldBe("Ana Gómez");
        seen.LocalTimezone.ShouldBe("America/Bogota");
        seen.Locale.ShouldBe("es-LA");
        seen.Recipient!.Id.ShouldBe(SlackStandIn.BotUser);
        seen.Conversation.ShouldSatisfyAllConditions(
            c => c!.Id.ShouldBe($"{SlackStandIn.Team}/C0GENERAL;messageid=1700000000.000300"), c => c!.IsGroup.ShouldBe(true), c => c!.TenantId.ShouldBe(SlackStandIn.Team), c => c!.Name.ShouldBe("general"), c => c!.ConversationType.ShouldBe("channel"));
        seen.Entities!.Select(e => (e.Mentioned!.Id, e.Mentioned.Name, e.Text)).ShouldBe([(SlackStandIn.BotUser, null, $"<@{SlackStandIn.BotUser}>"), ("U0LUIS", "Luis", "<@U0LUIS>")]);
        seen.ChannelData.ShouldBeNull();
        // What is kept for later is the channel, not the thread that was on then.
        reference!.Conversation.Id.ShouldBe($"{SlackStandIn.Team}/C0GENERAL");
        reference.ChannelData!.Value.TryGetProperty("thread", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("bot_id", "B1")]
    [InlineData("subtype", "bot_message")]
    [InlineData("subtype", "message_changed")]
    [InlineData("subtype", "message_deleted")]
    [InlineData("subtype", "channel_join")]
    [InlineData("user", SlackStandIn.BotUser)]
    [InlineData("channel_type", "channel")]
    public async Task Echoes_and_what_is_not_for_us_are_taken_and_left(string field, string value)
    {
        await using var bot = await SlackHost.StartEchoAsync();
        var inner = Message("hola", field == "channel_type" ? "C0GENERAL" : "D0ANA", "1700000000.000400", type: "im");
        inner[field] = value;

        using var answer = await bot.EventAsync(inner);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        bot.Inbox.Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"type":"event_callback","team_id":"T1","event":{"type":"galaxy_born"}}""")]
    [InlineData("""{"type":"event_callback"}""")]
    [InlineData("""{"type":"event_callback","event":[]}""")]
    [InlineData("""{"type":"event_callback","team_id":7,"event":{"type":"message","user":[],"ts":{}}}""")]
    [InlineData("""{"type":"something_new"}""")]
    [InlineData("""{"type":"app_rate_limited","team_id":"T1"}""")]
    [InlineData("[]")]
    [InlineData("no json")]
    [InlineData("")]
    public async Task What_is_unknown_is_taken_and_left(string body)
    {
        await using var bot = await SlackHost.StartEchoAsync();

        using var answer = await bot.PostAsync("events", body, "application/json");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        bot.Inbox.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_address_is_proved_by_its_challenge()
    {
        await using var bot = await SlackHost.StartEchoAsync();

        using var answer = await bot.PostAsync("events", """{"type":"url_verification","challenge":"3eZbrw1aB"}""", "application/json");

        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["challenge"]!.GetValue<string>().ShouldBe("3eZbrw1aB");
    }

    [Fact]
    public async Task Unsigned_old_and_forged_requests_are_refused_but_for_the_certificate_check()
    {
        await using var bot = await SlackHost.StartEchoAsync();
        var body = bot.Wrap(Message("hola", "D0ANA", "1.1", type: "im")).ToJsonString();

        (await StatusAsync(bot.PostAsync("events", body, "application/json", skew: -301))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(bot.PostAsync("events", body, "application/json", skew: 305))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(bot.PostAsync("events", body, "application/json", signature: "v0=" + new string('0', 64)))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(PlainAsync(bot, "events", body))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(PlainAsync(bot, "events", """{"type":"url_verification","challenge":"x"}"""))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(PlainAsync(bot, "commands", "team_id=T1&command=%2Fpm&text=hola"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(PlainAsync(bot, "commands", "ssl_check=1&token=x"))).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(PlainAsync(bot, "interactions", "ssl_check=1"))).ShouldBe(HttpStatusCode.Unauthorized);
        bot.Inbox.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ten_megabytes_are_refused_before_they_are_read()
    {
        await using var bot = await SlackHost.StartEchoAsync();
        var large = new string('a', 10 * 1024 * 1024);

        (await StatusAsync(bot.PostAsync("events", large, "application/json"))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);

        (await StatusAsync(bot.EventAsync(Message("hola", "D0ANA", "1.2", type: "im")))).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("\\ud83d", "hola \ufffd")]
    [InlineData("\\ude00 \\ud83d\\ude00", "hola \ufffd 😀")]
    [InlineData("\\\\ud83d", @"hola \ud83d")]
    public async Task A_text_that_was_cut_within_a_character_is_read_but_for_that(string written, string heard)
    {
        await using var bot = await SlackHost.StartEchoAsync();
        var body = bot.Wrap(Message("hola HERE", "D0ANA", "1700000000.000500", type: "im")).ToJsonString().Replace("HERE", written, StringComparison.Ordinal);

        (await StatusAsync(bot.PostAsync("events", body, "application/json"))).ShouldBe(HttpStatusCode.OK);

        bot.Inbox.Items.ShouldHaveSingleItem().Activity.Text.ShouldBe(heard);
    }

    [Fact]
    public async Task A_redelivery_is_stored_once_and_one_that_says_so_may_still_be_the_first()
    {
        await using var bot = await SlackHost.StartEchoAsync();
        var inner = Message("hola", "D0ANA", "1700000000.000500", type: "im");

        for (var i = 0; i < 4; i++) (await bot.EventAsync(inner, id: "EvSAME")).Dispose();

        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.postMessage"), "an answer");
        bot.Inbox.Brought.ShouldHaveSingleItem().Value.ShouldBe(4);
        bot.Slack.CallsOf("chat.postMessage").Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_be_stored_is_asked_for_again()
    {
        await using var bot = await SlackHost.StartEchoAsync();
        bot.Inbox.IsAway = true;
        var inner = Message("hola", "D0ANA", "1700000000.000600", type: "im");

        (await StatusAsync(bot.EventAsync(inner))).ShouldBe(HttpStatusCode.ServiceUnavailable);
        bot.Inbox.IsAway = false;
        (await StatusAsync(bot.EventAsync(inner))).ShouldBe(HttpStatusCode.OK);

        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.postMessage"), "an answer");
    }

    [Fact]
    public async Task Of_a_workspace_that_is_not_ours_nothing_is_done()
    {
        await using var bot = await SlackHost.StartEchoAsync();

        (await bot.EventAsync(Message("hola", "D0OTHER", "1.3", type: "im"), team: "T9OTHER")).Dispose();
        (await bot.EventAsync(Message("hola", "D0ANA", "1.4", type: "im"))).Dispose();

        var calls = await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.postMessage"), "an answer");
        calls.Where(c => c.Method == "chat.postMessage").ShouldAllBe(c => c["channel"] == "D0ANA");
        calls.ShouldNotContain(c => c["user"] == "U0OTHER");
    }

    [Fact]
    public async Task A_command_is_answered_to_the_person_alone()
    {
        string? said = null;
        await using var bot = await SlackHost.StartAsync((turn, ct) =>
        {
            said = turn.Activity.Text;
            return turn.SendAsync(new() { Text = "hecho", TextFormat = "plain" }, ct);
        });

        using var answer = await bot.CommandAsync("crea la tarea &lt;logs&gt; para <@U0LUIS|luis>");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        var reply = (await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "response_url"), "an answer")).Single(c => c.Method == "response_url");
        said.ShouldBe("crea la tarea <logs> para <@U0LUIS>");
        reply["response_type"].ShouldBe("ephemeral");
        reply["text"].ShouldBe("hecho");
        reply.Token.ShouldBeNull();
        bot.Slack.CallsOf("chat.postMessage").ShouldBeEmpty();
    }

    [Fact]
    public async Task In_a_direct_message_a_command_is_answered_as_a_message_unless_it_is_one_between_two_others()
    {
        ConversationReference? kept = null;
        await using var bot = await SlackHost.StartAsync((turn, ct) =>
        {
            kept = turn.Reference;
            return turn.SendAsync(new() { Text = "hecho", TextFormat = "plain" }, ct);
        });

        (await bot.CommandAsync("hola", "D0ANA")).Dispose();
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "an answer");
        bot.Slack.Error("chat.postMessage", "channel_not_found");
        (await bot.CommandAsync("hola", "D0OTHERS")).Dispose();

        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "response_url"), "an answer");
        bot.Slack.CallsOf("response_url").ShouldHaveSingleItem()["response_type"].ShouldBe("ephemeral");
        // What is told later goes to the person's own direct message, never to one between two others.
        kept!.Conversation.Id.ShouldBe($"{SlackStandIn.Team}/U0ANA");
    }

    [Fact]
    public async Task A_command_alone_asks_for_help()
    {
        await using var bot = await SlackHost.StartEchoAsync();

        (await bot.CommandAsync(" ")).Dispose();

        (await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "response_url"), "an answer")).Single(c => c.Method == "response_url")["text"].ShouldBe("echo es:help");
    }

    [Fact]
    public async Task After_five_answers_a_command_goes_on_by_other_ways()
    {
        await using var bot = await SlackHost.StartAsync(async (turn, ct) =>
        {
            for (var i = 1; i <= 7; i++) await turn.SendAsync(new() { Text = $"{i}", TextFormat = "plain" }, ct);
        });

        (await bot.CommandAsync("todo")).Dispose();

        await bot.Slack.UntilAsync(c => c.Count(x => x.Method == "chat.postEphemeral") == 2, "the last two");
        bot.Slack.CallsOf("response_url").Select(c => c["text"]).ShouldBe(["1", "2", "3", "4", "5"]);
        bot.Slack.CallsOf("chat.postEphemeral").Select(c => (c["text"], c["user"], c["channel"])).ShouldBe([("6", "U0ANA", "C0GENERAL"), ("7", "U0ANA", "C0GENERAL")]);
    }

    [Fact]
    public async Task A_response_url_that_is_not_Slacks_gets_nothing()
    {
        await using var bot = await SlackHost.StartEchoAsync(s => s["Slack:ApiBaseUrl"] = "https://slack.com.invalid/api");

        // Nothing there can be reached: what matters is that the stand-in, which is not Slack now, is not called either.
        (await bot.CommandAsync("hola")).Dispose();

        bot.Slack.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_are_refused_kindly_and_the_words_beside_them_read()
    {
        await using var bot = await SlackHost.StartEchoAsync();
        var inner = Message("mira esto", "D0ANA", "1700000000.000700", type: "im");
        inner["subtype"] = "file_share";
        inner["files"] = new JsonArray(new JsonObject { ["id"] = "F1" });

        (await bot.EventAsync(inner)).Dispose();

        await bot.Slack.UntilAsync(c => c.Count(x => x.Method == "chat.postMessage") == 2, "two answers");
        bot.Slack.CallsOf("chat.postMessage").Select(c => c["text"]).ShouldBe(["es:files", "echo mira esto"]);
    }

    [Theory]
    // What the profile says counts: a stranger, another workspace, another one of the same organisation.
    [InlineData("""{"is_stranger":true}""", "{}", "guest")]
    [InlineData("""{"team_id":"T0OTHER"}""", "{}", "guest")]
    [InlineData("""{"team_id":"T0OTHER","enterprise_user":{"enterprise_id":"E0ORG"}}""", "{}", "guest")]
    [InlineData("""{"team_id":"T0OTHER","enterprise_user":{"enterprise_id":"E0ORG"}}""", """{"enterprise_id":"E0ORG"}""", "user")]
    [InlineData("""{"team_id":"T0TEAM"}""", """{"is_ext_shared_channel":true,"event":{"user_team":"T0OTHER"}}""", "user")]
    // Without a profile it is for the event to say.
    [InlineData(null, """{"event":{"user_team":"T0OTHER","source_team":"T0OTHER"}}""", "guest")]
    [InlineData(null, """{"is_ext_shared_channel":true,"event":{"source_team":"T0TEAM"}}""", "user")]
    [InlineData(null, """{"is_ext_shared_channel":true}""", "guest")]
    [InlineData(null, "{}", "user")]
    public async Task Who_is_of_another_organisation_is_told_apart(string? profile, string more, string role)
    {
        SlackStandIn.Team.ShouldBe("T0TEAM");
        var roles = new List<string?>();
        await using var bot = await SlackHost.StartAsync(async (turn, ct) =>
        {
            roles.Add(turn.Activity.From!.Role);
            await turn.SendAsync(new() { Text = "hola", TextFormat = "plain" }, ct);
        });
        if (profile is not null)
        {
            var person = Person("Eva", "UTC", "es-ES");
            foreach (var (name, value) in JsonNode.Parse(profile)!.AsObject()) person[name] = value?.DeepClone();
            bot.Slack.People["U0ANA"] = person;
        }

        var message = Message("<@U0BOT> hola", "C0GENERAL", "1700000000.000100");
        var extra = JsonNode.Parse(more)!.AsObject();
        foreach (var (name, value) in extra["event"]?.AsObject() ?? []) message[name] = value?.DeepClone();
        var payload = bot.Wrap(message);
        foreach (var (name, value) in extra.Where(f => f.Key != "event"))
        {
            payload[name] = value?.DeepClone();
            if (name == "enterprise_id") payload["authorizations"]![0]![name] = value?.DeepClone();
        }

        (await bot.PostAsync("events", payload.ToJsonString(), "application/json")).Dispose();

        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "an answer");
        roles.ShouldBe([role]);
    }

    internal static JsonObject Message(string text, string channel, string ts, string kind = "message", string? type = "channel") => new()
    {
        ["type"] = kind, ["user"] = channel == "D0OTHER" ? "U0OTHER" : "U0ANA", ["text"] = text, ["channel"] = channel, ["ts"] = ts, ["event_ts"] = ts, ["channel_type"] = kind == "app_mention" ? null : type,
    };

    internal static JsonObject Person(string name, string zone, string locale) => new() { ["name"] = "x", ["tz"] = zone, ["locale"] = locale, ["profile"] = new JsonObject { ["real_name"] = name } };

    private static async Task<HttpResponseMessage> PlainAsync(SlackHost bot, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        return await bot.Client.PostAsync(new Uri($"/api/slack/{path}", UriKind.Relative), content);
    }

    private static async Task<HttpStatusCode> StatusAsync(Task<HttpResponseMessage> request)
    {
        using var response = await request;
        return response.StatusCode;
    }
}
