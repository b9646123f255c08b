using System.Net;
using System.Net.WebSockets;
using PmBot.Adapters.Tests.BotFramework.StandIns;
using PmBot.Adapters.Tests.DirectLine.StandIns;

namespace PmBot.Adapters.Tests.DirectLine;

public sealed class StreamTests
{
    [Fact]
    public async Task What_was_said_between_the_start_and_the_socket_is_not_lost()
    {
        await using var server = await DirectLineServer.StartAsync();
        var chat = await server.OpenAsync();
        await chat.SayAsync("early");
        await using var stream = await chat.ListenAsync();
        (await stream.TextsAsync(2)).ShouldBe(["early", "echo early"]);
    }

    [Fact]
    public async Task After_a_break_the_watermark_brings_exactly_the_rest()
    {
        await using var server = await DirectLineServer.StartAsync();
        var chat = await server.OpenAsync();
        string watermark;
        await using (var stream = await chat.ListenAsync())
        {
            await chat.SayAsync("one");
            await stream.TextsAsync(2);
            watermark = stream.Watermark;
        }
        await chat.SayAsync("two");
        await using var next = await chat.ReconnectAsync(watermark);
        await chat.SayAsync("three");
        (await next.TextsAsync(4)).ShouldBe(["two", "echo two", "three", "echo three"]);
    }

    [Fact]
    public async Task Without_a_watermark_a_reconnect_brings_only_what_is_new()
    {
        await using var server = await DirectLineServer.StartAsync();
        var chat = await server.OpenAsync();
        await chat.SayAsync("old");
        var answer = await server.GetAsync(chat.Path, chat.Token);
        await chat.SayAsync("new");
        await using var stream = await StreamClient.ConnectAsync(answer.Json.GetProperty("streamUrl").GetString()!);
        (await stream.TextsAsync(1)).ShouldBe(["new"]);
        await using var fromStart = await chat.ReconnectAsync("");
        (await fromStart.TextsAsync(1)).ShouldBe(["old"]);
    }

