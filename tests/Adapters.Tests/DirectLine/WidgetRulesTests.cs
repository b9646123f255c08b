using System.Globalization;
using System.Net;
using System.Text.Json;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Tests.DirectLine.StandIns;

namespace PmBot.Adapters.Tests.DirectLine;

/// <summary>What Web Chat counts on, rule by rule, as observed on the widget itself.</summary>
public sealed class WidgetRulesTests
{
    [Fact]
    public async Task Rules_1_and_2_The_own_message_comes_back_with_its_client_id_before_the_reply_to_it()
    {
        await using var server = await DirectLineServer.StartAsync();
        var chat = await server.OpenAsync();
        await using var stream = await chat.ListenAsync();

        var posted = await chat.SayAsync("hola", "c-1");
        var echo = (await stream.NextAsync())!.Value;
        var reply = (await stream.NextAsync())!.Value;

        posted.Status.ShouldBe(HttpStatusCode.OK);
        echo.GetProperty("id").GetString().ShouldBe(posted.Json.GetProperty("id").GetString());
        echo.GetProperty("channelData").GetProperty("clientActivityID").GetString().ShouldBe("c-1");
        reply.GetProperty("text").GetString().ShouldBe("echo hola");
        reply.GetProperty("replyToId").GetString().ShouldBe(echo.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Rule_2_The_greeting_names_no_activity_that_the_client_does_not_see()
    {
        await using var server = await DirectLineServer.StartAsync((turn, ct) => turn.SendAsync(new() { Text = "hola" }, ct));
        var chat = await server.OpenAsync();
        await using var stream = await chat.ListenAsync();
        (await stream.NextAsync())!.Value.TryGetProperty("replyToId", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Rule_3_Timestamps_are_the_servers_and_rise_by_whole_milliseconds()
    {
        await using var server = await DirectLineServer.StartAsync(async (turn, ct) =>
        {
            if (turn.Activity.Type is not "message") return;
            for (var i = 0; i < 20; i++) await turn.SendAsync(new() { Text = $"{i}" }, ct);
        });
        var chat = await server.OpenAsync();
        await chat.PostAsync(new { type = "message", text = "a", timestamp = "1999-01-01T00:00:00Z" });
        await chat.SayAsync("b");

        var (activities, _) = await chat.ReadAsync();
        var times = activities.Select(activity => DateTimeOffset.Parse(activity.GetProperty("timestamp").GetString()!, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds()).ToList();

        activities.Count.ShouldBe(42);
        times.ShouldBe(times.Distinct().Order());
        activities.Select(activity => activity.GetProperty("id").GetString()).ShouldBeUnique();
    }

    [Fact]
    public async Task Rule_3_An_update_comes_with_the_same_id_and_place()
    {
        await using var server = await DirectLineServer.StartAsync(async (turn, ct) =>
        {
            if (turn.Activity.Type is not "message") return;
            var progress = new Activity { Text = "10 %" };
            await turn.SendAsync(progress, ct);
            await turn.SendAsync(new() { Text = "meanwhile" }, ct);
            progress.Text = "100 %";
            await turn.UpdateAsync(progress, ct);
        });
        var chat = await server.OpenAsync();
        await using var stream = await chat.ListenAsync();
        await chat.SayAsync("deploy");

        var seen = new List<JsonElement>();
        for (var i = 0; i < 4; i++) seen.Add((await stream.NextAsync())!.Value);

        seen.Select(activity => activity.GetProperty("text").GetString()).ShouldBe(["deploy", "10 %", "meanwhile", "100 %"]);
        seen[3].GetProperty("id").GetString().ShouldBe(seen[1].GetProperty("id").GetString());
        seen[3].GetProperty("timestamp").GetString().ShouldBe(seen[1].GetProperty("timestamp").GetString());
        (await chat.ReadAsync()).Activities.Select(activity => activity.GetProperty("text").GetString()).ShouldBe(["deploy", "meanwhile", "100 %"]);
    }

    [Fact]
    public async Task A_deleted_message_turns_into_an_event_of_the_same_id()
    {
        await using var server = await DirectLineServer.StartAsync(async (turn, ct) =>
        {
            if (turn.Activity.Type is not "message") return;
            var id = await turn.SendAsync(new() { Text = "oops" }, ct);
            await turn.DeleteAsync(id!, ct);
        });
        var chat = await server.OpenAsync();
        await chat.SayAsync("x");

        var (activities, _) = await chat.ReadAsync();
        activities.Count.ShouldBe(2);
        activities[1].GetProperty("type").GetString().ShouldBe("event");
        activities[1].TryGetProperty("text", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Rules_4_5_and_7_The_server_says_who_where_and_to_whom()
    {
        Activity? got = null;
        await using var server = await DirectLineServer.StartAsync(async (turn, ct) =>
        {
            if (turn.Activity.Type is not "message") return;
            got = turn.Activity;
            await turn.SendAsync(new() { Text = "ok" }, ct);
        });
        var chat = await server.OpenAsync();
        await chat.PostAsync("""
            {"type":"message","text":"x","id":"mine","channelId":"webchat","serviceUrl":"http://evil.example","callerId":"urn:botframework:azure","deliveryMode":"expectReplies",
             "from":{"id":"dl_eve","name":"Eve","role":"bot","aadObjectId":"0"},"conversation":{"id":"other"},"recipient":{"id":"someone"},"channelData":{"a":[1,{"b":null}]}}
            """);

        got.ShouldNotBeNull();
        (got.From!.Id, got.From.Role, got.From.AadObjectId).ShouldBe(("dl_ana", "user", null));
        (got.ChannelId, got.Conversation!.Id, got.Recipient!.Id).ShouldBe(("directline", chat.Id, "pmbot"));
        got.ServiceUrl.ShouldStartWith("http://127.0.0.1");
        (got.CallerId, got.DeliveryMode).ShouldBe((null, null));
        got.Id.ShouldNotBe("mine");
        var (activities, _) = await chat.ReadAsync();
        activities[0].GetProperty("from").GetProperty("role").GetString().ShouldBe("user");
        activities[0].GetProperty("channelData").GetRawText().ShouldBe("""{"a":[1,{"b":null}]}""");
        activities[1].GetProperty("from").GetProperty("role").GetString().ShouldBe("bot");
    }

    [Fact]
    public async Task Rule_5_Without_a_user_in_the_token_the_client_chooses_but_not_an_id_of_ours()
    {
        await using var server = await DirectLineServer.StartAsync();
        var chat = await server.OpenAsync(user: null);
        await chat.SayAsync("x", from: "r_123");
        (await chat.SayAsync("x", from: "dl_ana")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await chat.PostAsync(new { type = "message", text = "x" })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await chat.ReadAsync()).Activities[0].GetProperty("from").GetProperty("id").GetString().ShouldBe("r_123");
    }

    [Fact]
    public async Task Suggested_actions_are_for_the_person_who_asked()
    {
        await using var server = await DirectLineServer.StartAsync(async (turn, ct) =>
        {
            if (turn.Activity.Type is not "message") return;
            await turn.SendAsync(new() { Text = "none", SuggestedActions = new() }, ct);
            await turn.SendAsync(new() { Text = "one", SuggestedActions = new() { Actions = [new() { Title = "Hecho", Value = JsonElement.Parse("\"Hecho\"") }] } }, ct);
        });
        var chat = await server.OpenAsync();
        await chat.SayAsync("x");
        var (activities, _) = await chat.ReadAsync();
        activities[1].TryGetProperty("suggestedActions", out _).ShouldBeFalse();
        activities[2].GetProperty("suggestedActions").GetProperty("to").EnumerateArray().Single().GetString().ShouldBe("dl_ana");
    }
}
