using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Discord;
using PmBot.Adapters.Discord.Gateway;
using PmBot.Adapters.Tests.Discord.StandIns;
using PmBot.Adapters.Tests.Support;

namespace PmBot.Adapters.Tests.Discord;

/// <summary>The gateway client against a gateway that behaves by the published rules, and one that does not behave.</summary>
public sealed class GatewayTests
{
    [Fact]
    public async Task It_identifies_once_and_hears()
    {
        await using var bot = await GatewayRunner.StartAsync();
        await bot.ReadyAsync();
        bot.Discord.Gateway.Emit("MESSAGE_CREATE", Message("1"));
        await HeardAsync(bot, "1");

        bot.Discord.Gateway.Queries.Single().ShouldBe("?v=10&encoding=json&compress=zlib-stream");
        var identify = bot.Discord.Gateway.Identifies.Single().Payload["d"]!;
        identify["token"]!.GetValue<string>().ShouldBe(DiscordStandIn.Token);
        identify["intents"]!.GetValue<int>().ShouldBe(1 | 512 | 4096);
        identify["properties"]!.AsObject().Select(p => p.Key).ShouldBe(["os", "browser", "device"]);
        bot.Discord.Calls.Count(c => c.Path == "/gateway/bot").ShouldBe(1);
        bot.Status.Now.State.ShouldBe(DiscordState.Ready);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task Compressed_messages_may_come_in_pieces_of_any_size(int size)
    {
        await using var bot = await GatewayRunner.StartAsync(d => d.Gateway.FrameSize = size);
        await bot.ReadyAsync();
        var long1 = Message("1");
        long1["content"] = string.Concat(Enumerable.Range(0, size is 1 ? 500 : 50_000).Select(i => (i * 7919 % 100_003).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        bot.Discord.Gateway.Emit("MESSAGE_CREATE", long1);
        bot.Discord.Gateway.Emit("MESSAGE_CREATE", Message("2"));
        await HeardAsync(bot, "1", "2");

        bot.Heard.First(h => h.Event == "MESSAGE_CREATE").Data.GetProperty("content").GetString().ShouldBe(long1["content"]!.GetValue<string>());
    }

    [Fact]
    public async Task Heartbeats_go_on_and_tell_the_last_number()
    {
        await using var bot = await GatewayRunner.StartAsync(d => d.Gateway.HeartbeatInterval = TimeSpan.FromSeconds(10));
        await bot.ReadyAsync();
        bot.Discord.Gateway.Emit("MESSAGE_CREATE", Message("1"));
        await HeardAsync(bot, "1");
        await Eventually.SoAsync(() => bot.Discord.Gateway.Heartbeats >= 3, "three heartbeats");

        var beats = bot.Discord.Gateway.Received.Where(p => p["op"]!.GetValue<int>() == 1).ToList();
        beats[^1]["d"]!.GetValue<long>().ShouldBe(2);
    }

    [Fact]
    public async Task A_heartbeat_that_the_server_asks_for_is_sent_at_once()
    {
        await using var bot = await GatewayRunner.StartAsync();
        await bot.ReadyAsync();
        bot.Discord.Gateway.Send(GatewayStandIn.Op(1));

        await Eventually.SoAsync(() => bot.Discord.Gateway.Heartbeats == 1, "a heartbeat, an hour before the next one is due");
    }

    [Fact]
    public async Task A_connection_that_no_longer_answers_is_left_with_a_code_that_keeps_the_session()
    {
        await using var bot = await GatewayRunner.StartAsync(d =>
        {
            d.Gateway.HeartbeatInterval = TimeSpan.FromSeconds(5);
            d.Gateway.AnswersHeartbeats = false;
        });
        await bot.ReadyAsync();
        await Eventually.SoAsync(() => !bot.Discord.Gateway.Resumes.IsEmpty, "a resume");

        bot.Discord.Gateway.ClientCloses.First().ShouldBe(4000);
        bot.Discord.Gateway.Identifies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_cut_is_resumed_and_nothing_is_missed_or_heard_twice()
    {
        await using var bot = await GatewayRunner.StartAsync();
        await bot.ReadyAsync();
        bot.Discord.Gateway.Emit("MESSAGE_CREATE", Message("1"));
        await HeardAsync(bot, "1");
        bot.Discord.Gateway.Cut();
        bot.Discord.Gateway.Emit("MESSAGE_CREATE", Message("2"));
        bot.Discord.Gateway.Emit("MESSAGE_CREATE", Message("3"));
        await HeardAsync(bot, "1", "2", "3");

        bot.Discord.Gateway.Identifies.Count.ShouldBe(1);
        var resume = bot.Discord.Gateway.Resumes.First().Payload["d"]!;
        (resume["token"]!.GetValue<string>(), resume["session_id"]!.GetValue<string>()).ShouldBe((DiscordStandIn.Token, "session-1"));
    }

    [Fact]
    public async Task An_asked_for_reconnect_is_a_resume()
    {
        await using var bot = await GatewayRunner.StartAsync();
        await bot.ReadyAsync();
        bot.Discord.Gateway.Send(GatewayStandIn.Op(7));
        await bot.ReadyAsync(2);

        bot.Discord.Gateway.ClientCloses.First().ShouldBe(4000);
        (bot.Discord.Gateway.Identifies.Count, bot.Discord.Gateway.Resumes.Count).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(true, 1, 1)]
    [InlineData(false, 2, 0)]
    public async Task An_invalid_session_is_resumed_only_if_that_is_said(bool canResume, int identifies, int resumes)
    {
        await using var bot = await GatewayRunner.StartAsync();
        await bot.ReadyAsync();
        bot.Discord.Gateway.Send(GatewayStandIn.Op(9, JsonValue.Create(canResume)));
        await bot.ReadyAsync(2);

        (bot.Discord.Gateway.Identifies.Count, bot.Discord.Gateway.Resumes.Count).ShouldBe((identifies, resumes));
        bot.Discord.Calls.Count(c => c.Path == "/gateway/bot").ShouldBe(1);
    }

    [Theory]
    [InlineData(4000, false)]
    [InlineData(4001, false)]
    [InlineData(4002, false)]
    [InlineData(4003, false)]
    [InlineData(4005, false)]
    [InlineData(4007, true)]
    [InlineData(4008, false)]
    [InlineData(4009, true)]
    [InlineData(1000, false)]
    [InlineData(1001, false)]
    [InlineData(4999, false)]
    public async Task Close_codes_that_allow_it_are_followed_by_another_connection(int code, bool isNew)
    {
        await using var bot = await GatewayRunner.StartAsync();
        await bot.ReadyAsync();
        bot.Discord.Gateway.Close(code);
        await bot.ReadyAsync(2);

        (bot.Discord.Gateway.Identifies.Count, bot.Discord.Gateway.Resumes.Count).ShouldBe(isNew ? (2, 0) : (1, 1));
    }

    [Theory]
    [InlineData(4004, "token")]
    [InlineData(4010, "shard")]
    [InlineData(4011, "shard")]
    [InlineData(4012, "version")]
    [InlineData(4013, "intents")]
    [InlineData(4014, "Message Content Intent")]
    public async Task Fatal_close_codes_stop_it_and_say_why(int code, string word)
    {
        await using var bot = await GatewayRunner.StartAsync(d => d.Gateway.Refusals.Enqueue(code));
        await Eventually.SoAsync(() => bot.Status.Now.State is DiscordState.Stopped, "stopped");

        bot.Status.Now.Problem.ShouldNotBeNull().ShouldContain(word);
        bot.Status.Now.Problem!.ShouldContain($"{code}");
        bot.Discord.Gateway.ConnectionCount.ShouldBe(1);
    }

    [Fact]
    public async Task Message_content_is_asked_for_only_if_it_is_set_and_its_refusal_said()
    {
        await using var refused = await GatewayRunner.StartAsync(configure: o => o.MessageContent = true);
        await Eventually.SoAsync(() => refused.Status.Now.State is DiscordState.Stopped, "stopped");
        refused.Status.Now.Problem!.ShouldContain("Discord:MessageContent");

        await using var allowed = await GatewayRunner.StartAsync(d => d.Gateway.MessageContentAllowed = true, o => o.MessageContent = true);
        await allowed.ReadyAsync();
        (allowed.Discord.Gateway.Identifies.Single().Payload["d"]!["intents"]!.GetValue<int>() & 32768).ShouldBe(32768);
    }

    [Fact]
    public async Task A_refused_token_stops_it_before_any_connection()
    {
        await using var bot = await GatewayRunner.StartAsync(configure: o => o.BotToken = "another");
        await Eventually.SoAsync(() => bot.Status.Now.State is DiscordState.Stopped, "stopped");

        bot.Discord.Calls.Count.ShouldBe(1);
        bot.Discord.Gateway.ConnectionCount.ShouldBe(0);
    }

    public static TheoryData<string> Steps => [.. Enum.GetNames<Step>()];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_cut_at_any_step_of_the_protocol_loses_and_doubles_nothing(string name)
    {
        var step = Enum.Parse<Step>(name);
        await using var bot = await GatewayRunner.StartAsync(d =>
        {
            // Steps of a resume need a session first.
            if (step is Step.OnResume or Step.MidReplay or Step.AfterResumed) d.Gateway.Cuts.Enqueue(Step.Never);
            d.Gateway.Cuts.Enqueue(step);
            d.Gateway.HeartbeatInterval = step is Step.OnHeartbeat ? TimeSpan.FromSeconds(5) : TimeSpan.FromHours(1);
        });
        await bot.ReadyAsync();
        bot.Discord.Gateway.Emit("MESSAGE_CREATE", Message("1"));
        bot.Discord.Gateway.Cut();
        bot.Discord.Gateway.Emit("MESSAGE_CREATE", Message("2"));
        await HeardAsync(bot, "1", "2");
    }

    [Fact]
    public async Task Refused_resumes_end_in_a_new_session()
    {
        await using var bot = await GatewayRunner.StartAsync(d => d.Gateway.RefusesResumes = true);
        await bot.ReadyAsync();
        bot.Discord.Gateway.Cut();
        await bot.ReadyAsync(2);

        (bot.Discord.Gateway.Identifies.Count, bot.Discord.Gateway.Resumes.Count).ShouldBe((2, 1));
    }

    [Fact]
    public async Task Failing_connections_come_ever_more_slowly()
    {
        await using var bot = await GatewayRunner.StartAsync(d =>
        {
            for (var i = 0; i < 6; i++) d.Gateway.Cuts.Enqueue(i % 2 == 0 ? Step.OnIdentify : Step.BeforeHello);
        });
        await bot.ReadyAsync();

        var moments = bot.Discord.Gateway.Moments.ToList();
        var opened = moments.Where(m => m.Opened).Select(m => m.At).ToList();
        opened.Count.ShouldBe(7);
        for (var i = 1; i < opened.Count; i++)
        {
            // The pause after the n-th failure is at least half of its step, and a new session at least one second away.
            var least = Math.Max(1, 0.25 * Math.Pow(2, i));
            TimeSpan.FromTicks(opened[i] - opened[i - 1]).TotalSeconds.ShouldBeGreaterThanOrEqualTo(least, $"connection {i}");
        }
    }

    [Fact]
    public async Task New_sessions_are_never_begun_faster_than_the_concurrency_allows()
    {
        await using var bot = await GatewayRunner.StartAsync(d =>
        {
            for (var i = 0; i < 3; i++) d.Gateway.Refusals.Enqueue(4009);
        });
        await bot.ReadyAsync();

        var identifies = bot.Discord.Gateway.Identifies.Select(i => i.At).ToList();
        identifies.Count.ShouldBe(4);
        // Five seconds between two, less what a busy machine adds to the arrival of the first: the clock here runs fast.
        identifies.Zip(identifies.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First >= TimeSpan.FromSeconds(2.5).Ticks);
    }

    [Fact]
    public async Task Used_up_sessions_are_waited_for()
    {
        await using var bot = await GatewayRunner.StartAsync(d => (d.Remaining, d.ResetAfter) = (0, TimeSpan.FromSeconds(20)));
        await Eventually.SoAsync(() => !bot.Discord.Calls.IsEmpty, "the budget asked for");
        bot.Discord.Gateway.ConnectionCount.ShouldBe(0);
        bot.Discord.Remaining = 5;
        await bot.ReadyAsync();

        bot.Discord.Calls.Count(c => c.Path == "/gateway/bot").ShouldBeGreaterThan(1);
        (bot.Discord.Calls.Last().At - bot.Discord.Calls.First().At).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_slow_handler_does_not_stop_the_heart_or_the_ear()
    {
        await using var bot = await GatewayRunner.StartAsync();
        await bot.ReadyAsync();
        for (var i = 0; i < 200; i++) bot.Discord.Gateway.Emit("MESSAGE_CREATE", Message($"{i}"));
        bot.Discord.Gateway.Emit("SOMETHING_NEW", new JsonObject { ["odd"] = true });
        bot.Discord.Gateway.Send(new JsonObject { ["op"] = 99, ["d"] = "?" });
        bot.Discord.Gateway.Emit("MESSAGE_CREATE", Message("last"));
        await Eventually.SoAsync(() => bot.MessagesHeard.Contains("last"), "the last message");

        bot.MessagesHeard.Count.ShouldBe(201);
        bot.Discord.Gateway.ConnectionCount.ShouldBe(1);
    }

    [Fact]
    public async Task Shutting_down_closes_with_1000_and_forgets_the_session()
    {
        var sessions = new MemorySessions();
        await using var bot = await GatewayRunner.StartAsync(sessions: sessions);
        await bot.ReadyAsync();
        await sessions.SaveAsync("bot", new GatewaySession("session-1", "ws://x", 1, "b", "B"), CancellationToken.None);
        await bot.StopAsync();

        await Eventually.SoAsync(() => !bot.Discord.Gateway.ClientCloses.IsEmpty, "the close frame");
        bot.Discord.Gateway.ClientCloses.Single().ShouldBe(1000);
        (await sessions.LoadAsync("bot", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_process_that_died_goes_on_with_its_session()
    {
        var discord = await DiscordStandIn.StartAsync(new PacedTime());
        await using var first = await GatewayRunner.StartAsync(discord: discord);
        await first.ReadyAsync();
        discord.Gateway.Emit("MESSAGE_CREATE", Message("1"));
        await HeardAsync(first, "1");
        var session = first.Heard.Last().Session with { Sequence = first.Heard.Last().Sequence };
        discord.Gateway.Emit("MESSAGE_CREATE", Message("2"));

        var sessions = new MemorySessions();
        await sessions.SaveAsync("bot", session, CancellationToken.None);
        await using var second = await GatewayRunner.StartAsync(discord: discord, sessions: sessions);
        await HeardAsync(second, "2");
        discord.Gateway.Identifies.Count.ShouldBe(1);
    }

    [SkippableFact]
    public async Task What_it_sends_is_as_the_published_schema_says()
    {
        Skip.If(JsonSchema.Folder is null, "the published specs are not on this machine");
        var schema = JsonSchema.Read("discord-gateway.schema.json");
        await using var bot = await GatewayRunner.StartAsync(d => d.Gateway.HeartbeatInterval = TimeSpan.FromSeconds(10));
        await bot.ReadyAsync();
        await Eventually.SoAsync(() => bot.Discord.Gateway.Heartbeats > 0, "a heartbeat");
        bot.Discord.Gateway.Cut();
        await bot.ReadyAsync(2);

        foreach (var payload in bot.Discord.Gateway.Received)
            schema.Check(JsonElement.Parse(payload.ToJsonString()), "#/definitions/GatewaySendPayload").ShouldBeEmpty(payload.ToJsonString());
    }

    private static Task HeardAsync(GatewayRunner bot, params string[] ids) => HeardAsync(bot, ids.ToList());

    private static async Task HeardAsync(GatewayRunner bot, List<string> ids)
    {
        await Eventually.SoAsync(() => ids.TrueForAll(bot.MessagesHeard.Contains), $"messages {string.Join(", ", ids)}; heard {string.Join(", ", bot.MessagesHeard)}");
        // Each is heard once, in its order; what a resume sends again is only what had not come.
        bot.MessagesHeard.Where(ids.Contains).ShouldBe(ids);
    }

    private static JsonObject Message(string id) => new() { ["id"] = id, ["channel_id"] = DiscordStandIn.ChannelId, ["content"] = $"message {id}" };
}
