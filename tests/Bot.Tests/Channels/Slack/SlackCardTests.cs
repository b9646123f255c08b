using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PmBot.Adapters.Slack;
using PmBot.Adapters.Slack.Rendering;
using PmBot.Adapters.Tests.Slack.StandIns;
using PmBot.Bot.Rendering;
using PmBot.Bot.Replies;
using PmBot.Bot.Tests.Rendering;

namespace PmBot.Bot.Tests.Channels.Slack;

public sealed class SlackCardTests
{
    [Fact]
    public void Every_card_of_the_bot_is_within_Slacks_limits_and_calls_nobody()
    {
        Prop.ForAll(AdaptiveCardTests.Cards.ToArbitrary(), card =>
        {
            var reply = new Reply("resumen") { Card = card, Buttons = [.. Enumerable.Range(1, 8).Select(i => new Button(new string('b', 30 * i), $"di {i}"))] };
            foreach (var message in ReplyRenderer.Render(reply, "es", SlackChannel.Features).SelectMany(MessageRenderer.Render))
            {
                var sent = new JsonObject { ["text"] = message.Text, ["blocks"] = message.Blocks?.DeepClone() };
                BlockKit.MessageFaults(sent).ShouldBeEmpty();
                // What people wrote as a link stays what they wrote.
                sent.ToJsonString().ShouldNotContain("\\u003Chttp");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }

    [Fact]
    public void A_question_keeps_what_its_buttons_confirm()
    {
        var reply = new Reply("¿Borro la #7?") { ConfirmationId = "q1", Buttons = [new Button("Sí", "sí"), new Button("No", "no")] };

        var message = ReplyRenderer.Render(reply, "es", SlackChannel.Features).SelectMany(MessageRenderer.Render).ShouldHaveSingleItem();

        var buttons = message.Blocks![^1]!["elements"]!.AsArray().Select(e => SlackButton.Read(e!["value"]!.GetValue<string>())!).ToList();
        buttons.Select(b => (b.Kind, b.Data!["say"]!.GetValue<string>(), b.Data["confirmation"]!.GetValue<string>()))
            .ShouldBe([(SlackButtonKind.Act, "sí", "q1"), (SlackButtonKind.Act, "no", "q1")]);
    }
}
