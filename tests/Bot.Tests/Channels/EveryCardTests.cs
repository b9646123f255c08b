using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PmBot.Adapters.Activities;
using PmBot.Adapters.BotFramework;
using PmBot.Adapters.Discord.Rendering;
using PmBot.Adapters.Slack;
using PmBot.Adapters.Slack.Rendering;
using PmBot.Adapters.Tests.BotFramework.StandIns;
using PmBot.Adapters.Tests.Discord;
using PmBot.Adapters.Tests.Discord.StandIns;
using PmBot.Adapters.Tests.Slack.StandIns;
using PmBot.Bot.Rendering;
using PmBot.Bot.Replies;
using PmBot.Bot.Tests.Rendering;

namespace PmBot.Bot.Tests.Channels;

/// <summary>Every card of the bot as each channel sends it, with words that nobody would write: within limits of our own always, and as published where the specifications are on this machine.</summary>
public sealed class EveryCardTests
{
    private const string NotHere = "The published specifications are not on this machine.";

    private static readonly Config Thousand = Config.QuickThrowOnFailure.WithMaxTest(1_000);
    private static readonly Lazy<JsonSchema> BlockKitSchema = new(() => JsonSchema.Read("slack-block-kit.schema.json"));
    private static readonly Lazy<Swagger> BotFramework = new(() => Swagger.Read(Path.Combine(JsonSchema.Folder!, "..", "botframework", "botframework.json")));

    [Fact]
    public void In_Slack_it_is_within_the_limits_and_calls_nobody() => Prop.ForAll(AdaptiveCardTests.Replies.ToArbitrary(), reply =>
    {
        foreach (var sent in SlackMessages(reply))
        {
            BlockKit.MessageFaults(sent).ShouldBeEmpty(sent.ToJsonString());
            // What people wrote as a link stays what they wrote.
            sent.ToJsonString().ShouldNotContain("\\u003Chttp");
        }
    }).Check(Thousand);

    [SkippableFact]
    public void In_Slack_it_is_of_the_published_schema()
    {
        Skip.If(JsonSchema.Folder is null, NotHere);
        Prop.ForAll(AdaptiveCardTests.Replies.ToArbitrary(), reply =>
        {
            foreach (var block in SlackMessages(reply).SelectMany(m => m["blocks"]?.AsArray() ?? []))
                BlockKitSchema.Value.Check(Json(block!), $"#/definitions/{BlockName(block!)}").ShouldBeEmpty(block!.ToJsonString());
        }).Check(Thousand);
    }

    /// <remarks>The published description is part of the rules, where it is on this machine.</remarks>
    [Fact]
    public void In_Discord_it_is_within_the_limits_as_a_new_message_and_in_place_of_an_old_one() => Prop.ForAll(AdaptiveCardTests.Replies.ToArbitrary(), reply =>
    {
        foreach (var features in new[] { DiscordRenderer.Features, DiscordRenderer.Features with { Shared = true } })
        {
            foreach (var activity in ReplyRenderer.Render(reply, "es", features))
            {
                foreach (var message in DiscordRenderer.Render(activity, "Elige…").Messages) PayloadRules.OfMessage(message).ShouldBeEmpty(message.ToJsonString());
                var edit = DiscordRenderer.RenderOne(activity, "Elige…").Messages.ShouldHaveSingleItem();
                PayloadRules.OfMessage(edit, "MessageEditRequestPartial").ShouldBeEmpty(edit.ToJsonString());
                PayloadRules.OfMessage(edit, "IncomingWebhookUpdateRequestPartial").ShouldBeEmpty(edit.ToJsonString());
            }
        }
    }).Check(Thousand);

    [Fact]
    public void In_Teams_it_is_a_card_that_Teams_shows_in_a_message_of_28_KB_at_most() => Prop.ForAll(AdaptiveCardTests.Replies.ToArbitrary(), reply =>
    {
        foreach (var activity in TeamsMessages(reply))
        {
            // Too large a card is left out for the text; with these contents that must not be the way out.
            CardSchema.Faults(activity.Attachments.ShouldHaveSingleItem().Content!.Value).ShouldBeEmpty();
            OutgoingActivity.ToJson(activity).Length.ShouldBeLessThanOrEqualTo(28 * 1024);
        }
    }).Check(Thousand);

    [SkippableFact]
    public void In_Teams_it_is_an_activity_as_published()
    {
        Skip.If(JsonSchema.Folder is null, NotHere);
        Prop.ForAll(AdaptiveCardTests.Replies.ToArbitrary(), reply =>
        {
            foreach (var activity in TeamsMessages(reply)) BotFramework.Value.Check(JsonElement.Parse(OutgoingActivity.ToJson(activity).Span), "Activity").ShouldBeEmpty();
        }).Check(Thousand);
    }

    [Fact]
    public void In_Teams_a_long_text_is_cut_into_messages_of_28_KB_at_most_whatever_its_letters()
    {
        foreach (var letter in new[] { "a", "ñ", "漢", "🙃" })
        {
            foreach (var activity in ReplyRenderer.Render(new Reply(string.Concat(Enumerable.Repeat(letter, 40_000))), "es", ChannelFeatureTable.Of(In("personal"))))
                Encoding.UTF8.GetByteCount(activity.Text!).ShouldBeLessThanOrEqualTo(27 * 1024);
        }
    }

    private static IEnumerable<JsonObject> SlackMessages(Reply reply) => ReplyRenderer.Render(reply, "es", SlackChannel.Features).SelectMany(MessageRenderer.Render).Select(message =>
    {
        var sent = new JsonObject { ["text"] = message.Text };
        if (message.Blocks is { } blocks) sent["blocks"] = blocks.DeepClone();
        return sent;
    });

    private static IEnumerable<Activity> TeamsMessages(Reply reply) =>
        new[] { "personal", "channel" }.SelectMany(kind => ReplyRenderer.Render(reply, "es", ChannelFeatureTable.Of(In(kind))));

    private static Activity In(string kind) => new() { ChannelId = "msteams", Conversation = new ConversationAccount { Id = "c", ConversationType = kind, IsGroup = kind != "personal" } };

    private static string BlockName(JsonNode block) => block["type"]!.GetValue<string>() switch
    {
        "section" => "SectionBlock",
        "context" => "ContextBlock",
        "header" => "HeaderBlock",
        "divider" => "DividerBlock",
        "image" => "ImageBlock",
        "actions" => "ActionsBlock",
        var other => throw new InvalidOperationException($"No card of the bot has a block of type {other}."),
    };

    private static JsonElement Json(JsonNode node) => JsonElement.Parse(node.ToJsonString());
}
