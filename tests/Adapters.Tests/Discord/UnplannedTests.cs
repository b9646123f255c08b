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
