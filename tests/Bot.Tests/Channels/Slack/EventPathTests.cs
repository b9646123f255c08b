using System.Text.Json.Nodes;
using PmBot.Adapters.Tests.Slack.StandIns;

namespace PmBot.Bot.Tests.Channels.Slack;

/// <summary>Events besides what people say: who comes, who changes, what is shared, over the real bot.</summary>
public sealed class EventPathTests
{
    [Fact]
    public async Task A_channel_that_the_bot_is_invited_into_is_greeted_once_and_others_who_join_are_left_in_peace()
    {
        await using var bot = await SlackService.StartAsync();
        var joined = new JsonObject { ["type"] = "member_joined_channel", ["user"] = SlackStandIn.BotUser, ["channel"] = "C0NEW", ["channel_type"] = "C", ["team"] = SlackStandIn.Team, ["inviter"] = "U0ANA" };
        await bot.EventAsync(joined, "EvJOIN");
        await bot.EventAsync(joined, "EvJOIN");
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "a greeting");

        // Taken out and invited again, and somebody else comes.
        await bot.EventAsync(joined);
        joined["user"] = "U0LUIS";
        await bot.EventAsync(joined);
        await bot.SayAsync($"<@{SlackStandIn.BotUser}> cómo va la 7", "C0NEW", "1700000000.000100");

        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Any(m => m["thread_ts"] is not null), "an answer");
        bot.Slack.Messages.Count.ShouldBe(2);
        bot.Slack.Messages[0]["channel"]!.GetValue<string>().ShouldBe("C0NEW");
        bot.Slack.Messages[0]["text"]!.GetValue<string>().ShouldContain("PmBot");
        bot.Slack.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_profile_is_asked_for_again_once_it_has_changed()
    {
        await using var bot = await SlackService.StartAsync();
        await bot.SayAsync("cómo va la 7", "D0ANA", "1700000000.000100");
        await bot.SayAsync("cómo va la 7", "D0ANA", "1700000000.000200");
        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 2, "two answers");
        AskedFor(bot, "U0ANA").ShouldBe(1);

        await bot.EventAsync(new() { ["type"] = "user_change", ["user"] = new JsonObject { ["id"] = "U0ANA", ["name"] = "ana" } });
        await bot.SayAsync("cómo va la 7", "D0ANA", "1700000000.000300");

        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 3, "the third answer");
        AskedFor(bot, "U0ANA").ShouldBe(2);
    }

    [Fact]
    public async Task A_link_in_a_message_that_is_still_being_written_is_shown_to_its_writer()
    {
        await using var bot = await SlackService.StartAsync();

        await bot.EventAsync(new()
        {
            ["type"] = "link_shared", ["user"] = "U0ANA", ["channel"] = "COMPOSER", ["message_ts"] = "8a2b6c1e-composer", ["unfurl_id"] = "8a2b6c1e-composer", ["source"] = "composer",
            ["is_bot_user_member"] = false, ["links"] = new JsonArray(new JsonObject { ["domain"] = "pm.example", ["url"] = "https://pm.example/t/7" }),
        });

        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.unfurl"), "an unfurling");
        var unfurl = bot.Slack.CallsOf("chat.unfurl").ShouldHaveSingleItem();
        (unfurl["unfurl_id"], unfurl["source"], unfurl["channel"], unfurl["ts"]).ShouldBe(("8a2b6c1e-composer", "composer", null, null));
        unfurl.Arguments["unfurls"]!["https://pm.example/t/7"]!.ToJsonString().ShouldContain("Filtro por color");
        // There is no channel of that name to ask for.
        bot.Slack.CallsOf("conversations.info").ShouldBeEmpty();
        bot.Slack.Messages.ShouldBeEmpty();
        bot.Slack.Faults.ShouldBeEmpty();
    }

    private static int AskedFor(SlackService bot, string user) => bot.Slack.CallsOf("users.info").Count(c => c["user"] == user);
}
