using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Slack.Socket;
using PmBot.Adapters.Tests.BotFramework.StandIns;
using PmBot.Adapters.Tests.Slack.StandIns;

namespace PmBot.Adapters.Tests.Slack;

public sealed class SocketTests
{
    // Pauses that are soon over, and limits that the busiest machine does not reach: the tests of a limit have a shorter one.
    private static readonly SlackSocketTimes Short = new()
    {
        Greeting = TimeSpan.FromMinutes(2), FirstPause = TimeSpan.FromMilliseconds(200), LongestPause = TimeSpan.FromSeconds(1), SwitchedOff = TimeSpan.FromHours(1),
        Settled = TimeSpan.FromHours(1), Overlap = TimeSpan.FromMilliseconds(300), Ping = TimeSpan.FromHours(1), Pong = TimeSpan.FromHours(1),
    };

    [Fact]
    public async Task Envelopes_are_acknowledged_on_their_connection_and_answered()
    {
        await using var bot = await StartAsync();
        var socket = await ConnectedAsync(bot, 1);

        await socket.SendAsync(Envelope("e1", bot.Wrap(EndpointTests.Message("hola", "D0ANA", "1700000000.000100", type: "im"))));

        await bot.Slack.UntilAsync(_ => socket.Acknowledged.ContainsKey("e1"), "an acknowledgement");
        socket.Acknowledged["e1"].ToJsonString().ShouldBe("""{"envelope_id":"e1"}""");
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "an answer");
        bot.Slack.Messages[0]["text"]!.GetValue<string>().ShouldBe("echo hola");
    }

    [Fact]
    public async Task Commands_and_look_ups_behave_as_by_http()
    {
        await using var bot = await StartAsync();
        var socket = await ConnectedAsync(bot, 1);

        await socket.SendAsync(Envelope("c1", bot.Fields("hola"), "slash_commands", accepts: true));
        await socket.SendAsync(Envelope("q1", new() { ["type"] = "block_suggestion", ["team"] = new JsonObject { ["id"] = SlackStandIn.Team }, ["user"] = new JsonObject { ["id"] = "U0ANA" }, ["action_id"] = "find|people|a", ["value"] = "x" }, "interactive", accepts: true));
        await socket.SendAsync(Envelope("x1", [], "something_new"));

        await bot.Slack.UntilAsync(c => socket.Acknowledged.Count == 3 && c.Any(x => x.Method == "response_url"), "three acknowledgements and an answer");
        socket.Acknowledged["c1"].ContainsKey("payload").ShouldBeFalse();
        socket.Acknowledged["q1"]["payload"]!.ToJsonString().ShouldBe("""{"options":[]}""");
    }

    [Fact]
    public async Task A_redelivery_on_another_connection_is_answered_once()
    {
        await using var bot = await StartAsync();
        var first = await ConnectedAsync(bot, 1);
        var payload = bot.Wrap(EndpointTests.Message("hola", "D0ANA", "1700000000.000100", type: "im"));
        await first.SendAsync(Envelope("e1", payload));
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "an answer");
        first.Cut();

        var second = await ConnectedAsync(bot, 2);
        var again = Envelope("e2", payload);
        again["retry_attempt"] = 1;
        await second.SendAsync(again);

        await bot.Slack.UntilAsync(_ => second.Acknowledged.ContainsKey("e2"), "an acknowledgement");
        bot.Inbox.Brought.Single().Value.ShouldBe(2);
        bot.Slack.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_be_stored_is_not_acknowledged()
    {
        await using var bot = await StartAsync();
        var socket = await ConnectedAsync(bot, 1);
        bot.Inbox.IsAway = true;
        await socket.SendAsync(Envelope("e1", bot.Wrap(EndpointTests.Message("hola", "D0ANA", "1700000000.000100", type: "im"))));
        await socket.SendAsync(Envelope("x1", [], "something_new"));
        await bot.Slack.UntilAsync(_ => socket.Acknowledged.ContainsKey("x1"), "the next one");

        socket.Acknowledged.ContainsKey("e1").ShouldBeFalse();
        socket.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public async Task Ten_megabytes_end_their_connection_and_the_next_goes_on()
    {
        await using var bot = await StartAsync();
        var first = await ConnectedAsync(bot, 1);
        try
        {
            await first.SendAsync(Envelope("e1", new() { ["blob"] = new string('a', 10 * 1024 * 1024) }));
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // It was ended before all of it was written.
        }

        var second = await ConnectedAsync(bot, 2);
        await second.SendAsync(Envelope("e2", bot.Wrap(EndpointTests.Message("hola", "D0ANA", "1700000000.000100", type: "im"))));

        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "an answer");
        first.Acknowledged.ShouldBeEmpty();
        first.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task A_refresh_opens_the_new_connection_before_the_old_is_closed_and_nothing_falls_between()
    {
        var time = new TestTime(DateTimeOffset.UtcNow);
        await using var bot = await StartAsync(time: time);
        var old = await ConnectedAsync(bot, 1);

        await old.SendAsync(new() { ["type"] = "disconnect", ["reason"] = "refresh_requested" });
        var next = await ConnectedAsync(bot, 2);
        old.IsOpen.ShouldBeTrue();
        await old.SendAsync(Envelope("late", bot.Wrap(EndpointTests.Message("a", "D0ANA", "1700000000.000100", type: "im"))));
        await next.SendAsync(Envelope("new", bot.Wrap(EndpointTests.Message("b", "D0LUIS", "1700000000.000200", type: "im"))));

        await bot.Slack.UntilAsync(_ => old.Acknowledged.ContainsKey("late") && next.Acknowledged.ContainsKey("new"), "both");
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 2, "both answers");
        await bot.Slack.UntilAsync(
            _ =>
            {
                time.Advance(Short.Overlap);
                return !old.IsOpen;
            },
            "the old one closed");
        next.IsOpen.ShouldBeTrue();
        bot.Slack.Sockets.Count.ShouldBe(2);
    }

    [Fact]
    public async Task After_a_loss_no_try_is_faster_than_the_pauses()
    {
        await using var bot = await StartAsync();
        for (var i = 1; i <= 4; i++) (await ConnectedAsync(bot, i)).Cut();
        await ConnectedAsync(bot, 5);

        var opens = bot.Slack.CallsOf("apps.connections.open");
        // At least half of 200, 400, 800, 1000 ms.
        foreach (var (i, least) in new[] { (1, 95), (2, 195), (3, 395), (4, 495) }) (opens[i].At - opens[i - 1].At).TotalMilliseconds.ShouldBeGreaterThan(least);
    }

    [Fact]
    public async Task A_limit_on_opening_is_honoured()
    {
        await using var bot = await StartAsync(slack => slack.Limit("apps.connections.open", 1));

        await ConnectedAsync(bot, 1);

        var opens = bot.Slack.CallsOf("apps.connections.open");
        opens.Count.ShouldBe(2);
        (opens[1].At - opens[0].At).ShouldBeGreaterThan(TimeSpan.FromSeconds(0.95));
    }

    [Fact]
    public async Task A_wrong_token_is_said_once_and_not_tried_again()
    {
        await using var bot = await StartAsync(slack => slack.Error("apps.connections.open", "invalid_auth"));
        var service = bot.Services.GetRequiredService<SlackSocketService>();

        await bot.Slack.UntilAsync(_ => service.Refused is not null, "the refusal");

        service.Refused.ShouldBe("invalid_auth");
        await service.ExecuteTask!;
        bot.Slack.CallsOf("apps.connections.open").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Trouble_at_every_step_of_connecting_ends_in_a_connection()
    {
        await using var bot = await StartAsync(slack =>
        {
            slack.CutBefore("apps.connections.open");
            slack.Status("apps.connections.open", 500);
            slack.Error("apps.connections.open", "internal_error");
            slack.Fail("apps.connections.open", (_, context) =>
            {
                context.Response.ContentType = "application/json";
                return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, """{"ok":true,"url":"nowhere"}""");
            });
        });

        var socket = await ConnectedAsync(bot, 1);

        socket.IsOpen.ShouldBeTrue();
        bot.Slack.CallsOf("apps.connections.open").Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_connection_that_does_not_greet_is_given_up()
    {
        await using var bot = await StartAsync(slack => slack.Greets = false, Short with { Greeting = TimeSpan.FromSeconds(1) });
        await bot.Slack.UntilAsync(_ => bot.Slack.Sockets.Count >= 1, "a connection");
        bot.Slack.Greets = true;

        await bot.Slack.UntilAsync(_ => bot.Services.GetRequiredService<SlackSocketService>().IsConnected, "a connection that greets");
        bot.Slack.Sockets.Count.ShouldBeGreaterThan(1);
        await bot.Slack.UntilAsync(_ => !bot.Slack.Sockets[0].IsOpen, "the end of the one that did not");
    }

    [Fact]
    public async Task A_connection_that_answers_no_pings_is_replaced()
    {
        await using var bot = await StartAsync(slack => slack.Freezes = true, Short with { Ping = TimeSpan.FromMilliseconds(200), Pong = TimeSpan.FromSeconds(1) });
        await ConnectedAsync(bot, 1);
        bot.Slack.Freezes = false;

        // As Slack does: what was not acknowledged comes again, on the connection that is there then. A busy machine may answer a ping too late once more.
        var envelope = Envelope("e1", bot.Wrap(EndpointTests.Message("hola", "D0ANA", "1700000000.000100", type: "im")));
        for (var number = 2; ; number++)
        {
            var next = await ConnectedAsync(bot, number);
            try
            {
                await next.SendAsync(envelope);
            }
            catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
            {
                continue;
            }

            await bot.Slack.UntilAsync(_ => next.Acknowledged.ContainsKey("e1") || !next.IsOpen, "an acknowledgement");
            if (next.Acknowledged.ContainsKey("e1")) break;
        }

        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "an answer");
    }

    [Fact]
    public async Task Socket_Mode_that_is_switched_off_is_tried_slowly()
    {
        await using var bot = await StartAsync();
        var socket = await ConnectedAsync(bot, 1);

        await socket.SendAsync(new() { ["type"] = "disconnect", ["reason"] = "link_disabled" });

        await bot.Slack.UntilAsync(_ => !bot.Services.GetRequiredService<SlackSocketService>().IsConnected, "the end");
        bot.Slack.CallsOf("apps.connections.open").Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_nobody_foresaw_neither_stops_the_service_nor_has_it_try_without_a_pause()
    {
        // A socket that cannot even be set up.
        var broken = Short with { Ping = TimeSpan.FromMilliseconds(-5) };
        await using var bot = await SlackHost.StartAsync(
            (turn, ct) => turn.Activity.Type is ActivityTypes.Message ? turn.SendAsync(new() { Text = "aquí", TextFormat = "plain" }, ct) : Task.CompletedTask, settings => settings["Slack:AppToken"] = SlackStandIn.AppToken, times: broken);

        await bot.Slack.UntilAsync(c => c.Count(x => x.Method == "apps.connections.open") >= 3, "three tries");
        using var answer = await bot.CommandAsync("hola");

        var opens = bot.Slack.CallsOf("apps.connections.open");
        (opens[1].At - opens[0].At).TotalMilliseconds.ShouldBeGreaterThan(495);
        (opens[2].At - opens[1].At).TotalMilliseconds.ShouldBeGreaterThan(995);
        answer.IsSuccessStatusCode.ShouldBeTrue();
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "response_url"), "an answer");
    }

    private static Task<SlackHost> StartAsync(Action<SlackStandIn>? before = null, SlackSocketTimes? times = null, TimeProvider? time = null) => SlackHost.StartAsync(
        (turn, ct) => turn.Activity.Type is ActivityTypes.Message ? turn.SendAsync(new() { Text = $"echo {turn.Activity.Text}", TextFormat = "plain" }, ct) : Task.CompletedTask,
        settings => settings["Slack:AppToken"] = SlackStandIn.AppToken, time, times ?? Short, before);

    private static async Task<SlackSocket> ConnectedAsync(SlackHost bot, int number)
    {
        var service = bot.Services.GetRequiredService<SlackSocketService>();
        await bot.Slack.UntilAsync(_ => bot.Slack.Sockets.Count >= number && service.Connections >= number, $"connection {number}");
        return bot.Slack.Sockets[number - 1];
    }

    private static JsonObject Envelope(string id, JsonObject payload, string type = "events_api", bool accepts = false) =>
        new() { ["envelope_id"] = id, ["type"] = type, ["accepts_response_payload"] = accepts, ["payload"] = payload.DeepClone() };
}
