using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.BotFramework.StandIns;

namespace PmBot.Adapters.Tests.BotFramework;

public sealed class MessagesEndpointTests
{
    [Fact]
    public async Task Expected_replies_come_in_the_answer_in_order_with_ids_and_routing()
    {
        await using var bot = await BotServer.StartAsync(async (turn, ct) =>
        {
            await turn.SendAsync(new() { Text = "uno" }, ct);
            await turn.SendAsync(new() { Text = "dos ñ" }, ct);
        });

        using var response = await bot.PostAsync(Sample.ExpectingReplies());

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var replies = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("activities");
        replies.EnumerateArray().Select(r => r.GetProperty("text").GetString()).ShouldBe(["uno", "dos ñ"]);
        var ids = replies.EnumerateArray().Select(r => r.GetProperty("id").GetString()).ToList();
        ids.ShouldAllBe(id => !string.IsNullOrEmpty(id));
        ids.Distinct(StringComparer.Ordinal).Count().ShouldBe(2);
        var first = replies[0];
        first.GetProperty("type").GetString().ShouldBe("message");
        first.GetProperty("from").GetProperty("id").GetString().ShouldBe("b1");
        first.GetProperty("recipient").GetProperty("id").GetString().ShouldBe("u1");
        first.GetProperty("conversation").GetProperty("id").GetString().ShouldBe("c1|livechat");
        first.GetProperty("replyToId").GetString().ShouldBe("in-1");
        (await response.Content.ReadAsStringAsync()).ShouldContain("dos ñ");
    }

    [Theory]
    [InlineData("invoke", 200)]
    [InlineData("message", 502)]
    public async Task A_form_that_waits_gets_what_the_bot_has_to_say_of_its_failure(string type, int status)
    {
        await using var connector = await ConnectorStandIn.StartAsync();
        await using var bot = await BotServer.StartAsync((turn, _) =>
        {
            if (type == "invoke") turn.InvokeResponse = new InvokeResponse(200, JsonElement.Parse("""{"task":{"type":"message","value":"no sé si quedó hecho"}}"""));
            throw new DeliveryException("The channel did not take it.");
        });

        using var response = await bot.PostAsync(Sample.Message(serviceUrl: connector.Url).Replace("\"message\"", $"\"{type}\",\"name\":\"task/submit\"", StringComparison.Ordinal));

        ((int)response.StatusCode).ShouldBe(status);
        if (type == "invoke") (await response.Content.ReadAsStringAsync()).ShouldContain("no sé si quedó hecho");
    }

    [Fact]
    public async Task Expected_replies_can_be_replaced_and_taken_back()
    {
        await using var bot = await BotServer.StartAsync(async (turn, ct) =>
        {
            var first = await turn.SendAsync(new() { Text = "working" }, ct);
            var second = await turn.SendAsync(new() { Text = "wrong" }, ct);
            await turn.UpdateAsync(new() { Id = first, Text = "done" }, ct);
            await turn.DeleteAsync(second!, ct);
            await turn.UpdateAsync(new() { Id = "unknown", Text = "new" }, ct);
        });

        using var response = await bot.PostAsync(Sample.ExpectingReplies());

        var replies = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("activities");
        replies.EnumerateArray().Select(r => r.GetProperty("text").GetString()).ShouldBe(["done", "new"]);
    }

    [Fact]
    public async Task Replies_go_to_the_connector_in_order_and_the_answer_is_empty()
    {
        await using var connector = await ConnectorStandIn.StartAsync();
        await using var bot = await BotServer.StartAsync(async (turn, ct) =>
        {
            for (var i = 1; i <= 3; i++) await turn.SendAsync(new() { Text = $"reply {i}" }, ct);
        });

        using var response = await bot.PostAsync(Sample.Message(serviceUrl: connector.Url));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        connector.Calls.Select(call => call.Text).ShouldBe(["reply 1", "reply 2", "reply 3"]);
        connector.Calls.ShouldAllBe(call => call.Method == "POST" && call.Path == "/v3/conversations/c1%7Clivechat/activities/in-1");
        connector.Calls.ShouldAllBe(call => call.Authorization == null);
    }

    [Fact]
    public async Task An_invoke_is_answered_with_the_handlers_status_and_body()
    {
        await using var bot = await BotServer.StartAsync((turn, _) =>
        {
            turn.InvokeResponse = new(200, JsonElement.Parse("""{"statusCode":200,"type":"x","value":"ñ"}"""));
            return Task.CompletedTask;
        });

        using var response = await bot.PostAsync(Invoke());

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"statusCode":200,"type":"x","value":"ñ"}""");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"deliveryMode\":\"expectReplies\",")]
    public async Task An_invoke_that_nobody_knows_is_not_implemented(string more)
    {
        await using var bot = await BotServer.StartAsync((_, _) => Task.CompletedTask);

        using var response = await bot.PostAsync(Invoke(more));

        response.StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("conversationUpdate", true)]
    [InlineData("installationUpdate", true)]
    [InlineData("messageReaction", true)]
    [InlineData("event", true)]
    [InlineData("endOfConversation", true)]
    [InlineData("typing", false)]
    [InlineData("ping", false)]
    [InlineData("contactRelationUpdate", false)]
    [InlineData("deleteUserData", false)]
    [InlineData("somethingNew", false)]
    public async Task Every_other_type_is_taken(string type, bool reachesTheBot)
    {
        var seen = new List<string?>();
        await using var bot = await BotServer.StartAsync((turn, _) =>
        {
            seen.Add(turn.Activity.Type);
            return Task.CompletedTask;
        });

        using var response = await bot.PostAsync(Sample.Message().Replace("\"message\"", $"\"{type}\"", StringComparison.Ordinal));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        seen.ShouldBe(reachesTheBot ? [type] : []);
    }

    [Fact]
    public async Task An_update_from_nobody_in_particular_is_taken_and_ignored()
    {
        var turns = 0;
        await using var bot = await BotServer.StartAsync((_, _) => Task.FromResult(turns++));

        using var response = await bot.PostAsync("""{"type":"conversationUpdate","channelId":"emulator"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        turns.ShouldBe(0);
    }

