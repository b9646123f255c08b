using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Discord.Gateway;
using PmBot.Adapters.Discord.Rendering;
using PmBot.Adapters.Tests.Discord.StandIns;

namespace PmBot.Adapters.Tests.Discord;

/// <summary>What nobody expects of a store, or of Discord.</summary>
public sealed class UnplannedTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_presses_a_long_button_while_its_store_is_away_or_hangs_is_told_to_try_again(bool hangs)
    {
        await using var bot = await DiscordHost.StartAsync((_, _) => Task.CompletedTask, new AbsentData(hangs));

        var answer = await bot.Use(3, new JsonObject { ["custom_id"] = "S0:kept", ["component_type"] = 2 }).Answered;
        var after = await bot.Use(2, new JsonObject { ["name"] = "nothing", ["type"] = 1 }).Answered;

        answer["type"]!.GetValue<int>().ShouldBe(4);
        answer["data"]!["content"]!.GetValue<string>().ShouldBe("discord.slow es-ES");
        answer["data"]!["flags"]!.GetValue<int>().ShouldBe(64);
        PayloadRules.OfCallback(answer).ShouldBeEmpty();
        after["data"]!["content"]!.GetValue<string>().ShouldBe("discord.unknown es-ES");
    }

    [Theory]
    [InlineData("""{"url":7}""", null)]
    [InlineData("""{"url":null}""", null)]
    [InlineData("""[]""", null)]
    [InlineData("""{"url":"wss://x","session_start_limit":{"remaining":"many","reset_after":null,"max_concurrency":0}}""", "wss://x")]
    [InlineData("""{"url":"wss://x","session_start_limit":7}""", "wss://x")]
    public void An_answer_of_other_types_than_published_names_no_gateway_and_breaks_nothing(string answer, string? url)
    {
        var info = GatewayInfo.Read(JsonElement.Parse(answer));

        info?.Url.ShouldBe(url);
        (info is null).ShouldBe(url is null);
        if (info is not null) (info.Remaining, info.MaxConcurrency).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData("""{"op":"0"}""", false)]
    [InlineData("""{"op":1.5}""", false)]
    [InlineData("""{"op":null}""", false)]
    [InlineData("[]", false)]
    [InlineData("{", false)]
    [InlineData("""{"op":0,"s":"7","t":7,"d":null}""", true)]
    public void What_is_no_payload_of_the_gateway_is_left_alone(string json, bool isOne) => (GatewayPayload.Read(System.Text.Encoding.UTF8.GetBytes(json)) is not null).ShouldBe(isOne);

    [Fact]
    public void A_text_of_the_gateway_that_was_cut_within_a_character_is_read_but_for_that()
    {
        var payload = GatewayPayload.Read("""{"op":0,"s":7,"t":"MESSAGE_CREATE","d":{"content":"a\ud83d b\ud83d\ude00 \\ud83d"}}"""u8).ShouldNotBeNull();

        payload.Data.GetProperty("content").GetString().ShouldBe("a\ufffd b😀 \\ud83d");
    }

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x22, 0x61, 0x22 }, "a")]
    [InlineData(new byte[] { 0x22, 0x61, 0xFF, 0x22 }, "a\ufffd")]
    [InlineData(new byte[] { 0x22, 0xE1, 0x22 }, "\ufffd")]
    [InlineData(new byte[] { 0x22, 0x00, 0x61, 0x00, 0x22, 0x00 }, null)]
    public void Bytes_that_are_no_text_cost_no_more_than_themselves(byte[] json, string? text) => Adapters.Activities.LenientJson.Parse(json)?.GetString().ShouldBe(text);

    [Fact]
    public async Task The_gateway_outlives_a_store_and_an_event_that_fail_in_ways_that_nobody_foresaw()
    {
        await using var bot = await GatewayRunner.StartAsync(sessions: new StrangeSessions());
        await bot.ReadyAsync();
        bot.OnTake = d =>
        {
            if (d.Event is "MESSAGE_CREATE" && d.Data.GetProperty("id").GetString() is "1") throw new InvalidCastException("unforeseen");
        };

        bot.Discord.Gateway.Emit("MESSAGE_CREATE", new JsonObject { ["id"] = "1", ["channel_id"] = "5", ["content"] = "a" });
        await bot.ReadyAsync(2);
        bot.Discord.Gateway.Emit("MESSAGE_CREATE", new JsonObject { ["id"] = "2", ["channel_id"] = "5", ["content"] = "b" });

        await Eventually.SoAsync(() => bot.MessagesHeard.Contains("2", StringComparer.Ordinal), "the next message");
        bot.Status.Now.State.ShouldBe(Adapters.Discord.DiscordState.Ready);
    }

    /// <summary>The first look-up ends as if the service did, which it does not.</summary>
    private sealed class StrangeSessions : IGatewaySessions
    {
        private int asked;

        public ValueTask<GatewaySession?> LoadAsync(string application, CancellationToken cancellationToken) =>
            Interlocked.Increment(ref asked) is 1 ? throw new OperationCanceledException("a command of the store ran out of time") : ValueTask.FromResult<GatewaySession?>(null);

        public ValueTask SaveAsync(string application, GatewaySession? session, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }

    private sealed class AbsentData(bool hangs) : IComponentData
    {
        public ValueTask KeepAsync(IReadOnlyList<KeptData> data, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public async ValueTask<string?> FindAsync(string id, CancellationToken cancellationToken)
        {
            if (!hangs) throw new InvalidOperationException("The store is away.");
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            return null;
        }
    }
}
