using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Slack;
using PmBot.Adapters.Slack.Client;
using PmBot.Adapters.Tests.BotFramework.StandIns;
using PmBot.Adapters.Tests.Slack.StandIns;

namespace PmBot.Adapters.Tests.Slack;

/// <summary>Messages that are too long for one: fifty blocks a page.</summary>
public sealed class PageTests
{
    private static readonly ConversationReference There =
        new() { Adapter = "slack", ChannelId = "slack", Conversation = new ConversationAccount { Id = "c" }, ChannelData = JsonElement.Parse($$"""{"team":"{{SlackStandIn.Team}}","channel":"C0GENERAL"}""") };

    [Fact]
    public async Task An_update_goes_page_by_page_and_leaves_none_that_is_stale()
    {
        await using var bot = await SlackHost.StartEchoAsync();
        var sender = bot.Services.GetRequiredService<IChannelSender>();
        var id = await sender.SendAsync(There, Lines(120, "a", "k1"), default);
        Shown(bot).ShouldBe(Expected(120, "a"));
        await sender.SendAsync(There, new Activity { Type = ActivityTypes.Message, Id = "other", Text = "of somebody else", TextFormat = "plain" }, default);

        // Fewer, none but one, and more than ever: by any of its ids, also by that of a page that is gone.
        var last = bot.Slack.Messages[2]["ts"]!.GetValue<string>();
        (await sender.UpdateAsync(There, last, Lines(70, "b", "k2"), default)).ShouldBe(id);
        Shown(bot).ShouldBe([.. Expected(70, "b"), "of somebody else"]);
        await sender.UpdateAsync(There, id!, Lines(3, "c", "k3"), default);
        Shown(bot).ShouldBe([.. Expected(3, "c"), "of somebody else"]);
        await sender.UpdateAsync(There, last, Lines(160, "d", "k4"), default);
        Shown(bot).ShouldBe([.. Expected(50, "d"), "of somebody else", .. Expected(160, "d").Skip(50)]);
        bot.Slack.Messages[0]["ts"]!.GetValue<string>().ShouldBe(id);

        await sender.DeleteAsync(There, id!, default);
        Shown(bot).ShouldBe(["of somebody else"]);
    }

    [Fact]
    public async Task A_message_of_one_page_grows_and_shrinks_to_words_without_its_old_blocks()
    {
        await using var bot = await SlackHost.StartEchoAsync();
        var sender = bot.Services.GetRequiredService<IChannelSender>();
        var id = await sender.SendAsync(There, Lines(3, "a", "k1"), default);

        await sender.UpdateAsync(There, id!, Lines(60, "b", "k2"), default);
        Shown(bot).ShouldBe(Expected(60, "b"));
        await sender.UpdateAsync(There, id!, new Activity { Type = ActivityTypes.Message, Id = "k3", Text = "done", TextFormat = "plain" }, default);

        Shown(bot).ShouldBe(["done"]);
        bot.Slack.CallsOf("chat.update")[^1].Arguments["blocks"]!.AsArray().ShouldBeEmpty("what is not named stays as it was");
    }

    [Theory]
    [InlineData("chat.postMessage")]
    [InlineData("chat.delete")]
    [InlineData("chat.update")]
    public async Task An_update_that_is_cut_off_anywhere_is_gone_on_with_by_another_instance(string method)
    {
        await using var bot = await SlackHost.StartEchoAsync();
        var (here, elsewhere) = (Instance(bot), Instance(bot));
        var id = await here.SendAsync(There, Lines(method is "chat.delete" ? 160 : 60, "a", "k1"), default);
        // What was asked for arrives; that it did is not heard of.
        bot.Slack.CutAfter(method);

        await Should.ThrowAsync<DeliveryException>(here.UpdateAsync(There, id!, Lines(110, "b", "k2"), default));
        await elsewhere.UpdateAgainAsync(There, id!, Lines(110, "b", "k2"), default);

        Shown(bot).ShouldBe(Expected(110, "b"));
    }

    [Fact]
    public async Task What_was_written_down_of_a_message_is_not_posted_again_by_another_instance_that_may_not_read()
    {
        await using var bot = await SlackHost.StartEchoAsync();
        var (here, elsewhere) = (Instance(bot), Instance(bot));
        bot.Slack.Pass("chat.postMessage");
        bot.Slack.Status("chat.postMessage", 503);
        bot.Slack.Error("conversations.history", "missing_scope");

        await Should.ThrowAsync<DeliveryException>(here.SendAsync(There, Lines(120, "a", "k1"), default));
        var id = await elsewhere.SendAgainAsync(There, Lines(120, "a", "k1"), default);

        Shown(bot).ShouldBe(Expected(120, "a"));
        await elsewhere.UpdateAsync(There, id!, Lines(55, "b", "k2"), default);
        Shown(bot).ShouldBe(Expected(55, "b"));
    }

    /// <summary>An instance that has run for long; what the instances share is the store.</summary>
    private static SlackSender Instance(SlackHost bot)
    {
        var services = bot.Services;
        var time = new TestTime(DateTimeOffset.UtcNow.AddDays(-1));
        var pages = new SlackPages(
            services.GetRequiredService<SlackClient>(), services.GetRequiredService<SlackTeams>(), services.GetRequiredService<SlackRates>(), services.GetRequiredService<IMessagePages>(), time, NullLogger<SlackPages>.Instance);
        var sender = new SlackSender(services.GetRequiredService<SlackClient>(), services.GetRequiredService<SlackTeams>(), services.GetRequiredService<SlackDirectory>(), pages, time, NullLogger<SlackSender>.Instance);
        time.Advance(TimeSpan.FromDays(1));
        return sender;
    }

    private static Activity Lines(int count, string mark, string key)
    {
        var body = new JsonArray([.. Expected(count, mark).Select(t => (JsonNode)new JsonObject { ["type"] = "TextBlock", ["text"] = t })]);
        var card = new JsonObject { ["type"] = "AdaptiveCard", ["body"] = body };
        return new() { Type = ActivityTypes.Message, Id = key, Summary = "s", Attachments = [new() { ContentType = Attachment.AdaptiveCard, Content = JsonElement.Parse(card.ToJsonString()) }] };
    }

    private static List<string> Expected(int count, string mark) => [.. Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{mark} {i}"))];

    private static List<string> Shown(SlackHost bot) =>
        [.. bot.Slack.Messages.SelectMany(m => m["blocks"] is JsonArray { Count: > 0 } blocks ? blocks.Select(b => b!["text"]!["text"]!.GetValue<string>()) : [m["text"]!.GetValue<string>()])];
}