    [Fact]
    public async Task A_handler_that_throws_gives_a_500_that_says_nothing_about_it()
    {
        await using var bot = await BotServer.StartAsync((_, _) => throw new InvalidOperationException("secret detail"));

        using var response = await bot.PostAsync(Sample.ExpectingReplies());

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var body = await response.Content.ReadAsStringAsync();
        body.ShouldNotContain("secret detail");
        JsonElement.Parse(body).GetProperty("error").GetProperty("code").GetString().ShouldBe("ServiceError");
    }

    [Fact]
    public async Task A_channel_that_takes_no_reply_gives_a_502()
    {
        await using var connector = await ConnectorStandIn.StartAsync();
        connector.Answer(400, """{"error":{"code":"BadArgument","message":"no"}}""");
        await using var bot = await BotServer.StartEchoAsync();

        using var response = await bot.PostAsync(Sample.Message(serviceUrl: connector.Url));

        response.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        connector.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_turn_ends_when_its_own_time_is_over()
    {
        var time = new TestTime(DateTimeOffset.UtcNow);
        await using var bot = await BotServer.StartAsync(
            (_, ct) =>
            {
                var never = new TaskCompletionSource();
                ct.Register(() => never.TrySetCanceled(ct));
                time.Advance(TimeSpan.FromSeconds(13));
                return never.Task;
            },
            time: time);

        using var response = await bot.PostAsync(Sample.ExpectingReplies());

        response.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
    }

    [Fact]
    public async Task A_turn_goes_on_when_its_caller_hangs_up()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var finished = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var connector = await ConnectorStandIn.StartAsync();
        await using var bot = await BotServer.StartAsync(async (turn, ct) =>
        {
            started.SetResult();
            await goOn.Task;
            await turn.SendAsync(new() { Text = "still here" }, ct);
            finished.SetResult(ct.IsCancellationRequested);
        });

        using var hangUp = new CancellationTokenSource();
        var call = bot.PostAsync(Sample.Message(serviceUrl: connector.Url), token: null, hangUp.Token);
        await started.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await hangUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call);
        goOn.SetResult();

        (await finished.Task.WaitAsync(TimeSpan.FromMinutes(1))).ShouldBeFalse();
        connector.Calls.Single().Text.ShouldBe("still here");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("HEAD")]
    public async Task Other_verbs_are_not_allowed(string verb)
    {
        await using var bot = await BotServer.StartEchoAsync();
        using var request = new HttpRequestMessage(new HttpMethod(verb), "/api/messages");

        using var response = await bot.Client.SendAsync(request, CancellationToken.None);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("https://example.com/")]
    [InlineData("http://localhost@example.com/")]
    [InlineData("http://localhost.example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("not an address")]
    [InlineData("")]
    public async Task An_unauthenticated_caller_cannot_send_the_bot_elsewhere(string serviceUrl)
    {
        var turns = 0;
        await using var bot = await BotServer.StartAsync((_, _) => Task.FromResult(turns++));

        using var refused = await bot.PostAsync(Sample.Message(serviceUrl: serviceUrl));
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        turns.ShouldBe(0);

        using var taken = await bot.PostAsync(Sample.Message(serviceUrl: serviceUrl, more: "\"deliveryMode\":\"expectReplies\","));
        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        turns.ShouldBe(1);
    }

    [Fact]
    public async Task A_reference_of_an_expected_reply_never_leads_where_the_caller_may_not_send_us()
    {
        ConversationReference? kept = null;
        await using var bot = await BotServer.StartAsync((turn, _) =>
        {
            kept = turn.Reference;
            return Task.CompletedTask;
        });

        using var elsewhere = await bot.PostAsync(Sample.Message(serviceUrl: "http://10.0.0.1/", more: "\"deliveryMode\":\"expectReplies\","));
        kept.ShouldBeNull();

        using var here = await bot.PostAsync(Sample.ExpectingReplies());
        kept.ShouldNotBeNull().Trusted.ShouldBeFalse();
        kept.Adapter.ShouldBe("botframework");
    }

    [Fact]
    public async Task A_mention_of_the_bot_is_taken_out_and_others_stay()
    {
        string? text = null;
        await using var connector = await ConnectorStandIn.StartAsync();
        await using var bot = await BotServer.StartAsync((turn, _) =>
        {
            text = turn.Activity.Text;
            return Task.CompletedTask;
        });

        using var response = await bot.PostAsync(Sample.Payload("teams-channel-mention.json", connector.Url));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        text.ShouldBe("asigna la tarea 4 a <at>Diego Ruiz</at>");
    }

    private static string Invoke(string more = "") => Sample.Message(more: more + "\"name\":\"adaptiveCard/action\",\"value\":{},")
        .Replace("\"message\"", $"\"{ActivityTypes.Invoke}\"", StringComparison.Ordinal);
}
