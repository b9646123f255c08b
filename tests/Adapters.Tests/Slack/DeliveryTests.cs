using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Slack.Client;
using PmBot.Adapters.Tests.BotFramework.StandIns;
using PmBot.Adapters.Tests.Slack.StandIns;
using PmBot.Adapters.Tests.Support;

namespace PmBot.Adapters.Tests.Slack;

/// <summary>What goes out, while Slack limits, fails and breaks off.</summary>
public sealed class DeliveryTests
{
    public static TheoryData<string> Troubles => ["limited", "ok:false", "500", "cut before", "cut after"];

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Nothing_is_lost_doubled_or_reordered(string trouble)
    {
        await using var bot = await SlackHost.StartAsync(async (turn, ct) =>
        {
            for (var i = 1; i <= 3; i++) await turn.SendAsync(new() { Text = $"{turn.Activity.Text} {i}", TextFormat = "plain" }, ct);
        }, time: new PacedTime(5, DateTimeOffset.UtcNow));
        for (var i = 0; i < 2; i++)
        {
            switch (trouble)
            {
                case "limited":
                    bot.Slack.Limit("chat.postMessage", 1);
                    break;
                case "ok:false":
                    bot.Slack.Error("chat.postMessage", "internal_error");
                    break;
                case "500":
                    bot.Slack.Status("chat.postMessage", 503);
                    break;
                case "cut before":
                    bot.Slack.CutBefore("chat.postMessage");
                    break;
                default:
                    bot.Slack.CutAfter("chat.postMessage");
                    break;
            }
        }

        (await bot.EventAsync(EndpointTests.Message("a", "D0ANA", "1700000000.000100", type: "im"))).Dispose();
        (await bot.EventAsync(EndpointTests.Message("b", "D0ANA", "1700000000.000200", type: "im"))).Dispose();

        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count >= 6, "six messages");
        bot.Slack.Messages.Select(m => m["text"]!.GetValue<string>()).ShouldBe(["a 1", "a 2", "a 3", "b 1", "b 2", "b 3"]);
    }

    [Fact]
    public async Task A_limit_rests_the_method_for_the_whole_workspace_and_no_longer_than_it_says()
    {
        await using var bot = await SlackHost.StartEchoAsync();
        bot.Slack.Limit("chat.postMessage", 1);

        (await bot.EventAsync(EndpointTests.Message("a", "D0ANA", "1700000000.000100", type: "im"))).Dispose();
        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "chat.postMessage"), "the refused one");
        (await bot.EventAsync(EndpointTests.Message("b", "D0LUIS", "1700000000.000200", type: "im"))).Dispose();

        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 2, "both");
        var posts = bot.Slack.CallsOf("chat.postMessage");
        posts.Count.ShouldBe(3);
        (posts[1].At - posts[0].At).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(900));
    }

    [Fact]
    public async Task A_channel_gets_a_burst_and_then_about_a_message_a_second()
    {
        await using var bot = await SlackHost.StartAsync(async (turn, ct) =>
        {
            for (var i = 1; i <= 6; i++) await turn.SendAsync(new() { Text = $"{i}", TextFormat = "plain" }, ct);
        });

        (await bot.EventAsync(EndpointTests.Message("a", "D0ANA", "1700000000.000100", type: "im"))).Dispose();

        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 6, "all six");
        var posts = bot.Slack.CallsOf("chat.postMessage");
        (posts[5].At - posts[0].At).ShouldBeGreaterThan(TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public async Task Of_a_burst_three_go_at_once_the_next_waits_and_who_would_wait_for_long_is_sent_away()
    {
        var time = new TestTime(new DateTimeOffset(2026, 3, 3, 9, 30, 0, TimeSpan.Zero));
        var rates = new SlackRates(time);
        for (var i = 0; i < 3; i++) rates.EnterChannelAsync("T1", "C1", default).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
        var fourth = rates.EnterChannelAsync("T1", "C1", default).AsTask();
        var fifth = rates.EnterChannelAsync("T1", "C1", default).AsTask();

        rates.EnterChannelAsync("T1", "C2", default).AsTask().IsCompletedSuccessfully.ShouldBeTrue("another channel has a pace of its own");
        (await Should.ThrowAsync<DeliveryException>(rates.EnterChannelAsync("T1", "C1", default).AsTask())).RetryAfter.ShouldBe(TimeSpan.FromSeconds(3));
        (fourth.IsCompleted, fifth.IsCompleted).ShouldBe((false, false));
        time.Advance(TimeSpan.FromSeconds(1));
        await fourth;
        fifth.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        await fifth;
    }

    [Fact]
    public async Task Blocks_that_Slack_refuses_are_said_in_words()
    {
        await using var bot = await SlackHost.StartAsync((turn, ct) => turn.SendAsync(
            new() { Summary = "#7 Revisar logs", Attachments = [new() { ContentType = Attachment.AdaptiveCard, Content = JsonElement.Parse("""{"type":"AdaptiveCard","body":[{"type":"Image","url":"https://example.com/a.png","altText":"a"}]}""") }] }, ct));
        bot.Slack.Error("chat.postMessage", "invalid_blocks");

        (await bot.EventAsync(EndpointTests.Message("a", "D0ANA", "1700000000.000100", type: "im"))).Dispose();

        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count == 1, "words");
        bot.Slack.Messages[0]["text"]!.GetValue<string>().ShouldBe("#7 Revisar logs");
        bot.Slack.Messages[0]["blocks"].ShouldBeNull();
    }

    [Fact]
    public async Task A_message_of_several_pages_goes_on_where_it_broke_off()
    {
        var body = new JsonArray([.. Enumerable.Range(1, 120).Select(i => (JsonNode)new JsonObject { ["type"] = "TextBlock", ["text"] = $"línea {i}" })]);
        var card = new JsonObject { ["type"] = "AdaptiveCard", ["body"] = body };
        await using var bot = await SlackHost.StartAsync((turn, ct) =>
            turn.SendAsync(new() { Summary = "s", Attachments = [new() { ContentType = Attachment.AdaptiveCard, Content = JsonElement.Parse(card.ToJsonString()) }] }, ct));
        // The second page arrives, and that it did is not heard of; then Slack is away for a moment.
        bot.Slack.Pass("chat.postMessage");
        bot.Slack.CutAfter("chat.postMessage");
        bot.Slack.Status("conversations.history", 503);

        (await bot.EventAsync(EndpointTests.Message("a", "D0ANA", "1700000000.000100", type: "im"))).Dispose();

        await bot.Slack.UntilAsync(_ => bot.Slack.Messages.Count >= 3, "three pages");
        var lines = bot.Slack.Messages.SelectMany(m => m["blocks"]!.AsArray().Select(b => b!["text"]!["text"]!.GetValue<string>())).ToList();
        lines.ShouldBe(Enumerable.Range(1, 120).Select(i => $"línea {i}"));
    }

    [Fact]
    public async Task What_one_person_alone_sees_goes_on_with_the_page_that_failed()
    {
        var text = string.Join('\n', Enumerable.Range(1, 900).Select(i => $"línea {i:D3}"));
        await using var bot = await SlackHost.StartAsync((turn, ct) => turn.SendAsync(new() { Text = text, TextFormat = "plain" }, ct));
        bot.Slack.Fail("response_url", (_, context) => context.Response.WriteAsync("ok"));
        bot.Slack.Status("response_url", 503);

        (await bot.CommandAsync("todo")).Dispose();

        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "response_url" && x["text"]!.EndsWith("900", StringComparison.Ordinal)), "the last page");
        var pages = bot.Slack.CallsOf("response_url").Select(c => c["text"]!).ToList();
        pages[2].ShouldBe(pages[1], "the one that failed");
        string.Join('\n', pages.Distinct(StringComparer.Ordinal)).ShouldBe(text);
        pages.Count.ShouldBe(pages.Distinct(StringComparer.Ordinal).Count() + 1);
    }

    [Fact]
    public async Task A_new_version_of_what_one_person_alone_sees_goes_on_with_the_page_that_failed_too()
    {
        var text = string.Join('\n', Enumerable.Range(1, 900).Select(i => $"línea {i:D3}"));
        await using var bot = await SlackHost.StartEchoAsync();
        var sender = bot.Services.GetRequiredService<IChannelSender>();
        var place = Place($$"""{"team":"{{SlackStandIn.Team}}","channel":"C0GENERAL","onlyFor":"U0ANA","responseUrl":"{{bot.Slack.Url}}/actions/1/r1","responseUntil":"{{DateTimeOffset.UtcNow.AddMinutes(20):O}}"}""");
        Activity Version() => new() { Type = ActivityTypes.Message, Id = "t1#2", Text = text, TextFormat = "plain" };
        bot.Slack.Fail("response_url", (_, context) => context.Response.WriteAsync("ok"));
        bot.Slack.Status("response_url", 503);

        (await Should.ThrowAsync<DeliveryException>(() => sender.UpdateAsync(place, "m1", Version(), default))).IsTransient.ShouldBeTrue();
        await sender.UpdateAgainAsync(place, "m1", Version(), default);

        var calls = bot.Slack.CallsOf("response_url");
        calls.Count(c => c.Arguments["replace_original"]!.GetValue<bool>()).ShouldBe(1, "the one that was pressed");
        var pages = calls.Select(c => c["text"]!).ToList();
        pages[2].ShouldBe(pages[1], "the one that failed");
        string.Join('\n', pages.Distinct(StringComparer.Ordinal)).ShouldBe(text);
    }

    [Fact]
    public async Task What_another_process_may_have_brought_is_looked_for_before_it_is_sent()
    {
        await using var bot = await SlackHost.StartEchoAsync();
        var sender = bot.Services.GetRequiredService<IChannelSender>();
        Activity Message(string key) => new() { Type = ActivityTypes.Message, Id = key, Text = key, TextFormat = "plain", Timestamp = DateTimeOffset.UtcNow };
        var place = Place($$"""{"team":"{{SlackStandIn.Team}}","channel":"D0ANA"}""");
        var first = await sender.SendAsync(place, Message("brought"), default);

        (await sender.SendAgainAsync(place, Message("brought"), default)).ShouldBe(first);
        await sender.SendAgainAsync(place, Message("not yet"), default);

        bot.Slack.Messages.Select(m => m["text"]!.GetValue<string>()).ShouldBe(["brought", "not yet"]);
        sender.TellsDuplicates(place, Message("x"), TimeSpan.FromHours(1)).ShouldBeTrue();
        sender.TellsDuplicates(Place($$"""{"team":"{{SlackStandIn.Team}}","channel":"C0GENERAL","onlyFor":"U0ANA"}"""), Message("x"), TimeSpan.Zero).ShouldBeFalse("what one person sees cannot be found again");
    }

    [Theory]
    [InlineData("channel_not_found", true)]
    [InlineData("is_archived", true)]
    [InlineData("not_in_channel", true)]
    [InlineData("token_revoked", false)]
    [InlineData("msg_too_long", false)]
    [InlineData("internal_error", false)]
    public async Task A_refusal_says_whether_the_place_is_gone(string code, bool isGone)
    {
        await using var bot = await SlackHost.StartEchoAsync();
        bot.Slack.Error("chat.postMessage", code);
        var reference = new ConversationReference
        {
            Adapter = "slack", ChannelId = "slack", Conversation = new ConversationAccount { Id = "T0TEAM/C0GENERAL", TenantId = SlackStandIn.Team, IsGroup = true },
            ChannelData = JsonSerializer.SerializeToElement(new { team = SlackStandIn.Team, channel = "C0GENERAL" }),
        };

        var sender = bot.Services.GetServices<IChannelSender>().Single(s => s.Adapter == "slack");
        var refused = await Should.ThrowAsync<DeliveryException>(sender.SendAsync(reference, new Activity { Type = ActivityTypes.Message, Text = "hola" }, CancellationToken.None));

        (refused.Code, refused.IsGone).ShouldBe((code, isGone));
    }

    [Fact]
    public async Task A_revoked_token_is_no_reason_to_try_for_ever()
    {
        await using var bot = await SlackHost.StartEchoAsync();
        bot.Slack.Tokens.Clear();

        (await bot.EventAsync(EndpointTests.Message("a", "D0ANA", "1700000000.000100", type: "im"))).Dispose();

        await bot.Slack.UntilAsync(c => c.Any(x => x.Method == "auth.test"), "a look");
        bot.Slack.CallsOf("chat.postMessage").ShouldBeEmpty();
    }

    private static ConversationReference Place(string data) =>
        new() { Adapter = "slack", ChannelId = "slack", Conversation = new ConversationAccount { Id = "c" }, ChannelData = JsonElement.Parse(data) };
}