    [Fact]
    public async Task After_a_restart_the_token_goes_on_without_loss_double_or_an_end()
    {
        var server = await DirectLineServer.StartAsync();
        var chat = await server.OpenAsync();
        await chat.SayAsync("before");
        var (old, watermark) = await chat.ReadAsync();
        var port = new Uri(server.Address).Port;
        await server.DisposeAsync();

        var greetings = 0;
        await using var restarted = await DirectLineServer.StartAsync(
            (turn, ct) =>
            {
                if (turn.Activity.Type is "conversationUpdate") greetings++;
                return DirectLineServer.EchoAsync(turn, ct);
            },
            port: port);
        var answer = await restarted.GetAsync($"{chat.Path}?watermark={watermark}", chat.Token);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        await restarted.PostAsync($"{chat.Path}/activities", chat.Token, new { type = "message", text = "after" });
        await using var stream = await StreamClient.ConnectAsync(answer.Json.GetProperty("streamUrl").GetString()!);
        var first = (await stream.NextAsync())!.Value;
        (await stream.TextsAsync(1)).ShouldBe(["echo after"]);

        first.GetProperty("text").GetString().ShouldBe("after");
        old.Select(activity => activity.GetProperty("id").GetString()).ShouldNotContain(first.GetProperty("id").GetString());
        greetings.ShouldBe(0);
        (await restarted.PostAsync("/v3/directline/conversations", chat.Token)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Typing_shows_on_the_stream_and_leaves_the_watermark_alone()
    {
        await using var server = await DirectLineServer.StartAsync((turn, ct) => turn.SendAsync(new() { Type = "typing" }, ct));
        var chat = await server.OpenAsync();
        await using var stream = await chat.ListenAsync();
        await chat.SayAsync("x");
        string? frame;
        do frame = await stream.FrameAsync(); while (frame is not null && !frame.Contains("\"typing\"", StringComparison.Ordinal));
        // Sent together with a kept activity it may carry that one's watermark; alone it has none.
        if (!frame!.Contains("\"message\"", StringComparison.Ordinal)) frame.ShouldNotContain("watermark");
    }

    [Fact]
    public async Task Both_sides_keep_the_connection_alive_with_empty_frames()
    {
        await using var server = await DirectLineServer.StartAsync(settings: ("DirectLine:KeepAlive", "00:00:00.05"));
        var chat = await server.OpenAsync();
        await using var stream = await chat.ListenAsync();
        await stream.Socket.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        (await stream.FrameAsync()).ShouldBe("");
        await stream.Socket.SendAsync("{\"anything\":1}"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        (await stream.FrameAsync()).ShouldBe("");
        await chat.SayAsync("still here");
        (await stream.TextsAsync(1)).ShouldBe(["still here"]);
    }

    [Fact]
    public async Task Every_stream_of_a_conversation_is_fed_and_the_oldest_makes_room()
    {
        await using var server = await DirectLineServer.StartAsync(settings: ("DirectLine:StreamsPerConversation", "2"));
        var chat = await server.OpenAsync();
        await using var first = await chat.ListenAsync();
        await using var second = await chat.ReconnectAsync("");
        await using var third = await chat.ReconnectAsync("");

        (await first.NextAsync()).ShouldBeNull();
        await chat.SayAsync("x");

        (await second.TextsAsync(2)).ShouldBe(["x", "echo x"]);
        (await third.TextsAsync(2)).ShouldBe(["x", "echo x"]);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_dropped_and_finds_everything_when_it_returns()
    {
        const int messages = 60;
        await using var server = await DirectLineServer.StartAsync(
            async (turn, ct) =>
            {
                if (turn.Activity.Type is not "message") return;
                for (var i = 0; i < messages; i++) await turn.SendAsync(new() { Text = new string((char)('a' + (i % 26)), 200_000) }, ct);
            },
            settings: [("DirectLine:StreamBacklog", "8"), ("DirectLine:BytesPerConversation", "100000000"), ("DirectLine:TotalBytes", "1000000000")]);
        var chat = await server.OpenAsync();
        await using var slow = await chat.ListenAsync();

        (await chat.SayAsync("flood")).Status.ShouldBe(HttpStatusCode.OK);
        var seen = 0;
        await Should.ThrowAsync<WebSocketException>(async () =>
        {
            while (await slow.NextAsync() is not null) seen++;
        });

        seen.ShouldBeLessThan(messages + 1);
        await using var again = await chat.ReconnectAsync(slow.Watermark);
        (await again.TextsAsync(messages + 1 - seen)).Count.ShouldBe(messages + 1 - seen);
    }

    [Fact]
    public async Task Stopping_lets_the_running_turn_answer_and_then_says_goodbye()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var server = await DirectLineServer.StartAsync(async (turn, ct) =>
        {
            if (turn.Activity.Type is not "message") return;
            entered.SetResult();
            await release.Task.WaitAsync(ct);
            await turn.SendAsync(new() { Text = "finished" }, ct);
        });
        var chat = await server.OpenAsync();
        await using var stream = await chat.ListenAsync();
        var post = chat.SayAsync("long work");
        await entered.Task.WaitAsync(DirectLineServer.Patience);

        var stopping = server.StopAsync();
        release.SetResult();

        (await stream.TextsAsync(2)).ShouldBe(["long work", "finished"]);
        (await stream.NextAsync()).ShouldBeNull();
        stream.CloseStatus.ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
        (await post).Status.ShouldBe(HttpStatusCode.OK);
        await stream.DisposeAsync();
        await stopping.WaitAsync(DirectLineServer.Patience);
    }

    [Fact]
    public async Task A_stream_address_is_good_for_a_minute_and_its_own_conversation()
    {
        var time = new TestTime(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero));
        await using var server = await DirectLineServer.StartAsync(time: time);
        var chat = await server.OpenAsync();
        var other = await server.OpenAsync("dl_luis");
        var query = new Uri(chat.StreamUrl).Query;

        (await server.GetAsync($"{other.Path}/stream{query}")).ErrorCode.ShouldBe("BadToken");
        (await server.GetAsync($"{chat.Path}/stream")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await server.GetAsync($"{chat.Path}/stream{query}")).Status.ShouldBe(HttpStatusCode.BadRequest);
        time.Advance(TimeSpan.FromSeconds(61));
        (await server.GetAsync($"{chat.Path}/stream{query}")).ErrorCode.ShouldBe("TokenExpired");
        await Should.ThrowAsync<WebSocketException>(() => chat.ListenAsync());
    }

    [Fact]
    public async Task A_slow_turn_shows_typing_before_its_answer()
    {
        var time = new TestTime(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero));
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var server = await DirectLineServer.StartAsync(
            async (turn, ct) =>
            {
                if (turn.Activity.Type is not "message") return;
                entered.SetResult();
                await release.Task.WaitAsync(DirectLineServer.Patience, ct);
                await turn.SendAsync(new() { Text = "done" }, ct);
            },
            time);
        var chat = await server.OpenAsync();
        await using var stream = await chat.ListenAsync();
        var post = chat.SayAsync("slow");
        await entered.Task.WaitAsync(DirectLineServer.Patience);
        await stream.NextAsync();

        time.Advance(TimeSpan.FromSeconds(1.1));
        (await stream.NextAsync())!.Value.GetProperty("type").GetString().ShouldBe("typing");
        release.SetResult();
        (await stream.TextsAsync(1)).ShouldBe(["done"]);
        (await post).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_turn_over_its_time_is_cancelled_and_the_person_told()
    {
        var time = new TestTime(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero));
        var entered = new TaskCompletionSource();
        await using var server = await DirectLineServer.StartAsync(
            async (turn, ct) =>
            {
                if (turn.Activity.Type is not "message") return;
                entered.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            },
            time);
        var chat = await server.OpenAsync(locale: "en-US");
        var post = chat.SayAsync("hang");
        await entered.Task.WaitAsync(DirectLineServer.Patience);
        time.Advance(TimeSpan.FromSeconds(15));

        var answer = await post;
        (answer.Status, answer.ErrorCode).ShouldBe((HttpStatusCode.BadGateway, "BotError"));
        (await chat.ReadAsync()).Activities[^1].GetProperty("text").GetString()!.ShouldStartWith("Something went wrong");
    }
}
